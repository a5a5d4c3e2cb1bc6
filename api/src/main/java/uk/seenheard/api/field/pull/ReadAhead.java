package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;

/**
 * Reads what a page is to hold of several incidents in one go, where it is known beforehand that
 * the page has room for it: one question for what is filed, one for the bodies, one for the keys,
 * and one worker who unseals it all. What was read is forgotten with the page.
 */
final class ReadAhead {
  /** Incidents that are read together. */
  private static final int INCIDENTS = 100;

  private final Changes filed;
  private final Opener opener;
  private final String whose;
  private final long to;
  private final Map<String, Said> read = new HashMap<>();

  /**
   * A part of an incident, unsealed.
   *
   * @param contents of each of the changes; empty where the incident's key is destroyed
   * @param all whether nothing follows
   */
  record Said(List<StoredChange> changes, List<Optional<String>> contents, boolean all) {}

  /** What is owed of an incident: behind which place, and how many changes it has altogether. */
  record Owed(String incident, Place after, int changes) {}

  /** For one page, which goes up to a commit. */
  ReadAhead(Changes filed, Opener opener, String whose, long to) {
    this.filed = filed;
    this.opener = opener;
    this.whose = whose;
    this.to = to;
  }

  /** Whether an incident was read. */
  boolean knows(String incident) {
    return read.containsKey(incident);
  }

  /** What was read of an incident, once: a page holds nothing twice. */
  Said take(String incident) {
    return Objects.requireNonNull(read.remove(incident));
  }

  /**
   * Reads the first of what is owed, and as many more as have room together; nothing where the
   * incident that comes next was read already, or has more than there is room for.
   *
   * @param next the incident that is handed over next
   * @param room how many changes the page takes
   */
  Future<Void> read(Iterator<Owed> owed, String next, int room) {
    if (knows(next)) {
      return Future.succeededFuture();
    }
    List<Changes.Wanted> wanted = new ArrayList<>();
    int left = room;
    while (owed.hasNext() && wanted.size() < INCIDENTS) {
      Owed one = owed.next();
      // One more, so that an incident of which somebody has just written is whole all the same.
      int most = one.changes() + 1;
      if (most > left) {
        break;
      }
      left -= most;
      wanted.add(new Changes.Wanted(one.incident(), one.after(), most));
    }
    return wanted.isEmpty()
        ? Future.succeededFuture()
        : filed.parts(wanted, to).compose(parts -> open(wanted, parts));
  }

  private Future<Void> open(List<Changes.Wanted> wanted, List<Changes.Part> parts) {
    List<StoredChange> changes = parts.stream().flatMap(part -> part.changes().stream()).toList();
    return opener
        .contents(whose, changes)
        .map(
            contents -> {
              int from = 0;
              for (int i = 0; i < parts.size(); i++) {
                Changes.Part part = parts.get(i);
                int end = from + part.changes().size();
                read.put(
                    wanted.get(i).incident(),
                    new Said(part.changes(), contents.subList(from, end), part.all()));
                from = end;
              }
              return null;
            });
  }
}
