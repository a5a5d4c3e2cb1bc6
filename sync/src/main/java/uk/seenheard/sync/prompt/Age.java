package uk.seenheard.sync.prompt;

/**
 * How old somebody was on the day of the incident.
 *
 * @param months whole months
 * @param estimated whether an officer estimated it, in years
 */
public record Age(long months, boolean estimated) {}
