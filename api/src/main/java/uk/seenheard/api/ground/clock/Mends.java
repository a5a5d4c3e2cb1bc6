package uk.seenheard.api.ground.clock;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The mends of a log's times, as this process knows them: the log says them, and each process
 * follows the log. Safe to use from any thread.
 */
public final class Mends {
  private final List<Mend> mends = new CopyOnWriteArrayList<>();
  private final List<Consumer<Mend>> told = new CopyOnWriteArrayList<>();

  /** Tells a listener of each mend, once this process goes by it. */
  public void onMended(Consumer<Mend> listener) {
    told.add(listener);
  }

  /** Takes note of one; again changes nothing. */
  public synchronized void note(Mend mend) {
    if (!mends.contains(mend)) {
      mends.add(mend);
      told.forEach(listener -> listener.accept(mend));
    }
  }

  /**
   * The commit that said the last of them, or 0: what follows it was written by a clock put right.
   */
  public long last() {
    return mends.stream().mapToLong(Mend::n).max().orElse(0);
  }

  /** A time that a commit says, as far as it was mended. */
  public long right(long commit, long time) {
    return of(commit).map(mend -> mend.right(time)).orElse(time);
  }

  /** The mend of a commit's time, when it was mended; of several the first. */
  public Optional<Mend> of(long commit) {
    return mends.stream().filter(mend -> mend.covers(commit)).findFirst();
  }
}
