/** Handsets hand over changes: verified, judged, appended, acknowledged. */
@NullMarked
package uk.seenheard.api.push;

import org.jspecify.annotations.NullMarked;
