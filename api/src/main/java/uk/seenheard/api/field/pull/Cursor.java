package uk.seenheard.api.field.pull;

import java.util.Set;
import java.util.TreeSet;

/**
 * Where a puller stands.
 *
 * @param feedEpoch which life of the log it counts in: a restore from a backup begins a new one
 * @param n everything up to this commit was handed over
 * @param scopes the scopes under which it was: what they no longer reach is evicted
 * @param under the scopes of the pull that is under way in several pages; empty between pulls
 * @param to the commit that a pull in several pages works towards, or 0 between pulls
 * @param incident the incident that the last page ended in or after, or an empty text
 * @param placeN the commit of the last change handed over of that incident, or 0
 * @param placeI its place in that commit
 */
record Cursor(
    String force,
    String feedEpoch,
    long n,
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

  static Cursor start(String force, String feedEpoch) {
    return new Cursor(force, feedEpoch, 0, Set.of(), Set.of(), 0, "", 0, -1);
  }

  /** Whether a pull in several pages is under way. */
  boolean isMidway() {
    return to > 0;
  }

  Cursor midway(long target, Set<String> walking, String atIncident, long n, int i) {
    return new Cursor(force, feedEpoch, this.n, scopes, walking, target, atIncident, n, i);
  }

  Cursor done(long reached, Set<String> seenUnder) {
    return new Cursor(force, feedEpoch, reached, seenUnder, Set.of(), 0, "", 0, -1);
  }
}
