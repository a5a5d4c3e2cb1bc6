/**
 * The store as the product asks for it: a few operations on documents, kept alike by a MongoDB and
 * by the embedded store.
 */
@NullMarked
package uk.seenheard.api.engine.documents;

import org.jspecify.annotations.NullMarked;
