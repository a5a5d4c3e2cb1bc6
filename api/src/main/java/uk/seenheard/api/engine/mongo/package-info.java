/** The official MongoDB driver as futures, and what all its users here share. */
@NullMarked
package uk.seenheard.api.engine.mongo;

import org.jspecify.annotations.NullMarked;
