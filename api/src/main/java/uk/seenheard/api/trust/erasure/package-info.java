/**
 * Erasure that the law demands: an incident's key and projections go, the log's chain stays whole.
 */
@NullMarked
package uk.seenheard.api.trust.erasure;

import org.jspecify.annotations.NullMarked;
