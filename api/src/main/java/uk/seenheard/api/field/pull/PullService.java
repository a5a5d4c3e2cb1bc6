package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.SecretKey;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.projection.IncidentCard;
import uk.seenheard.api.ground.projection.OpenedChange;
import uk.seenheard.api.ground.projection.Opener;
import uk.seenheard.api.ground.projection.Projection;
import uk.seenheard.api.ground.projection.Projector;
import uk.seenheard.api.ground.projection.StoredChange;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.JsonReader;
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

  private final String force;
  private final String feedEpoch;
  private final CommitLog log;
  private final Projection projection;
  private final Projector projector;
  private final Opener opener;
  private final Digests digests;
  private final Cursors cursors;

  /** With the parts of this server. */
  public PullService(
      String force,
      String feedEpoch,
      CommitLog log,
      Projection projection,
      Projector projector,
      Opener opener,
      Digests digests,
      SecretKey cursorKey,
      JsonReader reader) {
    this.force = force;
    this.feedEpoch = feedEpoch;
    this.log = log;
    this.projection = projection;
    this.projector = projector;
    this.opener = opener;
    this.digests = digests;
    this.cursors = new Cursors(cursorKey, reader);
  }

  /** One page: frames, the last of which is a {@code through}. */
  Future<List<Frame>> pull(Grant grant, Optional<String> written) {
    Cursor cursor =
        written
            .map(text -> cursors.read(text).filter(this::isOurs).orElseThrow(this::refused))
            .orElseGet(() -> Cursor.start(force, feedEpoch));
    if (cursor.isMidway()) {
      if (!cursor.under().equals(grant.scopes())) {
        // Pages before this one were handed out under other scopes, and nobody would evict them.
        throw refused();
      }
      return new Walk(grant, cursor, cursor.to()).page();
    }
    // What was acknowledged before the pull is in the pull: whoever just pushed sees it come back.
    return log.last()
        .compose(
            last -> {
              if (cursor.n() > last) {
                throw refused();
              }
              return projector
                  .reached(last, PROJECTION_WAIT_MILLIS)
                  .recover(
                      late ->
                          Future.failedFuture(
                              Refusal.notReady("The server is catching up; pull again.", 2)
                                  .raised()))
                  .compose(reached -> new Walk(grant, cursor, last).page());
            });
  }

  private boolean isOurs(Cursor cursor) {
    return cursor.force().equals(force) && cursor.feedEpoch().equals(feedEpoch);
  }

  private Refused refused() {
    return new Refusal.CursorRefused(
            "The cursor is not one of this log's",
            "cursor was not written by this force's server, or counts in another life of its log;"
                + " pull without a cursor. Keep the outbox.")
        .raised();
  }

  /** One page of the walk over the incidents that a puller is owed something of. */
  private final class Walk {
    private final Grant grant;
    private final Cursor cursor;
    private final long to;
    private final Set<String> now;
    private final Set<String> ever;
    private final long since;
    private final PullPage page = new PullPage();

    Walk(Grant grant, Cursor cursor, long to) {
      this.grant = grant;
      this.cursor = cursor;
      this.to = to;
      this.now = grant.scopes();
      this.ever = new TreeSet<>(now);
      ever.addAll(cursor.scopes());
      // Other scopes than last time reach other incidents, whether they changed or not.
      this.since = cursor.n() > 0 && cursor.scopes().equals(now) ? cursor.n() : 0;
    }

    Future<List<Frame>> page() {
      if (now.isEmpty() && cursor.scopes().isEmpty()) {
        return finish();
      }
      if (cursor.placeN() == 0) {
        return walk(cursor.incident());
      }
      return projection
          .cards(List.of(cursor.incident()))
          .compose(
              found -> {
                IncidentCard card = found.get(cursor.incident());
                Projection.Place place = new Projection.Place(cursor.placeN(), cursor.placeI());
                return card == null
                    ? walk(cursor.incident())
                    : handOver(card, Optional.of(place), List.<IncidentCard>of().iterator());
              });
    }

    /**
     * Who never pulled has nothing to forget and is owed what may be seen now; who did is also owed
     * the evictions. Neither reads an incident that was never this person's.
     */
    private Future<List<Frame>> walk(String afterIncident) {
      Future<List<IncidentCard>> owed =
          cursor.n() == 0
              ? projection.visible(now, afterIncident, CARDS)
              : projection.changedSince(ever, since, afterIncident, CARDS);
      return owed.compose(
          cards -> cards.isEmpty() ? finish() : each(cards.iterator(), afterIncident));
    }

    private Future<List<Frame>> each(Iterator<IncidentCard> cards, String last) {
      if (!cards.hasNext()) {
        return walk(last);
      }
      if (page.isFull()) {
        return pause(last, 0, -1);
      }
      return handOver(cards.next(), Optional.empty(), cards);
    }

    private Future<List<Frame>> handOver(
        IncidentCard card, Optional<Projection.Place> resumeAt, Iterator<IncidentCard> rest) {
      PullDebt sight = PullDebt.of(card.access(), cursor.scopes(), cursor.n(), now, to);
      switch (sight) {
        case EVICT -> {
          page.add(new Frame.Evict(card.incident()));
          return each(rest, card.incident());
        }
        case NOTHING -> {
          if (resumeAt.isPresent()) {
            // The page before this one handed over a part of it.
            page.add(new Frame.Evict(card.incident()));
          }
          return each(rest, card.incident());
        }
        case SINCE, WHOLE -> {
          if (sight == PullDebt.WHOLE && resumeAt.isEmpty()) {
            page.announce(snapshot(card));
          }
          Projection.Place from =
              sight == PullDebt.SINCE
                  ? new Projection.Place(cursor.n(), Integer.MAX_VALUE)
                  : Projection.Place.START;
          return changes(card.incident(), resumeAt.orElse(from), rest);
        }
      }
      throw new IllegalStateException("an unknown sight");
    }

    private Frame.Snapshot snapshot(IncidentCard card) {
      return new Frame.Snapshot(
          card.incident(),
          to,
          card.changes(),
          card.lastN() > to ? Optional.empty() : Optional.of(card.frontier()));
    }

    private Future<List<Frame>> changes(
        String incident, Projection.Place after, Iterator<IncidentCard> rest) {
      int room = page.room();
      return projection
          .changes(incident, after, to, room)
          .compose(opener::open)
          .compose(
              opened -> {
                StoredChange last = null;
                for (OpenedChange change : opened) {
                  if (page.isFull()) {
                    break;
                  }
                  last = change.stored();
                  ChangeFrames.of(grant, change).ifPresent(page::add);
                }
                boolean all =
                    opened.size() < room
                        && (opened.isEmpty()
                            || opened.get(opened.size() - 1).stored().equals(last));
                if (all) {
                  return each(rest, incident);
                }
                Projection.Place reached =
                    last == null ? after : new Projection.Place(last.n(), last.i());
                return page.isFull()
                    ? pause(incident, reached.n(), reached.i())
                    : changes(incident, reached, rest);
              });
    }

    private Future<List<Frame>> pause(String incident, long placeN, int placeI) {
      Cursor next = cursor.midway(to, now, incident, placeN, placeI);
      page.add(
          new Frame.Through(
              cursor.n(), cursors.write(next), true, Optional.empty(), Optional.of(feedEpoch)));
      return Future.succeededFuture(page.frames());
    }

    private Future<List<Frame>> finish() {
      String next = cursors.write(cursor.done(to, now));
      boolean more = projector.applied() > to;
      Future<Optional<Hash>> digest =
          more ? Future.succeededFuture(Optional.empty()) : digest("", ReplicaDigest.EMPTY);
      return digest.map(
          proof -> {
            page.add(new Frame.Through(to, next, more, proof, Optional.of(feedEpoch)));
            return page.frames();
          });
    }

    /** The digest of all that may be seen, or empty when some of it has moved beyond this pull. */
    private Future<Optional<Hash>> digest(String afterIncident, ReplicaDigest sum) {
      if (now.isEmpty()) {
        return Future.succeededFuture(Optional.of(sum.hash()));
      }
      return projection
          .visible(now, afterIncident, CARDS * 10)
          .compose(
              cards -> {
                ReplicaDigest carried = sum;
                for (IncidentCard card : cards) {
                  if (card.lastN() > to) {
                    return Future.succeededFuture(Optional.empty());
                  }
                  if (card.changes() > 0) {
                    carried = carried.with(card.incident(), card.frontier(), digests);
                  }
                }
                if (cards.size() < CARDS * 10) {
                  return Future.succeededFuture(Optional.of(carried.hash()));
                }
                return digest(cards.get(cards.size() - 1).incident(), carried);
              });
    }
  }
}
