/** The server's clock: whether it can be believed, and what a person said of it when it was not. */
@NullMarked
package uk.seenheard.api.ground.clock;

import org.jspecify.annotations.NullMarked;
