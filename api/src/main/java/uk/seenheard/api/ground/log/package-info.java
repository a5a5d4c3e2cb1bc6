/**
 * The append-only commit log of a force: the server's one truth, and the writer that decides at its
 * tail.
 */
@NullMarked
package uk.seenheard.api.ground.log;

import org.jspecify.annotations.NullMarked;
