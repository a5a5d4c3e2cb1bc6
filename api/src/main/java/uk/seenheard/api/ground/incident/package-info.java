/** How a server process changes an incident: read, decide, write on condition, else again. */
@NullMarked
package uk.seenheard.api.ground.incident;

import org.jspecify.annotations.NullMarked;
