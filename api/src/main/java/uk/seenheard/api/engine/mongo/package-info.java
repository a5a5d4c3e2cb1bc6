/** The documents of a MongoDB, by the official driver, which nobody else knows. */
@NullMarked
package uk.seenheard.api.engine.mongo;

import org.jspecify.annotations.NullMarked;
