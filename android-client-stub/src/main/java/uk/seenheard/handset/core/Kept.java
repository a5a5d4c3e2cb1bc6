package uk.seenheard.handset.core;

/**
 * Where what was recorded lies: the line that an officer sees at all times. It costs no look into
 * any incident, unlike {@link Status}.
 *
 * @param person who is on shift, or an empty text
 * @param locked nothing is shown or recorded until somebody signs in
 * @param queued changes that are here only
 * @param acknowledged changes that the server has on disk, those in quarantine included
 * @param quarantined changes that take no part until a supervisor releases them
 * @param synced nothing queued, everything acknowledged seen again, and digests equal
 */
public record Kept(
    String person,
    boolean locked,
    long queued,
    long acknowledged,
    long quarantined,
    boolean synced) {}
