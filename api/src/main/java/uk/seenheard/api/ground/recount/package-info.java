/** Which large incidents' cards are owed a count, so that no restart forgets one. */
@NullMarked
package uk.seenheard.api.ground.recount;

import org.jspecify.annotations.NullMarked;
