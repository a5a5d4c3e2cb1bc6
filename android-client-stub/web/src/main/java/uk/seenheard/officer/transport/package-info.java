/** The protocol over a browser's fetch. */
@NullMarked
package uk.seenheard.officer.transport;

import org.jspecify.annotations.NullMarked;
