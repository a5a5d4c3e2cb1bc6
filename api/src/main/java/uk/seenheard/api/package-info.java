/**
 * The server: where its parts are put together and started.
 *
 * <p>Parts say alike, each for itself, what they are made of: fields, a constructor, a door's
 * routes and who is admitted, a read model's name and collections. That is the ceremony of the
 * language and holds no rule; whatever holds one stands in one place.
 */
@NullMarked
package uk.seenheard.api;

import org.jspecify.annotations.NullMarked;
