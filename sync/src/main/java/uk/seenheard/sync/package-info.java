/**
 * What every end computes identically: pure functions over immutable values, no I/O and no clock.
 */
@NullMarked
package uk.seenheard.sync;

import org.jspecify.annotations.NullMarked;
