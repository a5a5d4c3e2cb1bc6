package uk.seenheard.api.ground.changes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final Vertx vertx;
  private final Context context;
  private final Changes filed;
  private final Opener opener;
  private final Digests digests;
  private final FairWork work;
  private Folded told = (record, n, bytes) -> {};
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
   * @param heavy whether it is too large for a thread that serves
   */
  private record Kept(Fold fold, long n, long bytes, boolean heavy) {
    static Kept none(String incident, long n, Digests digests) {
      return new Kept(new Fold(incident, digests), n, 0, false);
    }

    int kilobytes() {
      long weight = bytes * TIMES_TEXT + (long) fold.size() * HELD_TOGETHER;
      return (int) Math.min(Integer.MAX_VALUE, 1 + weight / 1024);
    }
  }

  private static long add(Fold fold, List<OpenedChange> changes) {
    long bytes = 0;
    for (OpenedChange change : changes) {
      if (change.applied().map(fold::add).orElse(false)) {
        bytes += change.content().map(Weight::bytes).orElse(0L);
      }
    }
    return bytes;
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

  /**
   * The record of an incident's applied changes up to a commit up to which changes are filed. Who
   * asks for one of before is in nobody's way: it is folded beside what stands now.
   */
  public Future<IncidentRecord> at(String incident, long n) {
    CallerContext.Answer<IncidentRecord> answer = CallerContext.here(vertx);
    context.runOnContext(
        unused -> {
          Kept kept = cache.getIfPresent(incident);
          answer.complete(
              kept != null && kept.n() > n
                  ? keep(Kept.none(incident, 0, digests), incident, n)
                  : inTurn(incident, () -> read(incident, n)));
        });
    return answer.future();
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
            kept = Kept.none(incident, since, digests);
          }
          if (kept == null || kept.n() > n || kept.n() < since) {
            return read(incident, n);
          }
          // Taken out while it moves: a failure half-way must not leave half a fold behind.
          cache.invalidate(incident);
          return add(kept, incident, changes).compose(added -> kept(added, incident, n));
        });
  }

  /** A fold with more changes in it. */
  private Future<Kept> add(Kept kept, String incident, List<OpenedChange> changes) {
    int operations = 0;
    for (OpenedChange change : changes) {
      operations += change.change().map(read -> read.ops().size()).orElse(0);
    }
    boolean heavy =
        kept.heavy() || FairWork.isHeavy(kept.fold().size() + changes.size(), operations);
    return place(
        incident,
        heavy,
        () -> new Kept(kept.fold(), kept.n(), kept.bytes() + add(kept.fold(), changes), heavy));
  }

  /** The record of a fold that stands at a commit now; the fold is kept for whoever asks next. */
  private Future<IncidentRecord> kept(Kept folded, String incident, long n) {
    return place(
            incident,
            folded.heavy(),
            () -> {
              IncidentRecord record = folded.fold().record();
              told.folded(record, n, folded.bytes());
              return record;
            })
        .onSuccess(
            record -> {
              Kept other = cache.getIfPresent(incident);
              if (!isErased(incident) && (other == null || other.n() <= n)) {
                cache.put(
                    incident, new Kept(folded.fold(), n, folded.bytes(), FairWork.isHeavy(record)));
              }
            });
  }

  /** In a queue of its own: what follows the log waits for nobody who looks at the incident. */
  private <T> Future<T> place(String incident, boolean heavy, Callable<T> folding) {
    if (heavy) {
      return work.always("fold/" + incident, folding);
    }
    try {
      return Future.succeededFuture(folding.call());
    } catch (Exception failed) {
      return Future.failedFuture(failed);
    }
  }

  /** Forgets an incident for good, after its erasure: nothing of it is folded again. */
  public void forget(String incident) {
    erased.add(incident);
    cache.invalidate(incident);
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
    Kept kept = cache.getIfPresent(incident);
    if (kept == null || kept.n() > n) {
      return keep(Kept.none(incident, 0, digests), incident, n);
    }
    cache.invalidate(incident);
    return keep(kept, incident, n);
  }

  private Future<IncidentRecord> keep(Kept from, String incident, long n) {
    return carryOn(from, incident, new Place(from.n(), Integer.MAX_VALUE), n)
        .compose(folded -> kept(folded, incident, n));
  }

  private Future<Kept> carryOn(Kept from, String incident, Place after, long n) {
    return filed
        .changes(incident, after, n, PAGE)
        .compose(opener::open)
        .compose(
            opened ->
                add(from, incident, opened)
                    .compose(
                        added ->
                            opened.size() < PAGE
                                ? Future.succeededFuture(added)
                                : carryOn(added, incident, last(opened), n)));
  }

  private static Place last(List<OpenedChange> opened) {
    StoredChange last = opened.get(opened.size() - 1).stored();
    return new Place(last.n(), last.i());
  }
}
