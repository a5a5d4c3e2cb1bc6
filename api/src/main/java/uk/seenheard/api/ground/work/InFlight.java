package uk.seenheard.api.ground.work;

import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The requests of each person, or of each device, that are being answered now. */
public final class InFlight {
  private final int most;
  private final Map<String, Integer> answering = new ConcurrentHashMap<>();

  /** With at most so many of each. */
  public InFlight(int most) {
    this.most = most;
  }

  /** Counts one more of somebody; false, and nothing is counted, when that is one too many. */
  public boolean begin(String whose) {
    boolean[] begun = {false};
    answering.compute(
        whose,
        (id, before) -> {
          int now = before == null ? 0 : before;
          begun[0] = now < most;
          return begun[0] ? Integer.valueOf(now + 1) : before;
        });
    return begun[0];
  }

  /**
   * Does it where there is room for one more of somebody's; the room is given back however it ends,
   * thrown out of the work itself as well.
   *
   * @param full what whoever has none is told
   */
  public <T> Future<T> one(
      String whose, Supplier<Future<T>> work, Supplier<? extends Throwable> full) {
    return begin(whose)
        ? Future.succeededFuture().compose(begun -> work.get()).onComplete(done -> end(whose))
        : Future.failedFuture(full.get());
  }

  /** One of somebody's is over. */
  public void end(String whose) {
    answering.computeIfPresent(whose, (id, now) -> now > 1 ? now - 1 : null);
  }
}
