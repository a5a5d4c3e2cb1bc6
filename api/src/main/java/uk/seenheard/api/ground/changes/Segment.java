package uk.seenheard.api.ground.changes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.sync.change.Hash;

/**
 * What one commit holds of one incident, in the log's order.
 *
 * @param gone the places of those that stand elsewhere since: what was in quarantine and is applied
 *     now, and a stranger's copy where the author's own has come
 */
record Segment(String incident, long n, List<StoredChange> changes, Set<Integer> gone) {
  Segment {
    changes = List.copyOf(changes);
    gone = Set.copyOf(gone);
  }

  /** What of it stands. */
  List<StoredChange> standing() {
    List<StoredChange> standing = new ArrayList<>(changes);
    standing.removeIf(change -> gone.contains(change.i()));
    return standing;
  }

  /** Whether something in quarantine stands in it. */
  boolean holdsBack() {
    return standing().stream().anyMatch(change -> !change.isApplied());
  }

  /**
   * What is to be written once changes of one incident have come.
   *
   * @param fresh whole segments; one that is there already stays as it is
   * @param gone places in segments that were there before, where a change stands no longer
   */
  record Filing(String incident, List<Segment> fresh, List<Place> gone) {}

  /**
   * Files changes of which some may be known. Each hash stands once: where it stood first, unless
   * it was in quarantine there and is applied now, or was a stranger's copy and is now the author's
   * own, whose ruling (a dismissal) has to be found when the author's handset brings it again.
   *
   * @param known what is there with the hashes of those that came, standing or not
   */
  static Filing filing(String incident, List<StoredChange> came, List<StoredChange> known) {
    Map<Place, StoredChange> all = new TreeMap<>(BY_PLACE);
    came.forEach(change -> all.put(place(change), change));
    known.forEach(change -> all.put(place(change), change));
    Map<Hash, StoredChange> standing = new HashMap<>();
    Set<Place> gone = new HashSet<>();
    Set<Place> left = new HashSet<>();
    for (StoredChange change : all.values()) {
      StoredChange before = standing.get(change.entry().hash());
      if (before == null || givesWay(before, change)) {
        standing.put(change.entry().hash(), change);
        if (before != null) {
          gone.add(place(before));
        }
      } else {
        left.add(place(change));
      }
    }
    Map<Long, List<StoredChange>> byCommit = new TreeMap<>();
    for (StoredChange change : came) {
      if (!left.contains(place(change))) {
        byCommit.computeIfAbsent(change.n(), unused -> new ArrayList<>()).add(change);
      }
    }
    List<Segment> fresh = new ArrayList<>();
    byCommit.forEach((n, changes) -> fresh.add(segment(incident, n, changes, gone)));
    List<Place> before = new ArrayList<>();
    known.stream().map(Segment::place).filter(gone::contains).forEach(before::add);
    return new Filing(incident, fresh, before);
  }

  private static Segment segment(
      String incident, long n, List<StoredChange> changes, Set<Place> gone) {
    Set<Integer> here = new HashSet<>();
    for (StoredChange change : changes) {
      if (gone.contains(place(change))) {
        here.add(change.i());
      }
    }
    List<StoredChange> inOrder = new ArrayList<>(changes);
    inOrder.sort(Comparator.comparingInt(StoredChange::i));
    return new Segment(incident, n, inOrder, here);
  }

  private static boolean givesWay(StoredChange before, StoredChange after) {
    return !before.isApplied()
        && (after.isApplied()
            || before.entry().author().isEmpty() && !after.entry().author().isEmpty());
  }

  private static final Comparator<Place> BY_PLACE =
      Comparator.comparingLong(Place::n).thenComparingInt(Place::i);

  static Place place(StoredChange change) {
    return new Place(change.n(), change.i());
  }
}
