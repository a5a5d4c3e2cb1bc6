package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.merge.Frontier;

/**
 * What the replica of a person should hold of incidents: what their cards say, and, of the few that
 * are seen in part, what a look at their changes says.
 */
final class Holdings {
  private static final int PAGE = 500;

  private final Changes filed;
  private final Digests digests;

  Holdings(Changes filed, Digests digests) {
    this.filed = filed;
    this.digests = digests;
  }

  /**
   * What is held of one incident.
   *
   * @param changes how many take part in the fold
   * @param frontier theirs; nothing is held where {@code changes} is 0
   */
  record Held(int changes, Hash frontier) {}

  /** What is held, up to a commit, of those of the incidents that are seen in part. */
  Future<Map<String, Held>> parts(Grant grant, List<IncidentCard> cards, long to) {
    Map<String, Held> parts = new HashMap<>();
    Future<Void> done = Future.succeededFuture();
    for (IncidentCard card : cards) {
      Sight sight = Sight.of(grant, card);
      if (!sight.whole()) {
        done =
            done.compose(before -> hashes(card.incident(), sight, Place.START, to, new TreeSet<>()))
                .onSuccess(
                    found ->
                        parts.put(
                            card.incident(), new Held(found.size(), Frontier.of(found, digests))))
                .mapEmpty();
      }
    }
    return done.map(parts);
  }

  /** What a card says is held, where it is not seen in part. */
  static Held held(IncidentCard card, Map<String, Held> parts) {
    Held part = parts.get(card.incident());
    return part == null ? new Held(card.changes(), card.frontier()) : part;
  }

  private Future<TreeSet<Hash>> hashes(
      String incident, Sight sight, Place after, long to, TreeSet<Hash> found) {
    return filed
        .outlines(incident, after, to, PAGE)
        .compose(
            page -> {
              for (StoredChange change : page) {
                if (change.isApplied() && sight.shows(change)) {
                  found.add(change.entry().hash());
                }
              }
              if (page.size() < PAGE) {
                return Future.succeededFuture(found);
              }
              StoredChange last = page.get(page.size() - 1);
              return hashes(incident, sight, new Place(last.n(), last.i()), to, found);
            });
  }
}
