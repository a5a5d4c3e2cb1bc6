/** The kernel as a page reaches it, and its answers to the published cases. */
@NullMarked
package uk.seenheard.officer.kernel;

import org.jspecify.annotations.NullMarked;
