/** The messages of PROTOCOL.md, sent as they stand there. */
@NullMarked
package uk.seenheard.api.protocol;

import org.jspecify.annotations.NullMarked;
