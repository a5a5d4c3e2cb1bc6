/** The store: MongoDB through its driver, and the embedded default. */
@NullMarked
package uk.seenheard.api.engine;

import org.jspecify.annotations.NullMarked;
