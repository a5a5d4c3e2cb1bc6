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
 * @param begun children's words that somebody began to write down here and has not saved as said:
 *     they are here only, and sent to nobody
 * @param typed texts of any kind that somebody began here and has not saved, those words among them
 * @param synced nothing queued, everything acknowledged seen again, and digests equal
 * @param clockAhead milliseconds by which this device's clock was ahead of the server's when its
 *     shift began, below nought where it was behind; 0 where it was right within minutes
 */
public record Kept(
    String person,
    boolean locked,
    long queued,
    long acknowledged,
    long quarantined,
    long begun,
    long typed,
    boolean synced,
    long clockAhead) {}
