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
    boolean synced) {
  /** Copies the list. */
  public Status {
    returned = List.copyOf(returned);
  }

  /** Whether somebody is on shift. */
  public boolean isSignedIn() {
    return !person.isEmpty();
  }
}
