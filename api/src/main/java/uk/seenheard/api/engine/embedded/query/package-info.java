/** What the store can be asked: conditions, plans, collections and their indexes. */
@NullMarked
package uk.seenheard.api.engine.embedded.query;

import org.jspecify.annotations.NullMarked;
