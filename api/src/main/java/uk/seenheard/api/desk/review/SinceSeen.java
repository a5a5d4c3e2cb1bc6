package uk.seenheard.api.desk.review;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.merge.IncidentRecord;

/** Finds out what was written in an incident since somebody looked at it. */
public final class SinceSeen {
  private static final int PAGE = 500;
  private static final int MOST_READ = 5_000;

  private final Changes filed;
  private final IncidentFolds folds;
  private final Opener opener;
  private final Digests digests;

  /** Over the changes of a force. */
  public SinceSeen(Changes filed, IncidentFolds folds, Opener opener, Digests digests) {
    this.filed = filed;
    this.folds = folds;
    this.opener = opener;
    this.digests = digests;
  }

  /**
   * What people wrote since.
   *
   * @param before the record as it was seen
   */
  record News(IncidentRecord before, List<OpenedChange> byPeople) {}

  /** What came after a frontier; empty when it is too long ago, or never was one. */
  Future<Optional<News>> of(IncidentAt at, Hash seen) {
    return changes(at, Place.START, new ArrayList<>())
        .map(all -> ChangesSince.of(seen, all, digests))
        .compose(
            since ->
                since
                    .map(found -> news(at, found).map(Optional::of))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  private Future<News> news(IncidentAt at, ChangesSince since) {
    Future<IncidentRecord> before = folds.at(at.id(), since.n());
    Future<List<OpenedChange>> opened = opener.open(since.byPeople());
    return Future.all(before, opened).map(both -> new News(before.result(), opened.result()));
  }

  private Future<List<StoredChange>> changes(IncidentAt at, Place after, List<StoredChange> read) {
    return filed
        .changes(at.id(), after, at.n(), PAGE)
        .compose(
            page -> {
              read.addAll(page);
              if (page.size() < PAGE || read.size() >= MOST_READ) {
                return Future.succeededFuture(read);
              }
              StoredChange last = page.get(page.size() - 1);
              return changes(at, new Place(last.n(), last.i()), read);
            });
  }
}
