package uk.seenheard.api.desk.review;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.writer.ServerAuthor;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.merge.Frontier;

/**
 * What was logged about an incident since somebody looked at it.
 *
 * @param n the commit that they read it up to
 * @param changes what came after, in the log's order
 */
record ChangesSince(long n, List<StoredChange> changes) {
  /** How far back it is looked for what somebody saw. */
  static final int MOST = 50;

  ChangesSince {
    changes = List.copyOf(changes);
  }

  /**
   * Finds the commit at which an incident stood as somebody saw it.
   *
   * @param seen the frontier that they saw
   * @param all every change of the incident, in the log's order
   * @return empty when it is too long ago, or never stood so
   */
  static Optional<ChangesSince> of(Hash seen, List<StoredChange> all, Digests digests) {
    SortedSet<Hash> standing = new TreeSet<>();
    for (StoredChange change : all) {
      if (change.isApplied()) {
        standing.add(change.entry().hash());
      }
    }
    for (int i = all.size() - 1; i >= 0 && all.size() - i <= MOST; i--) {
      if (all.get(i).isApplied()) {
        standing.remove(all.get(i).entry().hash());
      }
      // What people look at ends with a whole commit.
      boolean whole = i == 0 || all.get(i - 1).n() < all.get(i).n();
      if (whole && Frontier.of(standing, digests).equals(seen)) {
        return Optional.of(new ChangesSince(all.get(i).n() - 1, all.subList(i, all.size())));
      }
    }
    return Optional.empty();
  }

  /** Those that people wrote: an alert that a server raised is no news of the record. */
  List<StoredChange> byPeople() {
    return changes.stream()
        .filter(change -> !change.entry().author().startsWith(ServerAuthor.DEVICE_PREFIX))
        .toList();
  }
}
