package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.log.LogPosition;
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
  private final LogLife life;
  private final Changes filed;
  private final Cards cards;
  private final Projector projector;
  private final Opener opener;
  private final Holdings holdings;
  private final Looks looks;

  /** With the parts of this server. */
  RepairService(
      LogLife life,
      Changes filed,
      Cards cards,
      Projector projector,
      Opener opener,
      Digests digests,
      Looks looks) {
    this.life = life;
    this.filed = filed;
    this.cards = cards;
    this.projector = projector;
    this.opener = opener;
    this.looks = looks;
    this.holdings = new Holdings(filed, digests);
  }

  /**
   * A page of what this person's replica should hold, after an incident's id.
   *
   * @param cursor the one that the replica stands on: in another life of the log nothing is
   *     compared, because what that log lacks is not to be forgotten
   */
  Future<IncidentDigests> digests(Grant grant, Optional<String> cursor, String afterIncident) {
    return ours(grant, cursor)
        .compose(ours -> digests(grant, afterIncident))
        .compose(
            found ->
                looks.at(
                    grant,
                    "digests",
                    found.incidents().stream().map(IncidentDigests.Held::incident).toList(),
                    found));
  }

  private Future<Void> ours(Grant grant, Optional<String> cursor) {
    return life.holds(cursor.flatMap(written -> life.cursor(written, grant.person()).stands()));
  }

  /**
   * The place is read last: it is named to the next pull, and by nothing later was it judged what
   * is in sight, and so what a replica lets go of.
   */
  private Future<IncidentDigests> digests(Grant grant, String afterIncident) {
    return grant.scopes().isEmpty()
        ? life.end().map(at -> page(at, List.of(), Optional.empty()))
        : cards
            .visible(grant.scopes(), afterIncident, IncidentDigests.MAX_INCIDENTS)
            .compose(
                cards ->
                    holdings
                        .parts(grant, cards, Long.MAX_VALUE)
                        .compose(parts -> life.end().map(at -> digests(cards, parts, at))));
  }

  private IncidentDigests page(
      LogPosition at, List<IncidentDigests.Held> held, Optional<String> next) {
    return new IncidentDigests(
        at.n(), held, next, Optional.of(life.name()), Optional.of(at.commit()));
  }

  private IncidentDigests digests(
      List<IncidentCard> cards, Map<String, Holdings.Held> parts, LogPosition at) {
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
    return page(at, held, next);
  }

  /**
   * A page of one incident's changes after a place in the log; the first begins with a snapshot.
   */
  Future<Handed> incident(Grant grant, Optional<String> cursor, String incident, Place after) {
    return ours(grant, cursor)
        .compose(ours -> cards.cards(List.of(incident)))
        .map(found -> seen(grant, Optional.ofNullable(found.get(incident))))
        .compose(card -> incident(grant, card, after));
  }

  private static IncidentCard seen(Grant grant, Optional<IncidentCard> card) {
    return card.filter(found -> found.isSeenBy(grant.scopes()))
        .orElseThrow(() -> new Refusal.NotFound("The incident").raised());
  }

  private Future<Handed> incident(Grant grant, IncidentCard card, Place after) {
    return life.at(Math.max(projector.applied(), card.lastN()))
        .compose(to -> incident(grant, card, after, to));
  }

  private Future<Handed> incident(Grant grant, IncidentCard card, Place after, LogPosition to) {
    PullPage page = new PullPage();
    if (!after.equals(Place.START)) {
      return fill(grant, card, after, to, page);
    }
    return holdings
        .parts(grant, List.of(card), to.n())
        .compose(
            parts -> {
              Holdings.Held held = Holdings.held(card, parts);
              page.announce(
                  new Frame.Snapshot(
                      card.incident(), to.n(), held.changes(), Optional.of(held.frontier())));
              return fill(grant, card, after, to, page);
            });
  }

  private Future<Handed> fill(
      Grant grant, IncidentCard card, Place after, LogPosition to, PullPage page) {
    Sight sight = Sight.of(grant, card);
    int room = page.room();
    return filed
        .changes(card.incident(), after, to.n(), room)
        .compose(
            found ->
                opener
                    .contents(card.incident(), found)
                    .map(said -> new ReadAhead.Said(found, said, found.size() < room)))
        .compose(
            said -> {
              Place reached = after;
              int taken = 0;
              while (taken < said.changes().size() && !page.isFull()) {
                StoredChange stored = said.changes().get(taken);
                ChangeFrames.of(grant, sight, stored, said.contents().get(taken))
                    .ifPresent(frame -> page.add(card.incident(), frame));
                reached = new Place(stored.n(), stored.i());
                taken++;
              }
              boolean more = taken < said.changes().size() || !said.all();
              if (more && !page.isFull()) {
                return fill(grant, card, reached, to, page);
              }
              page.add(
                  new Frame.Through(
                      to.n(),
                      reached.n() + "." + Math.max(0, reached.i()),
                      more,
                      Optional.empty(),
                      Optional.of(life.name()),
                      Optional.of(to.commit()),
                      Optional.empty()));
              return Future.succeededFuture(page.handed());
            });
  }
}
