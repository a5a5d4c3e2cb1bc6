/**
 * The store that needs no installation: a MongoDB-wire server on loopback that keeps its documents
 * in one SQLite file and answers only when they are on the disk.
 */
@NullMarked
package uk.seenheard.api.engine.embedded;

import org.jspecify.annotations.NullMarked;
