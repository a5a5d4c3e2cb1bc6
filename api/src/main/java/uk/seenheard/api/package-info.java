/** The server: where its parts are put together and started. */
@NullMarked
package uk.seenheard.api;

import org.jspecify.annotations.NullMarked;
