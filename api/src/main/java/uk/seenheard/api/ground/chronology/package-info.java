/** What incidents say about a child that later incidents have to count: notices and episodes. */
@NullMarked
package uk.seenheard.api.ground.chronology;

import org.jspecify.annotations.NullMarked;
