/**
 * What leaves the screen: printed, or shown by the browser beside other work; each is written down.
 */
@NullMarked
package uk.seenheard.api.desk.disclose;

import org.jspecify.annotations.NullMarked;
