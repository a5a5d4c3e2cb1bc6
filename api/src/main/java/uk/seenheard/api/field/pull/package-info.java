/** Handsets and pages receive what they may see, and are woken when there is more. */
@NullMarked
package uk.seenheard.api.field.pull;

import org.jspecify.annotations.NullMarked;
