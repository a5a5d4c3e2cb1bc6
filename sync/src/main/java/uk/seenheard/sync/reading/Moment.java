package uk.seenheard.sync.reading;

/**
 * When answers are looked at.
 *
 * @param now milliseconds since 1970; {@code Long.MAX_VALUE} when no clock can be believed, so that
 *     nothing lies in the future
 * @param today the calendar day of {@code now}, as a number ({@link Days})
 * @param happened the calendar day of the incident, as a number
 */
public record Moment(long now, long today, long happened) {}
