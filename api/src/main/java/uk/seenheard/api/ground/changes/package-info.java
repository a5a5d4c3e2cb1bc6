/** What is in the log, filed by incident, and incidents folded from it. */
@NullMarked
package uk.seenheard.api.ground.changes;

import org.jspecify.annotations.NullMarked;
