package uk.seenheard.api.desk.review;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.api.ground.work.MadeOnce;
import uk.seenheard.sync.change.Hash;

/**
 * Answers about large incidents that have not changed: made once however many ask, and kept for a
 * few seconds within a bound in bytes. Who asks has been found to see the incident by the query
 * that brought its card, and every answer has a look of its own; what two readers may not see alike
 * stands in the key. An erasure anywhere empties all of it.
 */
final class LargeAnswers {
  /** From so many children on an incident is large, whatever else it holds. */
  private static final int CHILDREN = 40;

  /**
   * How long an answer may stand: what is due, and what other incidents say of its children, is
   * then no older than that.
   */
  private static final long WINDOW_MILLIS = 10_000;

  /** Incidents read, for those who see different parts of what lies around them. */
  private static final int READ = 4;

  private final MadeOnce<Object, List<String>> texts;
  private final MadeOnce<Looked, Read> read;
  private final LongSupplier now;

  LargeAnswers(Vertx vertx, MadeOnce<Object, List<String>> texts, LongSupplier now) {
    this.texts = texts;
    this.read = new MadeOnce<>(vertx, READ, one -> 1);
    this.now = now;
  }

  /**
   * An incident as it stands, for a few seconds.
   *
   * @param card as the reader's own query brought it: equal cards are of one state of the incident
   */
  record Looked(IncidentCard card, long window) {}

  /** An incident that was read, whoever asks. */
  record Read(IncidentAt at, Chronology chronology, Map<Hash, OpenedChange> behind) {}

  /** A whole incident to somebody who may see those of the earlier ones. */
  private record Whole(Looked looked, Set<String> within) {}

  /** A page of a history to somebody who is shown what waits in quarantine of all, or their own. */
  private record Page(IncidentCard card, Place after, String shown) {}

  static boolean isLarge(IncidentCard card) {
    return FairWork.isHeavy(card.changes(), 0) || card.counts().children() >= CHILDREN;
  }

  Looked looked(IncidentCard card) {
    return new Looked(card, now.getAsLong() / WINDOW_MILLIS);
  }

  Future<Read> read(Looked looked, Supplier<Future<Read>> make) {
    return read.of(looked, make);
  }

  Future<List<String>> whole(
      Looked looked, Set<String> within, Supplier<Future<List<String>>> make) {
    return texts.of(new Whole(looked, Set.copyOf(within)), make);
  }

  Future<List<String>> page(
      IncidentCard card, Place after, Grant grant, Supplier<Future<List<String>>> make) {
    String shown = grant.role().reviews() ? "" : grant.person();
    return texts.of(new Page(card, after, shown), make);
  }

  /** Something was erased, and may stand in any of it. */
  void forget() {
    texts.clear();
    read.clear();
  }
}
