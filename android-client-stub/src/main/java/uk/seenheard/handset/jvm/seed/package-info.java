/** Twelve weeks of an invented force's work, for the demonstration alone. */
@NullMarked
package uk.seenheard.handset.jvm.seed;

import org.jspecify.annotations.NullMarked;
