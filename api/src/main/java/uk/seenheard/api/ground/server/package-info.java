/** The HTTP server: what every request goes through, how it is reached, and its health. */
@NullMarked
package uk.seenheard.api.ground.server;

import org.jspecify.annotations.NullMarked;
