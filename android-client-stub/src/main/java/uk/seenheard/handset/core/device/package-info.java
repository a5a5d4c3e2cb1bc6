/** The ports to the device itself: clocks, chance, JSON and digests. */
@NullMarked
package uk.seenheard.handset.core.device;

import org.jspecify.annotations.NullMarked;
