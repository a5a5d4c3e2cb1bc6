/**
 * Words sealed for one incident, the keys that open them, and what is left of them when the law
 * takes them away.
 */
@NullMarked
package uk.seenheard.api.ground.seal;

import org.jspecify.annotations.NullMarked;
