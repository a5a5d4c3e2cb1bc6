/** The wire protocol on loopback: frames, commands, cursors, and what is refused by name. */
@NullMarked
package uk.seenheard.api.engine.embedded.wire;

import org.jspecify.annotations.NullMarked;
