/** Reading the log in order into read models, and building those anew while they serve. */
@NullMarked
package uk.seenheard.api.ground.follow;

import org.jspecify.annotations.NullMarked;
