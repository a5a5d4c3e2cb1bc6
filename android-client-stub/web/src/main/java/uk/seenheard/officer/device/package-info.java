/** What a browser's worker lends the handset's core: clocks, chance, the calendar. */
@NullMarked
package uk.seenheard.officer.device;

import org.jspecify.annotations.NullMarked;
