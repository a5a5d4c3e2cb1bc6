/** The one writer that decides at the log's tail, and the server as an author of its own. */
@NullMarked
package uk.seenheard.api.ground.writer;

import org.jspecify.annotations.NullMarked;
