package uk.seenheard.api.trust.operations;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.CommitLog;

/** A log whose inserts are timed: from asking the store to its word that the commit is on disk. */
public final class TimedCommitLog implements CommitLog {
  private final CommitLog log;
  private final Meters meters;

  /** In front of a log. */
  public TimedCommitLog(CommitLog log, Meters meters) {
    this.log = log;
    this.meters = meters;
  }

  @Override
  public Future<Optional<Commit>> tail() {
    return log.tail();
  }

  @Override
  public Future<Long> last() {
    return log.last();
  }

  @Override
  public Future<Insertion> insert(Commit commit) {
    long began = System.nanoTime();
    return log.insert(commit)
        .onComplete(
            done ->
                meters.inserted(
                    commit,
                    done.failed()
                        ? "unknown"
                        : done.result().name().toLowerCase(java.util.Locale.ROOT),
                    System.nanoTime() - began));
  }

  @Override
  public Future<List<Commit>> after(long n, int most) {
    return log.after(n, most);
  }

  @Override
  public Future<List<Commit>> wholeAfter(long n, int most) {
    return log.wholeAfter(n, most);
  }

  @Override
  public Future<List<Kept>> keptAfter(long n, int most) {
    return log.keptAfter(n, most);
  }

  @Override
  public Future<List<Commit>> ofDevice(String device, long beforeN, int most) {
    return log.ofDevice(device, beforeN, most);
  }
}
