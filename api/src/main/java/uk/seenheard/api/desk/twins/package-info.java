/**
 * What may be one and the same: proposed from the records; incidents are linked by acts in both.
 */
@NullMarked
package uk.seenheard.api.desk.twins;

import org.jspecify.annotations.NullMarked;
