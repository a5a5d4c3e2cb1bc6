/** Wire types of push and pull: requests, verdicts and frames, and their JSON. */
@NullMarked
package uk.seenheard.sync.feed;

import org.jspecify.annotations.NullMarked;
