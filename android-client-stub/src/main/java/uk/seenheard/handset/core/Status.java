package uk.seenheard.handset.core;

import java.util.List;

/**
 * Where the handset stands.
 *
 * @param locked nothing is shown or recorded until somebody signs in; unsent changes still go out
 * @param queued changes that are here only
 * @param acknowledged changes that the server has on disk, those in quarantine included
 * @param contradicted fields in which different answers stand, over all incidents
 * @param returned notes of supervisors who handed an incident back
 * @param nudged what supervisors ask for that is late, without the incident being handed back
 * @param synced nothing queued, everything acknowledged seen again, and digests equal
 */
public record Status(
    String person,
    boolean offline,
    boolean locked,
    long queued,
    long acknowledged,
    long quarantined,
    int incidents,
    int contradicted,
    List<String> returned,
    List<String> nudged,
    boolean synced) {
  /** Copies the lists. */
  public Status {
    returned = List.copyOf(returned);
    nudged = List.copyOf(nudged);
  }

  /** Whether somebody is on shift. */
  public boolean isSignedIn() {
    return !person.isEmpty();
  }
}
