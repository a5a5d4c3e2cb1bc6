/** What lists and queues show of each incident, and who may see it. */
@NullMarked
package uk.seenheard.api.ground.cards;

import org.jspecify.annotations.NullMarked;
