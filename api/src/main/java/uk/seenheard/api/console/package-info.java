/** The pages that supervisors look at. */
@NullMarked
package uk.seenheard.api.console;

import org.jspecify.annotations.NullMarked;
