package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.api.ground.work.Turns;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.ReplicaDigest;

/**
 * Hands over what a person may see, page by page.
 *
 * <p>A pull works towards the commit that the projections had reached when it began: everything up
 * to there is filed, so nothing below the cursor can turn up later. It walks the incidents that
 * changed since the cursor in the order of their ids; for each, what is owed follows from who might
 * see it then and who may now ({@link PullDebt}): what came since, or a snapshot, which is all of
 * it. It never walks the log: a first pull or a long absence costs what the person may see. A page
 * is bounded; the cursor of a page that is not the last says where the walk goes on.
 */
public final class PullService {
  private static final int CARDS = 100;
  private static final long PROJECTION_WAIT_MILLIS = 5_000;

  private final LogLife life;
  private final Changes filed;
  private final Cards cards;
  private final Projector projector;
  private final Opener opener;
  private final Digests digests;
  private final Holdings holdings;
  private final Turns turns;

  /** With the parts of this server. */
  PullService(
      LogLife life,
      Changes filed,
      Cards cards,
      Projector projector,
      Opener opener,
      Digests digests,
      Turns turns) {
    this.life = life;
    this.filed = filed;
    this.cards = cards;
    this.projector = projector;
    this.opener = opener;
    this.digests = digests;
    this.turns = turns;
    this.holdings = new Holdings(filed, digests);
  }

  /**
   * One page: frames, the last of which is a {@code through}. It is made when it is its turn.
   *
   * @param told the place in the log of the last push that this puller was answered
   * @param gone whether the puller has left: then no page is made
   * @param use what becomes of it; the turn lasts for as long as that takes
   */
  <T> Future<T> pull(
      Grant grant,
      Optional<String> written,
      Optional<LogPosition> told,
      BooleanSupplier gone,
      Function<Handed, Future<T>> use) {
    Cursor cursor = cursor(grant, written);
    if (cursor.isMidway() && !cursor.under().equals(grant.scopes())) {
      // Pages before this one were handed out under other scopes, and nobody would evict them.
      throw LogLife.refused();
    }
    return life.holds(cursor.stands())
        .compose(ours -> life.holds(told))
        .compose(ours -> cursor.isMidway() ? life.at(cursor.to()) : target())
        .compose(to -> turns.one(gone, () -> new Walk(grant, cursor, to).page().compose(use)));
  }

  private Cursor cursor(Grant grant, Optional<String> written) {
    return written
        .map(brought -> life.cursor(brought, grant.person()))
        .orElseGet(() -> life.start(grant.person()));
  }

  /** What a pull that begins works towards. */
  private Future<LogPosition> target() {
    // What was acknowledged before the pull is in the pull: whoever just pushed sees it come back.
    return life.last()
        .compose(
            last ->
                projector
                    .reached(last, PROJECTION_WAIT_MILLIS)
                    .recover(late -> Future.failedFuture(LogLife.notReady()))
                    .compose(reached -> life.at(last)));
  }

  /** One page of the walk over the incidents that a puller is owed something of. */
  private final class Walk {
    private final Grant grant;
    private final Cursor cursor;
    private final LogPosition target;
    private final long to;
    private final Set<String> now;
    private final Set<String> ever;
    private final long since;
    private final PullPage page = new PullPage();
    private final ReadAhead ahead;

    Walk(Grant grant, Cursor cursor, LogPosition target) {
      this.grant = grant;
      this.cursor = cursor;
      this.target = target;
      this.to = target.n();
      this.now = grant.scopes();
      this.ever = new TreeSet<>(now);
      ever.addAll(cursor.scopes());
      // Other scopes than last time reach other incidents, whether they changed or not.
      this.since = cursor.n() > 0 && cursor.scopes().equals(now) ? cursor.n() : 0;
      this.ahead = new ReadAhead(filed, opener, "pull/" + grant.person(), to);
    }

    Future<Handed> page() {
      if (now.isEmpty() && cursor.scopes().isEmpty()) {
        return finish();
      }
      if (cursor.placeN() == 0) {
        return walk(cursor.incident());
      }
      return cards
          .cards(List.of(cursor.incident()))
          .compose(
              found -> {
                IncidentCard card = found.get(cursor.incident());
                Place place = new Place(cursor.placeN(), cursor.placeI());
                return card == null ? walk(cursor.incident()) : resume(card, place);
              });
    }

    /**
     * Who never pulled has nothing to forget and is owed what may be seen now; who did is also owed
     * the evictions. Neither reads an incident that was never this person's.
     */
    private Future<Handed> walk(String afterIncident) {
      Future<List<IncidentCard>> owed =
          cursor.n() == 0
              ? cards.visible(now, afterIncident, CARDS)
              : cards.changedSince(ever, since, afterIncident, CARDS);
      return owed.compose(cards -> cards.isEmpty() ? finish() : each(cards, 0, afterIncident));
    }

    /** What of an incident is handed over, and the cards of which the next one follows it. */
    private record Owing(
        IncidentCard card, PullDebt debt, Sight sight, List<IncidentCard> cards, int next) {
      String incident() {
        return card.incident();
      }
    }

    private Owing owing(IncidentCard card, List<IncidentCard> cards, int next) {
      PullDebt debt = PullDebt.of(card.access(), cursor.scopes(), cursor.n(), now, to);
      return new Owing(card, debt, Sight.of(grant, card), cards, next);
    }

    /** The cards of a walk from one on, in a loop for as long as nothing has to be read. */
    private Future<Handed> each(List<IncidentCard> cards, int from, String last) {
      String reached = last;
      for (int i = from; i < cards.size(); i++) {
        if (page.isFull()) {
          return pause(reached, 0, -1);
        }
        Owing owing = owing(cards.get(i), cards, i + 1);
        if (owing.debt().holdsContent()) {
          if (!owing.sight().whole() || !ahead.knows(owing.incident())) {
            return ahead
                .read(owed(cards.subList(i, cards.size())), owing.incident(), page.room())
                .compose(read -> begin(owing));
          }
          announce(owing, Map.of());
          Optional<Place> rest = put(owing, start(owing), ahead.take(owing.incident()));
          if (rest.isPresent()) {
            return goOn(owing, rest.get());
          }
        } else if (owing.debt() == PullDebt.EVICT) {
          page.add(new Frame.Evict(owing.incident()));
        }
        reached = owing.incident();
      }
      return walk(reached);
    }

    private Iterator<ReadAhead.Owed> owed(List<IncidentCard> cards) {
      return cards.stream()
          .map(card -> owing(card, cards, 0))
          .filter(owing -> owing.debt().holdsContent())
          .map(one -> new ReadAhead.Owed(one.incident(), start(one), one.card().changes()))
          .iterator();
    }

    private Place start(Owing owing) {
      return owing.debt() == PullDebt.SINCE
          ? new Place(cursor.n(), Integer.MAX_VALUE)
          : Place.START;
    }

    private Future<Handed> begin(Owing owing) {
      return owing.debt() == PullDebt.SINCE
          ? from(owing, start(owing))
          : holdings
              .parts(grant, List.of(owing.card()), to)
              .compose(
                  parts -> {
                    announce(owing, parts);
                    return from(owing, start(owing));
                  });
    }

    /** An incident of which the page before this one handed over a part. */
    private Future<Handed> resume(IncidentCard card, Place after) {
      Owing owing = owing(card, List.of(), 0);
      if (owing.debt().holdsContent()) {
        return from(owing, after);
      }
      page.add(new Frame.Evict(card.incident()));
      return walk(card.incident());
    }

    private void announce(Owing owing, Map<String, Holdings.Held> parts) {
      if (owing.debt() == PullDebt.WHOLE) {
        IncidentCard card = owing.card();
        Holdings.Held held = Holdings.held(card, parts);
        page.announce(
            new Frame.Snapshot(
                card.incident(),
                to,
                held.changes(),
                card.lastN() > to ? Optional.empty() : Optional.of(held.frontier())));
      }
    }

    /** Changes of an incident behind a place, and what comes after them. */
    private Future<Handed> from(Owing owing, Place after) {
      Future<ReadAhead.Said> said =
          ahead.knows(owing.incident())
              ? Future.succeededFuture(ahead.take(owing.incident()))
              : read(owing.incident(), after);
      return said.compose(
          one -> {
            Optional<Place> rest = put(owing, after, one);
            return rest.isPresent()
                ? goOn(owing, rest.get())
                : each(owing.cards(), owing.next(), owing.incident());
          });
    }

    private Future<ReadAhead.Said> read(String incident, Place after) {
      int room = page.room();
      return filed
          .changes(incident, after, to, room)
          .compose(
              found ->
                  opener
                      .contents(incident, found)
                      .map(said -> new ReadAhead.Said(found, said, found.size() < room)));
    }

    /** Puts what there is room for; where the incident goes on, or empty at its end. */
    private Optional<Place> put(Owing owing, Place after, ReadAhead.Said said) {
      Place reached = after;
      int taken = 0;
      while (taken < said.changes().size() && !page.isFull()) {
        StoredChange change = said.changes().get(taken);
        ChangeFrames.of(grant, owing.sight(), change, said.contents().get(taken))
            .ifPresent(frame -> page.add(owing.incident(), frame));
        reached = new Place(change.n(), change.i());
        taken++;
      }
      return said.all() && taken == said.changes().size() ? Optional.empty() : Optional.of(reached);
    }

    private Future<Handed> goOn(Owing owing, Place reached) {
      return page.isFull()
          ? pause(owing.incident(), reached.n(), reached.i())
          : from(owing, reached);
    }

    /**
     * The last commit by which this pull can have judged what is in sight: access that was taken
     * since the pull began counts as taken. The cursor names it, or a log that was put back to
     * before it would be taken for this one, and never hand over what is in sight there.
     */
    private Future<LogPosition> judged() {
      LogPosition before = cursor.stands().filter(place -> place.n() > to).orElse(target);
      // A read may lag behind what is known to be in the log.
      return life.end().map(end -> end.n() > before.n() ? end : before);
    }

    private Future<Handed> pause(String incident, long placeN, int placeI) {
      return judged()
          .map(seen -> life.write(cursor.midway(to, seen, now, incident, placeN, placeI)))
          .map(
              next -> {
                page.add(
                    new Frame.Through(
                        cursor.n(), next, true, Optional.empty(), Optional.of(life.name())));
                return page.handed();
              });
    }

    private Future<Handed> finish() {
      boolean more = projector.applied() > to;
      Future<Optional<Hash>> digest =
          more ? Future.succeededFuture(Optional.empty()) : digest("", ReplicaDigest.EMPTY);
      return digest.compose(
          proof -> judged().map(seen -> end(cursor.done(to, seen, now), more, proof)));
    }

    private Handed end(Cursor next, boolean more, Optional<Hash> proof) {
      page.add(
          new Frame.Through(
              to,
              life.write(next),
              more,
              proof,
              Optional.of(life.name()),
              Optional.of(target.commit()),
              Optional.empty()));
      return page.handed();
    }

    /** The digest of all that may be seen, or empty when some of it has moved beyond this pull. */
    private Future<Optional<Hash>> digest(String afterIncident, ReplicaDigest sum) {
      if (now.isEmpty()) {
        return Future.succeededFuture(Optional.of(sum.hash()));
      }
      return cards
          .visible(now, afterIncident, CARDS * 10)
          .compose(
              cards ->
                  cards.stream().anyMatch(card -> card.lastN() > to)
                      ? Future.succeededFuture(Optional.empty())
                      : holdings
                          .parts(grant, cards, to)
                          .compose(parts -> digest(cards, parts, sum)));
    }

    private Future<Optional<Hash>> digest(
        List<IncidentCard> cards, Map<String, Holdings.Held> parts, ReplicaDigest sum) {
      ReplicaDigest carried = sum;
      for (IncidentCard card : cards) {
        Holdings.Held held = Holdings.held(card, parts);
        if (held.changes() > 0) {
          carried = carried.with(card.incident(), held.frontier(), digests);
        }
      }
      return cards.size() < CARDS * 10
          ? Future.succeededFuture(Optional.of(carried.hash()))
          : digest(cards.get(cards.size() - 1).incident(), carried);
    }
  }
}
