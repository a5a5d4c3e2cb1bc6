package uk.seenheard.api.ground.writer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.api.ground.log.LogSeal;
import uk.seenheard.sync.change.Hash;

/**
 * Whether a place that somebody remembers is a place in this log.
 *
 * <p>Another commit at the same position is another life of the log, and so is a log that has not
 * come so far. But a read may lag behind: that the log is shorter counts only when a write at its
 * tail shows it.
 */
public final class LogPositions {
  private static final int CACHED = 10_000;

  private final CommitLog log;
  private final LogSeal seal;
  private final LogWriter writer;
  private final Supplier<Future<Long>> atTail;
  private final Cache<Long, Hash> known = Caffeine.newBuilder().maximumSize(CACHED).build();

  /**
   * Of a log.
   *
   * @param atTail writes something at the log's tail, and answers with its position
   */
  public LogPositions(
      CommitLog log, LogSeal seal, LogWriter writer, Supplier<Future<Long>> atTail) {
    this.log = log;
    this.seal = seal;
    this.writer = writer;
    this.atTail = atTail;
  }

  /** The position of the last commit that can be read, 0 when there is none. */
  public Future<Long> last() {
    return log.last();
  }

  /** The place of a position, or empty where the log has none. */
  public Future<Optional<LogPosition>> at(long n) {
    if (n == 0) {
      return Future.succeededFuture(Optional.of(new LogPosition(0, seal.origin())));
    }
    Optional<LogPosition> end = writer.standing().filter(standing -> standing.n() == n);
    Hash cached = end.map(LogPosition::commit).orElseGet(() -> known.getIfPresent(n));
    if (cached != null) {
      known.put(n, cached);
      return Future.succeededFuture(Optional.of(new LogPosition(n, cached)));
    }
    return log.after(n - 1, 1)
        .map(
            found ->
                found.stream()
                    .filter(commit -> commit.n() == n)
                    .findFirst()
                    .map(
                        commit -> {
                          Hash digest = seal.digest(commit);
                          known.put(n, digest);
                          return new LogPosition(n, digest);
                        }));
  }

  /** Whether a remembered place is one of this log's; fails where nobody can know. */
  public Future<Boolean> holds(LogPosition remembered) {
    return at(remembered.n())
        .compose(
            here ->
                here.isPresent()
                    ? Future.succeededFuture(here.get().equals(remembered))
                    : confirmed(remembered));
  }

  /** Whether the log has come as far as a position; fails where nobody can know. */
  public Future<Boolean> reaches(long n) {
    // What is written at the tail to see where that is does not count.
    return log.last()
        .compose(
            last -> last >= n ? Future.succeededFuture(true) : atTail.get().map(tail -> tail > n));
  }

  private Future<Boolean> confirmed(LogPosition remembered) {
    return atTail
        .get()
        .compose(
            tail ->
                tail <= remembered.n()
                    ? Future.succeededFuture(false)
                    : at(remembered.n()).map(here -> here.equals(Optional.of(remembered))));
  }
}
