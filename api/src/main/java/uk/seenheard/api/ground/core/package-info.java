/** What the ground offers to the features that stand on it, and what it wants of each of them. */
@NullMarked
package uk.seenheard.api.ground.core;

import org.jspecify.annotations.NullMarked;
