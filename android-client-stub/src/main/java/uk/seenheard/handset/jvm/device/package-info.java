/** The device as a Java process sees it: its clocks, chance, JSON parser and digests. */
@NullMarked
package uk.seenheard.handset.jvm.device;

import org.jspecify.annotations.NullMarked;
