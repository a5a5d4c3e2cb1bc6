/**
 * What evidence systems are told of the recordings that they have: how each is to stand, what
 * became of that, what is about to be lost; and what a maker's files look like.
 */
@NullMarked
package uk.seenheard.api.partners.evidence;

import org.jspecify.annotations.NullMarked;
