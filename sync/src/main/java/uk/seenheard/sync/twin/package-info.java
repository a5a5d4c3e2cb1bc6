/**
 * What may be one and the same, proposed with its reasons: only a person joins, and can undo it.
 */
@NullMarked
package uk.seenheard.sync.twin;

import org.jspecify.annotations.NullMarked;
