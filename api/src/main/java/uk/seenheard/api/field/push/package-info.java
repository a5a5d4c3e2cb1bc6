/** Handsets hand over changes: verified, judged, appended, acknowledged. */
@NullMarked
package uk.seenheard.api.field.push;

import org.jspecify.annotations.NullMarked;
