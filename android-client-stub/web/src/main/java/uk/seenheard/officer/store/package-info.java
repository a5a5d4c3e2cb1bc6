/** The files of a browser under the handset's log. */
@NullMarked
package uk.seenheard.officer.store;

import org.jspecify.annotations.NullMarked;
