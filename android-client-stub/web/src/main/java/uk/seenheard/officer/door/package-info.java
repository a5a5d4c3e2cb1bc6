/** The doors by which a page's worker uses the handset: commands in, answers as JSON text out. */
@NullMarked
package uk.seenheard.officer.door;

import org.jspecify.annotations.NullMarked;
