/** The fold: from a set of changes, in any order, to the same record. */
@NullMarked
package uk.seenheard.sync.merge;

import org.jspecify.annotations.NullMarked;
