/** The incident as people read it: children, adults, statements, state, read from the fold. */
@NullMarked
package uk.seenheard.sync.incident;

import org.jspecify.annotations.NullMarked;
