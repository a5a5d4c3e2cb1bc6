package uk.seenheard.sync.change;

/** The form and version that an author saw. */
public record FormRef(String id, int version) {}
