package uk.seenheard.api.trust.operations;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.clock.Mends;
import uk.seenheard.api.ground.clock.ServerClock;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.writer.ServerAuthor;

/**
 * Finds which commits a clock that was ahead has stamped, and by how much it was: from the clocks
 * of the handsets that spoke meanwhile, or, when none did, so that the first of them follows the
 * commit before it. That is the earliest it may have been: what is chased is chased too soon rather
 * than too late.
 */
final class ClockMending {
  private static final int PAGE = 20;

  /** Commits of a false time that are looked at for the handsets' clocks. */
  private static final int MOST_LOOKED_AT = 2_000;

  /** Commits before those that are looked at for the moment at which the clock was set. */
  private static final int MOST_BEFORE = 1_000;

  private final CommitLog log;
  private final Mends mends;

  ClockMending(CommitLog log, Mends mends) {
    this.log = log;
    this.mends = mends;
  }

  /**
   * The commits of a false time.
   *
   * @param from the first of them
   * @param ahead how far the clock was ahead
   * @param end the time of the last
   */
  record Found(long from, long ahead, long end) {}

  /** What is after a clock in the log, or empty when nothing is. */
  Future<Optional<Found>> after(long now) {
    return log.tail()
        .compose(
            tail ->
                tail.isEmpty() || tail.get().at() <= now + ServerClock.BEHIND_MILLIS
                    ? Future.succeededFuture(Optional.empty())
                    : first(mends.last(), tail.get().n(), now)
                        .compose(from -> found(from, tail.get().at()).map(Optional::of)));
  }

  /** The first that is later than now: by halves, between one that is not and one that is. */
  private Future<Long> first(long before, long later, long now) {
    if (later - before <= 1) {
      return Future.succeededFuture(later);
    }
    long middle = before + (later - before) / 2;
    return log.after(middle - 1, 1)
        .compose(
            found ->
                !found.isEmpty() && found.get(0).at() > now + ServerClock.BEHIND_MILLIS
                    ? first(before, middle, now)
                    : first(middle, later, now));
  }

  private Future<Found> found(long from, long end) {
    return log.after(Math.max(0, from - 2), from > 1 ? 2 : 1)
        .compose(
            around -> {
              Commit first = around.get(around.size() - 1);
              long gap = from > 1 ? first.at() - around.get(0).at() : 0;
              return apart(from - 1, new ArrayList<>(), 0)
                  .map(said -> said.isEmpty() ? gap : median(said))
                  .compose(
                      ahead ->
                          jump(Math.max(mends.last(), from - MOST_BEFORE), from, ahead, from)
                              .map(begun -> new Found(begun, ahead, end)));
            });
  }

  /**
   * Where the clock was set: the last commit up to one that is later than its predecessor by about
   * as much as the clock was ahead. What was written from there on is false though it may not be
   * later than now.
   */
  private Future<Long> jump(long after, long through, long ahead, long found) {
    if (ahead < ServerClock.BEHIND_MILLIS) {
      return Future.succeededFuture(found);
    }
    return log.after(Math.max(0, after - 1), PAGE)
        .compose(
            page -> {
              long begun = found;
              for (int i = 1; i < page.size() && page.get(i).n() <= through; i++) {
                if (page.get(i).at() - page.get(i - 1).at() >= ahead - ahead / 10) {
                  begun = page.get(i).n();
                }
              }
              long last = page.isEmpty() ? through : page.get(page.size() - 1).n();
              return last >= through || page.size() < 2
                  ? Future.succeededFuture(begun)
                  : jump(last, through, ahead, begun);
            });
  }

  private Future<List<Long>> apart(long after, List<Long> said, int looked) {
    return log.after(after, PAGE)
        .compose(
            page -> {
              for (Commit commit : page) {
                for (Batch batch : commit.batches()) {
                  if (!batch.device().startsWith(ServerAuthor.DEVICE_PREFIX)) {
                    said.add(commit.at() - batch.clock().wall());
                  }
                }
              }
              return page.size() < PAGE || looked + page.size() >= MOST_LOOKED_AT
                  ? Future.succeededFuture(said)
                  : apart(page.get(page.size() - 1).n(), said, looked + page.size());
            });
  }

  private static long median(List<Long> all) {
    Collections.sort(all);
    return all.get(all.size() / 2);
  }
}
