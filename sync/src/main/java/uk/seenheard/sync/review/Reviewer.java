package uk.seenheard.sync.review;

/**
 * Who decides.
 *
 * @param supervises whether they decide about submissions at all
 * @param inspector whether they hold an inspector's authority
 */
public record Reviewer(String person, boolean supervises, boolean inspector) {}
