/**
 * Supervisors: what waits for them, what is chased, what they decide, and the pages on which they
 * do.
 */
@NullMarked
package uk.seenheard.api.desk;

import org.jspecify.annotations.NullMarked;
