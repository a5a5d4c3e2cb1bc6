package uk.seenheard.api.desk.misplaced;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;

/** The changes of an incident that take part in its fold, in the order of the log. */
final class StandingWords {
  private static final int PAGE = 500;

  private final Changes filed;
  private final Opener opener;

  StandingWords(Changes filed, Opener opener) {
    this.filed = filed;
    this.opener = opener;
  }

  /**
   * What takes part.
   *
   * @param changes by their hash
   * @param stored where each stands in the log
   */
  record Taking(Map<Hash, Change> changes, Map<Hash, StoredChange> stored) {}

  /** Of an incident, up to a commit that can be read here. */
  Future<Taking> of(String incident, long n) {
    return page(incident, n, Place.START, new Taking(new LinkedHashMap<>(), new LinkedHashMap<>()));
  }

  private Future<Taking> page(String incident, long n, Place after, Taking found) {
    return filed
        .changes(incident, after, n, PAGE)
        .compose(
            page ->
                opener
                    .open(incident, page)
                    .compose(
                        opened -> {
                          take(opened, found);
                          return page.size() < PAGE
                              ? Future.succeededFuture(found)
                              : page(incident, n, last(page), found);
                        }));
  }

  private static Place last(List<StoredChange> page) {
    StoredChange last = new ArrayList<>(page).get(page.size() - 1);
    return new Place(last.n(), last.i());
  }

  private static void take(List<OpenedChange> opened, Taking found) {
    for (OpenedChange one : opened) {
      one.applied()
          .ifPresent(
              change -> {
                found.changes().putIfAbsent(change.hash(), change);
                found.stored().putIfAbsent(change.hash(), one.stored());
              });
    }
  }
}
