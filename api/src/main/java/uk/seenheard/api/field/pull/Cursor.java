package uk.seenheard.api.field.pull;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.sync.change.Hash;

/**
 * Where a puller stands.
 *
 * @param person whose it is: what was handed to one person says nothing of what another holds
 * @param feedEpoch which life of the log it counts in: a restore from a backup begins a new one
 * @param n everything up to this commit was handed over
 * @param judged the last commit by which it was judged what is in sight, often a later one than
 *     those of which content was handed over; 0 at the beginning
 * @param commit digest of commit {@code judged}: it says in which log; an empty text at the
 *     beginning
 * @param scopes the scopes under which it was: what they no longer reach is evicted
 * @param under the scopes of the pull that is under way in several pages; empty between pulls
 * @param to the commit that a pull in several pages works towards, or 0 between pulls
 * @param incident the incident that the last page ended in or after, or an empty text
 * @param placeN the commit of the last change handed over of that incident, or 0
 * @param placeI its place in that commit
 */
record Cursor(
    String force,
    String person,
    String feedEpoch,
    long n,
    long judged,
    String commit,
    Set<String> scopes,
    Set<String> under,
    long to,
    String incident,
    long placeN,
    int placeI) {
  Cursor {
    scopes = new TreeSet<>(scopes);
    under = new TreeSet<>(under);
  }

  static Cursor start(String force, String person, String feedEpoch) {
    return new Cursor(force, person, feedEpoch, 0, 0, "", Set.of(), Set.of(), 0, "", 0, -1);
  }

  /** The place in the log that it stands on, or empty at the beginning. */
  Optional<LogPosition> stands() {
    return commit.isEmpty()
        ? Optional.empty()
        : Optional.of(new LogPosition(judged, new Hash(commit)));
  }

  /** Whether it names the log by everything that it vouches for; one of an earlier version not. */
  boolean isWhole() {
    return judged >= Math.max(n, to) && (judged == 0 || !commit.isEmpty());
  }

  /** Whether a pull in several pages is under way. */
  boolean isMidway() {
    return to > 0;
  }

  Cursor midway(
      long target, LogPosition seen, Set<String> walking, String atIncident, long n, int i) {
    return new Cursor(
        force,
        person,
        feedEpoch,
        this.n,
        seen.n(),
        seen.commit().hex(),
        scopes,
        walking,
        target,
        atIncident,
        n,
        i);
  }

  Cursor done(long reached, LogPosition seen, Set<String> seenUnder) {
    return new Cursor(
        force,
        person,
        feedEpoch,
        reached,
        seen.n(),
        seen.commit().hex(),
        seenUnder,
        Set.of(),
        0,
        "",
        0,
        -1);
  }
}
