package uk.seenheard.sync.footage;

import uk.seenheard.sync.change.FieldPath;

/**
 * A statement, or an officer's mark, that has a moment.
 *
 * @param about the entry
 * @param at its true time, milliseconds since 1970
 * @param uncertainty how far that may be off, milliseconds
 */
public record Marked(FieldPath about, long at, long uncertainty) {}
