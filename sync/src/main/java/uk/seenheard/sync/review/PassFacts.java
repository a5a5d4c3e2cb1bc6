package uk.seenheard.sync.review;

/**
 * What a verified shift pass says.
 *
 * @param mayCapture whether the role it was made out for records incidents
 */
public record PassFacts(String person, String device, boolean mayCapture) {}
