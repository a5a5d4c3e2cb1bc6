/** The way to the server and back: messages, refusals, waiting, and the sync loop. */
@NullMarked
package uk.seenheard.handset.transport;

import org.jspecify.annotations.NullMarked;
