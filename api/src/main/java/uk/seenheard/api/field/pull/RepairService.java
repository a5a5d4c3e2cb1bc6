package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.IncidentDigests;

/**
 * Tells a handset whose replica differs where it does, and hands over one incident whole.
 *
 * <p>It holds no state between two requests, and the cursor of a pull stays where it is: what is
 * repaired beyond it comes once more with the next pull, and once more is nothing new.
 */
public final class RepairService {
  private final String feedEpoch;
  private final Changes filed;
  private final Cards cards;
  private final Projector projector;
  private final Opener opener;
  private final Holdings holdings;
  private final Looks looks;

  /** With the parts of this server. */
  public RepairService(
      String feedEpoch,
      Changes filed,
      Cards cards,
      Projector projector,
      Opener opener,
      Digests digests,
      Looks looks) {
    this.feedEpoch = feedEpoch;
    this.filed = filed;
    this.cards = cards;
    this.projector = projector;
    this.opener = opener;
    this.looks = looks;
    this.holdings = new Holdings(filed, digests);
  }

  /** A page of what this person's replica should hold, after an incident's id. */
  Future<IncidentDigests> digests(Grant grant, String afterIncident) {
    // The position is read first: a card read after it may say more than it, and says so itself.
    long n = projector.applied();
    if (grant.scopes().isEmpty()) {
      return Future.succeededFuture(
          new IncidentDigests(n, List.of(), Optional.empty(), Optional.of(feedEpoch)));
    }
    return cards
        .visible(grant.scopes(), afterIncident, IncidentDigests.MAX_INCIDENTS)
        .compose(
            cards ->
                holdings.parts(grant, cards, Long.MAX_VALUE).map(parts -> digests(cards, parts, n)))
        .compose(
            found ->
                looks.at(
                    grant,
                    "digests",
                    found.incidents().stream().map(IncidentDigests.Held::incident).toList(),
                    found));
  }

  private IncidentDigests digests(
      List<IncidentCard> cards, Map<String, Holdings.Held> parts, long n) {
    List<IncidentDigests.Held> held = new ArrayList<>(cards.size());
    for (IncidentCard card : cards) {
      Holdings.Held one = Holdings.held(card, parts);
      if (one.changes() > 0) {
        held.add(
            new IncidentDigests.Held(card.incident(), card.lastN(), one.changes(), one.frontier()));
      }
    }
    Optional<String> next =
        cards.size() < IncidentDigests.MAX_INCIDENTS
            ? Optional.empty()
            : Optional.of(cards.get(cards.size() - 1).incident());
    return new IncidentDigests(n, held, next, Optional.of(feedEpoch));
  }

  /**
   * A page of one incident's changes after a place in the log; the first begins with a snapshot.
   */
  Future<Handed> incident(Grant grant, String incident, Place after) {
    return cards
        .cards(List.of(incident))
        .map(found -> seen(grant, Optional.ofNullable(found.get(incident))))
        .compose(card -> incident(grant, card, after));
  }

  private static IncidentCard seen(Grant grant, Optional<IncidentCard> card) {
    return card.filter(found -> found.isSeenBy(grant.scopes()))
        .orElseThrow(() -> new Refusal.NotFound("The incident").raised());
  }

  private Future<Handed> incident(Grant grant, IncidentCard card, Place after) {
    long to = Math.max(projector.applied(), card.lastN());
    PullPage page = new PullPage();
    if (!after.equals(Place.START)) {
      return fill(grant, card, after, to, page);
    }
    return holdings
        .parts(grant, List.of(card), to)
        .compose(
            parts -> {
              Holdings.Held held = Holdings.held(card, parts);
              page.announce(
                  new Frame.Snapshot(
                      card.incident(), to, held.changes(), Optional.of(held.frontier())));
              return fill(grant, card, after, to, page);
            });
  }

  private Future<Handed> fill(Grant grant, IncidentCard card, Place after, long to, PullPage page) {
    Sight sight = Sight.of(grant, card);
    int room = page.room();
    return filed
        .changes(card.incident(), after, to, room)
        .compose(opener::open)
        .compose(
            opened -> {
              Place reached = after;
              int taken = 0;
              for (OpenedChange change : opened) {
                if (page.isFull()) {
                  break;
                }
                StoredChange stored = change.stored();
                reached = new Place(stored.n(), stored.i());
                taken++;
                ChangeFrames.of(grant, sight, change)
                    .ifPresent(frame -> page.add(card.incident(), frame));
              }
              boolean more = taken < opened.size() || opened.size() == room;
              if (more && !page.isFull()) {
                return fill(grant, card, reached, to, page);
              }
              page.add(
                  new Frame.Through(
                      to,
                      reached.n() + "." + Math.max(0, reached.i()),
                      more,
                      Optional.empty(),
                      Optional.of(feedEpoch)));
              return Future.succeededFuture(page.handed());
            });
  }
}
