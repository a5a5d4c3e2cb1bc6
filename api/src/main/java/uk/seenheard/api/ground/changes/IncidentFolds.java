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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.writer.CallerContext;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.incident.Weight;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * The records of incidents as they stood at a commit. Folds that were read lately are kept and
 * carried on, so that one more change costs one more change.
 *
 * <p>Confined to one Vert.x context; reads of the same incident follow one another.
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
      Vertx vertx, Context context, Changes filed, Opener opener, Digests digests) {
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
   */
  private record Kept(Fold fold, long n, long bytes) {
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
    /** Quick, and on the context of these folds. */
    void folded(IncidentRecord record, long n, long bytes);
  }

  /** Tells somebody of each fold. */
  public void onFolded(Folded listener) {
    told = listener;
  }

  /** The record of an incident's applied changes up to a commit up to which changes are filed. */
  public Future<IncidentRecord> at(String incident, long n) {
    return inTurn(incident, () -> read(incident, n));
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
            kept = new Kept(new Fold(incident, digests), since, 0);
          }
          if (kept == null || kept.n() > n || kept.n() < since) {
            return read(incident, n);
          }
          cache.invalidate(incident);
          Fold fold = kept.fold();
          long bytes = kept.bytes() + add(fold, changes);
          IncidentRecord record = fold.record();
          told.folded(record, n, bytes);
          if (!isErased(incident)) {
            cache.put(incident, new Kept(fold, n, bytes));
          }
          return Future.succeededFuture(record);
        });
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
      return keep(new Kept(new Fold(incident, digests), 0, 0), incident, n);
    }
    // Taken out while it moves: a failure half-way must not leave half a fold behind.
    cache.invalidate(incident);
    return keep(kept, incident, n);
  }

  private Future<IncidentRecord> keep(Kept from, String incident, long n) {
    return carryOn(from.fold(), from.bytes(), incident, new Place(from.n(), Integer.MAX_VALUE), n)
        .map(
            bytes -> {
              IncidentRecord record = from.fold().record();
              told.folded(record, n, bytes);
              if (isErased(incident)) {
                return record;
              }
              Kept other = cache.getIfPresent(incident);
              if (other == null || other.n() <= n) {
                cache.put(incident, new Kept(from.fold(), n, bytes));
              }
              return record;
            });
  }

  private Future<Long> carryOn(Fold fold, long bytes, String incident, Place after, long n) {
    return filed
        .changes(incident, after, n, PAGE)
        .compose(opener::open)
        .compose(
            opened -> {
              long read = bytes + add(fold, opened);
              return opened.size() < PAGE
                  ? Future.succeededFuture(read)
                  : carryOn(fold, read, incident, last(opened), n);
            });
  }

  private static Place last(List<OpenedChange> opened) {
    StoredChange last = opened.get(opened.size() - 1).stored();
    return new Place(last.n(), last.i());
  }
}
