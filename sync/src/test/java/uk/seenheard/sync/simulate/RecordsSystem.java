package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The records system: takes authorised revisions from a feed, dies between reading and storing.
 *
 * <p>A server that was restored may have lost an authorisation that this one holds: in the new life
 * of the feed the next one of that incident is then its first. It is taken as what it is, a
 * correction of what is held from the life before; within one life the feed itself must say so.
 */
final class RecordsSystem {
  private final World world;
  private final List<Projection.Revision> stored = new ArrayList<>();
  private final Set<String> heldOfThisLife = new HashSet<>();
  private String feedEpoch = "";
  private int cursor;

  RecordsSystem(World world) {
    this.world = world;
  }

  /** Reads on from its cursor; a new life of the feed is read from the beginning. */
  void pull(Server server) {
    // Its cursor holds the hash of a commit too: another life is refused, whatever its name.
    if (!feedEpoch.equals(server.readAs())) {
      feedEpoch = server.readAs();
      cursor = 0;
      heldOfThisLife.clear();
    }
    List<Projection.Revision> feed = server.projection().revisions();
    List<Projection.Revision> page =
        feed.subList(Math.min(cursor, feed.size()), Math.min(cursor + 2, feed.size()));
    if (world.strikes(Fault.MESSAGE_DROPPED, Step.RECORDS, 6)) {
      return;
    }
    for (Projection.Revision revision : page) {
      boolean known =
          stored.stream()
              .anyMatch(
                  one ->
                      one.incident().equals(revision.incident())
                          && one.captured().equals(revision.captured()));
      boolean first = heldOfThisLife.add(revision.incident());
      if (first == revision.correction()) {
        throw new Violation(
            "I10",
            first
                ? "the first revision of an incident in a life of the feed is a correction"
                : "a second revision of an incident is no correction");
      }
      if (!known) {
        stored.add(revision);
      }
    }
    cursor += page.size();
  }

  /** I10: it has each revision once, and all of them. */
  void check(Server server) {
    List<Projection.Revision> feed = server.projection().revisions();
    for (int i = 0; i < feed.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (feed.get(i).incident().equals(feed.get(j).incident())
            && feed.get(i).captured().equals(feed.get(j).captured())) {
          throw new Violation("I10", "the feed gives a revision twice");
        }
      }
      Projection.Revision revision = feed.get(i);
      long times =
          stored.stream()
              .filter(
                  one ->
                      one.incident().equals(revision.incident())
                          && one.captured().equals(revision.captured()))
              .count();
      if (times != 1) {
        throw new Violation("I10", "the records system has a revision " + times + " times");
      }
    }
  }
}
