/**
 * The handset without its screen: what an officer records, kept safe and brought to the force.
 *
 * <p>Parts say alike, each for itself, what they are made of: fields and a constructor. That is the
 * ceremony of the language and holds no rule; whatever holds one stands in one place.
 */
@NullMarked
package uk.seenheard.handset.core;

import org.jspecify.annotations.NullMarked;
