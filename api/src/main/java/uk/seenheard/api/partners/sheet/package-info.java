/** A notice as its reader is handed it: as lines of text and as a PDF, each saying the same. */
@NullMarked
package uk.seenheard.api.partners.sheet;

import org.jspecify.annotations.NullMarked;
