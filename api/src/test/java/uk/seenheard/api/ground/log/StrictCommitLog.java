package uk.seenheard.api.ground.log;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A log in memory that refuses whatever a real one would not allow, and can hold an insert back.
 */
public final class StrictCommitLog implements CommitLog {
  private final List<Commit> commits = new ArrayList<>();
  private @Nullable Promise<Void> gate;
  private @Nullable Throwable lost;
  private @Nullable Function<Future<Insertion>, Future<Insertion>> answer;

  /** From now on inserts wait until the promise is completed. */
  public synchronized Promise<Void> hold() {
    Promise<Void> held = Promise.promise();
    gate = held;
    return held;
  }

  /** Inserts wait no longer. */
  public synchronized void release() {
    gate = null;
  }

  /** The next insert is done, but answered otherwise. */
  public synchronized void answerNext(Function<Future<Insertion>, Future<Insertion>> otherwise) {
    answer = otherwise;
  }

  /** The next insert is neither done nor answered. */
  public synchronized void loseNext(Throwable cause) {
    lost = cause;
  }

  @Override
  public synchronized Future<Optional<Commit>> tail() {
    return Future.succeededFuture(
        commits.isEmpty() ? Optional.empty() : Optional.of(bare(commits.get(commits.size() - 1))));
  }

  @Override
  public synchronized Future<Long> last() {
    return Future.succeededFuture((long) commits.size());
  }

  @Override
  public synchronized Future<Insertion> insert(Commit commit) {
    if (lost != null) {
      Future<Insertion> failed = Future.failedFuture(lost);
      lost = null;
      return failed;
    }
    if (answer != null) {
      Future<Insertion> changed = answer.apply(put(commit));
      answer = null;
      return changed;
    }
    if (gate != null) {
      return gate.future().compose(open -> put(commit));
    }
    return put(commit);
  }

  private synchronized Future<Insertion> put(Commit commit) {
    if (commit.n() > commits.size() + 1) {
      return Future.failedFuture(new AssertionError("commit " + commit.n() + " leaves a hole"));
    }
    if (commit.n() <= commits.size()) {
      return Future.succeededFuture(Insertion.TAKEN);
    }
    commits.add(commit);
    return Future.succeededFuture(Insertion.INSERTED);
  }

  private static Commit bare(Commit commit) {
    return commit.withBodies(Map.of());
  }

  @Override
  public Future<List<Commit>> after(long n, int most) {
    return wholeAfter(n, most).map(found -> found.stream().map(StrictCommitLog::bare).toList());
  }

  @Override
  public synchronized Future<List<Commit>> wholeAfter(long n, int most) {
    List<Commit> found = new ArrayList<>();
    for (int i = (int) n; i < commits.size() && found.size() < most; i++) {
      found.add(commits.get(i));
    }
    return Future.succeededFuture(found);
  }

  @Override
  public Future<List<Kept>> keptAfter(long n, int most) {
    return wholeAfter(n, most)
        .map(
            found ->
                found.stream()
                    .map(commit -> new Kept(commit.n(), Optional.of(commit), Optional.empty()))
                    .toList());
  }

  @Override
  public synchronized Future<List<Commit>> ofDevice(String device, long beforeN, int most) {
    List<Commit> found = new ArrayList<>();
    for (int i = commits.size() - 1; i >= 0 && found.size() < most; i--) {
      if (commits.get(i).n() < beforeN && commits.get(i).devices().contains(device)) {
        found.add(bare(commits.get(i)));
      }
    }
    return Future.succeededFuture(found);
  }
}
