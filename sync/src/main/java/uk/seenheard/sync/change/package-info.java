/** Changes as they are hashed, chained and signed: content, operations, identities, limits. */
@NullMarked
package uk.seenheard.sync.change;

import org.jspecify.annotations.NullMarked;
