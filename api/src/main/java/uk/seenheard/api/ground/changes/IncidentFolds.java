package uk.seenheard.api.ground.changes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.api.ground.writer.CallerContext;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.incident.Weight;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * The records of incidents as they stood at a commit. Folds that were read lately are kept and
 * carried on, so that one more change costs one more change.
 *
 * <p>Confined to one Vert.x context; reads of the same incident follow one another, and a large one
 * is folded by workers.
 */
public final class IncidentFolds {
  private static final int PAGE = 100;

  /** Of the heap, what folds that are kept may weigh. */
  private static final int SHARE = 8;

  private static final long MOST_KILOBYTES = 256 * 1024;

  /** What a change weighs in a fold: about four times its text, and what holds it together. */
  private static final int TIMES_TEXT = 4;

  private static final int HELD_TOGETHER = 1_000;

  /** Of each, what it said after its last so many steps: who asks is that much behind at most. */
  private static final int MOMENTS = 16;

  /** In the turn of nobody: what follows the log waits for nobody who looks at the incident. */
  private static final Optional<String> AHEAD = Optional.empty();

  private final Vertx vertx;
  private final Context context;
  private final Changes filed;
  private final Opener opener;
  private final Digests digests;
  private final FairWork work;
  private Folded told = (record, n, bytes) -> {};
  private Runnable forgotten = () -> {};
  private final Set<String> erased = ConcurrentHashMap.newKeySet();
  private final Map<String, Future<?>> running = new HashMap<>();
  private final Cache<String, Kept> cache =
      Caffeine.newBuilder()
          .maximumWeight(Math.min(MOST_KILOBYTES, Runtime.getRuntime().maxMemory() / SHARE / 1024))
          .weigher((String incident, Kept kept) -> kept.kilobytes())
          .build();

  /** On a context, over the filed changes. */
  public IncidentFolds(
      Context context, Changes filed, Opener opener, Digests digests, Vertx vertx, FairWork work) {
    this.work = work;
    this.vertx = vertx;
    this.context = context;
    this.filed = filed;
    this.opener = opener;
    this.digests = digests;
  }

  /**
   * A fold of all changes of an incident up to a commit.
   *
   * @param bytes UTF-8 bytes of their contents
   * @param moments what it said lately, the last moment last: they share what no change touched
   */
  private record Kept(Fold fold, long n, long bytes, List<Moment> moments) {
    static Kept none(String incident, Digests digests) {
      return new Kept(new Fold(incident, digests), 0, 0, List.of());
    }

    /** What it said at a commit, if that is still known. */
    Optional<IncidentRecord> at(long n) {
      long before = n <= this.n ? Long.MAX_VALUE : n;
      for (int i = moments.size() - 1; i >= 0; i--) {
        Moment moment = moments.get(i);
        if (moment.last() <= n) {
          return n < before ? Optional.of(moment.record()) : Optional.empty();
        }
        before = moment.first();
      }
      return Optional.empty();
    }

    int kilobytes() {
      long weight = bytes * TIMES_TEXT + (long) fold.size() * HELD_TOGETHER;
      return (int) Math.min(Integer.MAX_VALUE, 1 + weight / 1024);
    }
  }

  /**
   * What an incident said from one of its changes on until the next that came.
   *
   * @param first the commit of the first change that came since the moment before
   * @param last the commit of the last change that is in it
   */
  private record Moment(IncidentRecord record, long first, long last) {}

  /**
   * A fold on its way from one moment to the next.
   *
   * @param kept as it stood before
   * @param bytes of all its changes, those that came included
   * @param came operations that came
   * @param first the commit of the first change that came; none while nothing did
   * @param last the commit of the last
   */
  private record Step(Kept kept, long bytes, int came, long first, long last) {
    static Step from(Kept kept) {
      return new Step(kept, kept.bytes(), 0, Long.MAX_VALUE, 0);
    }

    boolean isNothing() {
      return first == Long.MAX_VALUE && !kept.moments().isEmpty();
    }

    Step with(List<OpenedChange> changes) {
      long bytes = this.bytes;
      int came = this.came;
      long first = this.first;
      long last = this.last;
      for (OpenedChange change : changes) {
        if (change.applied().map(kept.fold()::add).orElse(false)) {
          bytes += change.content().map(Weight::bytes).orElse(0L);
          came += change.change().map(read -> read.ops().size()).orElse(0);
          first = Math.min(first, change.stored().n());
          last = Math.max(last, change.stored().n());
        }
      }
      return new Step(kept, bytes, came, first, last);
    }

    /** Whether reading it takes longer than a thread that serves has. */
    boolean isHeavy() {
      return FairWork.isHeavy(0, came)
          || kept.fold().isReadAnew() && FairWork.isHeavy(kept.fold().size(), came + size());
    }

    /** Whether going through all of it takes longer than that, however little came. */
    boolean isOfALargeRecord() {
      return FairWork.isHeavy(kept.fold().size(), came + size())
          || FairWork.holdsMuch(kept.fold().extent());
    }

    private int size() {
      List<Moment> moments = kept.moments();
      return moments.isEmpty() ? 0 : moments.get(moments.size() - 1).record().fields().size();
    }

    Kept at(long n, IncidentRecord record) {
      if (isNothing()) {
        return new Kept(kept.fold(), n, bytes, kept.moments());
      }
      List<Moment> moments = new ArrayList<>(kept.moments());
      moments.add(new Moment(record, first, last));
      return new Kept(
          kept.fold(),
          n,
          bytes,
          List.copyOf(moments.subList(Math.max(0, moments.size() - MOMENTS), moments.size())));
    }
  }

  /** Takes what was folded: the record, up to which commit, and the bytes of its changes. */
  @FunctionalInterface
  public interface Folded {
    /** On any thread; of a large incident on one that serves nobody. */
    void folded(IncidentRecord record, long n, long bytes);
  }

  /** Tells somebody of each fold. */
  public void onFolded(Folded listener) {
    told = listener;
  }

  /** Tells somebody, on any thread, each time that an incident is forgotten for good. */
  public void onForget(Runnable listener) {
    Runnable before = forgotten;
    forgotten =
        () -> {
          before.run();
          listener.run();
        };
  }

  /**
   * The record of an incident's applied changes up to a commit up to which changes are filed. What
   * it said lately is at hand, however much is written meanwhile; who asks for one of long before
   * is in nobody's way: it is folded beside what stands now.
   */
  public Future<IncidentRecord> at(String incident, long n) {
    CallerContext.Answer<IncidentRecord> answer = CallerContext.here(vertx);
    context.runOnContext(
        unused ->
            answer.complete(known(incident, n, () -> inTurn(incident, () -> read(incident, n)))));
    return answer.future();
  }

  /** What is known of that commit, else folded beside, else what follows. */
  private Future<IncidentRecord> known(
      String incident, long n, Supplier<Future<IncidentRecord>> otherwise) {
    Kept kept = cache.getIfPresent(incident);
    if (kept == null) {
      return otherwise.get();
    }
    Optional<IncidentRecord> known = kept.at(n);
    if (known.isPresent()) {
      return Future.succeededFuture(known.get());
    }
    return kept.n() > n ? beside(incident, n) : otherwise.get();
  }

  /** Folded for one who asks, in the turn of the incident, and kept by nobody. */
  private Future<IncidentRecord> beside(String incident, long n) {
    Step from = Step.from(Kept.none(incident, digests));
    return carryOn(from, Optional.of(incident), incident, Place.START, n)
        .compose(step -> place(Optional.of(incident), step.isHeavy(), step.kept().fold()::record));
  }

  /**
   * The record of an incident up to a commit, when all its changes after another commit are at
   * hand: a fold that stands there or later is carried on without reading any of them again.
   *
   * @param since the commit after which {@code changes} are all there are
   * @param begun whether the incident has changes before that
   */
  public Future<IncidentRecord> carried(
      String incident, long n, long since, boolean begun, List<OpenedChange> changes) {
    return inTurn(
        incident,
        () -> {
          Kept kept = cache.getIfPresent(incident);
          if (kept == null && !begun) {
            kept = new Kept(new Fold(incident, digests), since, 0, List.of());
          }
          if (kept == null || kept.n() > n || kept.n() < since) {
            return read(incident, n);
          }
          return moved(incident, n, add(Step.from(kept), AHEAD, changes));
        });
  }

  /** Forgets an incident for good, after its erasure: nothing of it is folded again. */
  public void forget(String incident) {
    erased.add(incident);
    cache.invalidate(incident);
    forgotten.run();
  }

  /** Whether an incident was erased, as far as this process has followed the log. */
  public boolean isErased(String incident) {
    return erased.contains(incident);
  }

  /** Asked on the context of these folds, or from another. */
  private Future<IncidentRecord> inTurn(String incident, Supplier<Future<IncidentRecord>> work) {
    CallerContext.Answer<IncidentRecord> answer = CallerContext.here(vertx);
    context.runOnContext(
        unused -> {
          Future<?> before = running.getOrDefault(incident, Future.succeededFuture());
          Future<IncidentRecord> mine = before.transform(done -> work.get());
          running.put(incident, mine);
          mine.onComplete(
              done -> {
                running.remove(incident, mine);
                answer.complete(mine);
              });
        });
    return answer.future();
  }

  private Future<IncidentRecord> read(String incident, long n) {
    return known(
        incident,
        n,
        () -> {
          Kept kept = cache.getIfPresent(incident);
          Kept from = kept == null ? Kept.none(incident, digests) : kept;
          return moved(
              incident,
              n,
              carryOn(Step.from(from), AHEAD, incident, new Place(from.n(), Integer.MAX_VALUE), n));
        });
  }

  /** The record once the fold has moved; a failure half-way must not leave half a fold behind. */
  private Future<IncidentRecord> moved(String incident, long n, Future<Step> moving) {
    return moving
        .compose(step -> step.isNothing() ? same(incident, step, n) : told(incident, step, n))
        .onFailure(failed -> cache.invalidate(incident));
  }

  /** Nothing came: it says what it said. */
  private Future<IncidentRecord> same(String incident, Step step, long n) {
    List<Moment> moments = step.kept().moments();
    IncidentRecord record = moments.get(moments.size() - 1).record();
    keep(incident, step.at(n, record));
    return Future.succeededFuture(record);
  }

  private Future<IncidentRecord> told(String incident, Step step, long n) {
    // Whoever is told counts all of the record, however little came.
    return place(
            AHEAD,
            step.isHeavy() || step.isOfALargeRecord(),
            () -> {
              IncidentRecord record = step.kept().fold().record();
              told.folded(record, n, step.bytes());
              return record;
            })
        .onSuccess(record -> keep(incident, step.at(n, record)));
  }

  private void keep(String incident, Kept folded) {
    if (!isErased(incident)) {
      cache.put(incident, folded);
    }
  }

  private Future<Step> carryOn(
      Step from, Optional<String> whose, String incident, Place after, long n) {
    return filed
        .changes(incident, after, n, PAGE)
        .compose(found -> whose.isPresent() ? opener.open(incident, found) : opener.open(found))
        .compose(
            opened ->
                add(from, whose, opened)
                    .compose(
                        step ->
                            opened.size() < PAGE
                                ? Future.succeededFuture(step)
                                : carryOn(step, whose, incident, last(opened), n)));
  }

  private Future<Step> add(Step from, Optional<String> whose, List<OpenedChange> changes) {
    int operations = 0;
    for (OpenedChange change : changes) {
      operations += change.change().map(read -> read.ops().size()).orElse(0);
    }
    return place(whose, FairWork.isHeavy(0, operations), () -> from.with(changes));
  }

  /**
   * What one change more costs is done at once, what grows with the incident by workers.
   *
   * @param whose in whose turn; ahead of everybody's when the log waits for it
   */
  private <T> Future<T> place(Optional<String> whose, boolean heavy, Callable<T> folding) {
    if (heavy) {
      return whose.isPresent() ? work.of(whose.get(), folding) : work.ahead(folding);
    }
    try {
      return Future.succeededFuture(folding.call());
    } catch (Exception failed) {
      return Future.failedFuture(failed);
    }
  }

  private static Place last(List<OpenedChange> opened) {
    StoredChange last = opened.get(opened.size() - 1).stored();
    return new Place(last.n(), last.i());
  }
}
