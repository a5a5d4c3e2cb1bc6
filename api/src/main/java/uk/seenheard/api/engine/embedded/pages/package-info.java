/** The file: SQLite as an ordered page store, its one writer, checks, backups and restores. */
@NullMarked
package uk.seenheard.api.engine.embedded.pages;

import org.jspecify.annotations.NullMarked;
