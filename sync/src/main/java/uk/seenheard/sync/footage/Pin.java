package uk.seenheard.sync.footage;

import uk.seenheard.sync.change.FieldPath;

/**
 * Where in a recording a statement or a mark lies.
 *
 * @param about the entry
 * @param source the system that has the recording
 * @param clip its name there
 * @param position from the first picture, milliseconds
 * @param uncertainty how far it may lie off in either direction, milliseconds
 */
public record Pin(FieldPath about, String source, String clip, long position, long uncertainty) {}
