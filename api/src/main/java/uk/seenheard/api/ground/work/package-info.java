/** Work that grows with an incident, away from the threads that serve, and fair to the others. */
@NullMarked
package uk.seenheard.api.ground.work;

import org.jspecify.annotations.NullMarked;
