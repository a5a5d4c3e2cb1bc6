/** The review rules: who may decide what, and what stands in the way. */
@NullMarked
package uk.seenheard.sync.review;

import org.jspecify.annotations.NullMarked;
