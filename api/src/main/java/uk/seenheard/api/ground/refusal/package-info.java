/** Why something that was asked is not done, as values that know nothing of HTTP. */
@NullMarked
package uk.seenheard.api.ground.refusal;

import org.jspecify.annotations.NullMarked;
