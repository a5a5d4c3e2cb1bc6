/** The ports to the device itself (clocks, chance) and its JSON parser and digests. */
@NullMarked
package uk.seenheard.handset.device;

import org.jspecify.annotations.NullMarked;
