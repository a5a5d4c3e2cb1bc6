/** The port to the server, and what it answers with. */
@NullMarked
package uk.seenheard.handset.core.transport;

import org.jspecify.annotations.NullMarked;
