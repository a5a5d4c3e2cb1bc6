/** Who may see an incident: what gives sight, what takes it away, and in which order. */
@NullMarked
package uk.seenheard.api.ground.sight;

import org.jspecify.annotations.NullMarked;
