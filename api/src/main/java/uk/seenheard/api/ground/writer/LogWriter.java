package uk.seenheard.api.ground.writer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.clock.ServerClock;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.api.ground.log.LogSeal;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.sync.change.Hash;

/**
 * The writer of a force's log in one process.
 *
 * <p>Submissions that arrive while a commit is on its way to the disk share the next one (group
 * commit): that is where throughput comes from. For every commit, in this order: know the tail
 * {@code n - 1}; know the chains of the devices concerned; let each submission decide; insert
 * commit {@code n}; tell the senders. If another process took {@code n}, its commit is read and
 * <em>everything</em> is decided again, for what was new may be known now. If nobody knows whether
 * the insert went through, the senders are told to try again and the tail is read anew: what did go
 * through answers them as duplicates.
 *
 * <p>Confined to one Vert.x context.
 */
public final class LogWriter {
  private static final int MAX_WAITING = 4_000;
  private static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;
  private static final int MAX_ATTEMPTS = 200;
  private static final int READ_AHEAD = 100;
  private static final int CLOCK_RETRY_SECONDS = 30;

  private final Vertx vertx;
  private final Context context;
  private final CommitLog log;
  private final LogSeal seal;
  private final ServerClock clock;
  private final IncidentWeights weights;
  private final List<Consumer<Commit>> listeners = new ArrayList<>();
  private final RecentRequests trail = new RecentRequests();

  private final ArrayDeque<Waiting<?>> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean writing;
  private @Nullable TailState tail;
  private volatile @Nullable LogPosition standing;

  /** The writer of a log, on a context. */
  public LogWriter(
      Vertx vertx,
      Context context,
      CommitLog log,
      LogSeal seal,
      ServerClock clock,
      IncidentWeights weights) {
    this.vertx = vertx;
    this.context = context;
    this.log = log;
    this.seal = seal;
    this.clock = clock;
    this.weights = weights;
  }

  /** Tells a listener of each commit that this process inserts, after it is durable. */
  public void onCommit(Consumer<Commit> listener) {
    listeners.add(listener);
  }

  /** The last commit that this process inserted, if it has yet. */
  public Optional<LogPosition> standing() {
    return Optional.ofNullable(standing);
  }

  /** Which requests the last commits of this process came from. */
  public RecentRequests trail() {
    return trail;
  }

  /** A submission in the queue, and who waits for its outcome. */
  private record Waiting<T>(Submission<T> submission, CallerContext.Answer<LogOutcome<T>> promise) {
    /** Decides; empty when the sender was told already: to prepare it again. */
    Optional<Pending<T>> decide(Tail view) {
      Decision<T> decision = submission.decide(view);
      if (decision instanceof Decision.Append<T> append) {
        return Optional.of(new Pending<>(Optional.of(append), append.answer(), promise));
      } else if (decision instanceof Decision.Answer<T> answer) {
        return Optional.of(new Pending<>(Optional.empty(), at -> answer.answer(), promise));
      }
      Decision.Stale<T> stale = (Decision.Stale<T>) decision;
      promise.complete(new LogOutcome.Stale<>(stale.chain()));
      return Optional.empty();
    }
  }

  /** A decided submission of the commit being put together, with what it appends, if anything. */
  private record Pending<T>(
      Optional<Decision.Append<T>> append,
      Function<LogPosition, T> answer,
      CallerContext.Answer<LogOutcome<T>> promise) {
    void tell(LogPosition at) {
      promise.complete(new LogOutcome.Told<>(answer.apply(at)));
    }
  }

  /** Submits; the future fails when the store is away and nobody knows what became of it. */
  public <T> Future<LogOutcome<T>> submit(Submission<T> submission) {
    CallerContext.Answer<LogOutcome<T>> promise = CallerContext.here(vertx);
    context.runOnContext(
        unused -> {
          if (waiting.size() >= MAX_WAITING
              || waitingBytes + submission.bytes() > MAX_WAITING_BYTES) {
            promise.complete(new LogOutcome.Busy<>());
            return;
          }
          waiting.add(new Waiting<>(submission, promise));
          waitingBytes += submission.bytes();
          writeNext();
        });
    return promise.future();
  }

  /** How many submissions wait for a commit. */
  public int queueLength() {
    return waiting.size();
  }

  private void writeNext() {
    if (writing || waiting.isEmpty()) {
      return;
    }
    writing = true;
    List<Waiting<?>> group = takeGroup();
    write(group, 1)
        .onComplete(
            done -> {
              if (done.failed()) {
                // Nobody knows whether the commit is in the log: the tail is read anew.
                tail = null;
                group.forEach(one -> one.promise().fail(done.cause()));
              }
              if (done.cause() instanceof VirtualMachineError broke) {
                // Nothing is sure any more: whoever watches this thread ends the process.
                throw broke;
              }
              writing = false;
              writeNext();
            });
  }

  private List<Waiting<?>> takeGroup() {
    List<Waiting<?>> group = new ArrayList<>();
    int changes = 0;
    int bytes = 0;
    while (!waiting.isEmpty()) {
      Submission<?> next = waiting.element().submission();
      boolean fits =
          changes + next.changes() <= Commit.MAX_CHANGES
              && bytes + next.bytes() <= Commit.MAX_BYTES;
      if (!group.isEmpty() && !fits) {
        break;
      }
      changes += next.changes();
      bytes += next.bytes();
      waitingBytes -= next.bytes();
      group.add(waiting.remove());
    }
    return group;
  }

  private Future<Void> write(List<Waiting<?>> group, int attempt) {
    if (attempt > MAX_ATTEMPTS) {
      return Future.failedFuture(
          new IllegalStateException("no commit could be inserted: others were always first"));
    }
    return knowTail()
        .compose(known -> knowChains(known, group))
        .compose(known -> decideAndInsert(known, group, attempt));
  }

  private Future<TailState> knowTail() {
    TailState known = tail;
    if (known != null) {
      return Future.succeededFuture(known);
    }
    return log.tail()
        .map(
            last -> {
              TailState read = new TailState(last, seal, weights);
              tail = read;
              return read;
            });
  }

  /** Reads the chains that are not known yet, and catches up if they show commits ahead of us. */
  private Future<TailState> knowChains(TailState known, List<Waiting<?>> group) {
    Set<String> unknown =
        known.unknown(
            group.stream().map(one -> one.submission().device()).collect(Collectors.toSet()));
    List<Future<Optional<Commit>>> reads = new ArrayList<>();
    Map<String, Future<Optional<Commit>>> byDevice = new HashMap<>();
    for (String device : unknown) {
      Future<Optional<Commit>> read =
          log.ofDevice(device, Long.MAX_VALUE, 1).map(found -> found.stream().findFirst());
      byDevice.put(device, read);
      reads.add(read);
    }
    return Future.all(reads)
        .compose(
            unused -> {
              boolean ahead =
                  reads.stream()
                      .anyMatch(read -> read.result().map(Commit::n).orElse(0L) > known.n());
              if (ahead) {
                return catchUp(known).compose(caught -> knowChains(caught, group));
              }
              byDevice.forEach(
                  (device, read) ->
                      read.result().ifPresent(commit -> remember(known, device, commit)));
              return Future.succeededFuture(known);
            });
  }

  private static void remember(TailState known, String device, Commit commit) {
    for (Batch batch : commit.batches()) {
      if (batch.device().equals(device)) {
        known.remember(commit, batch);
      }
    }
  }

  private Future<TailState> catchUp(TailState known) {
    return log.after(known.n(), READ_AHEAD)
        .compose(
            commits -> {
              commits.forEach(known::follow);
              return commits.size() < READ_AHEAD ? Future.succeededFuture(known) : catchUp(known);
            });
  }

  /**
   * Nobody is told anything before the commit is durable, those who append nothing included: what
   * they were found to repeat may be a batch of this very commit.
   */
  private Future<Void> decideAndInsert(TailState known, List<Waiting<?>> group, int attempt) {
    TailState.Draft view = known.draft();
    List<Pending<?>> pending = new ArrayList<>();
    List<Waiting<?>> undecided = new ArrayList<>();
    List<Batch> batches = new ArrayList<>();
    for (Waiting<?> one : group) {
      one.decide(view)
          .ifPresent(
              decided -> {
                decided
                    .append()
                    .ifPresent(
                        append -> {
                          view.take(append.batch(), append.rises());
                          batches.add(append.batch());
                        });
                pending.add(decided);
                undecided.add(one);
              });
    }
    if (batches.isEmpty()) {
      pending.forEach(decided -> decided.tell(known.position()));
      return Future.succeededFuture();
    }
    ServerClock.Judged judged = clock.judge(known.at(), known.witnesses(batches));
    if (judged instanceof ServerClock.Behind behind) {
      return Future.failedFuture(Refusal.notReady(behind.sentence(), CLOCK_RETRY_SECONDS).raised());
    }
    ServerClock.Stamp stamp = (ServerClock.Stamp) judged;
    Commit drafted =
        Commit.of(
            seal.feed(),
            known.n() + 1,
            known.digest(),
            stamp.at(),
            stamp.doubtful(),
            batches,
            seal.digests());
    Hash digest = seal.digest(drafted);
    Commit commit = drafted.with(seal.seal(digest));
    return log.insert(commit)
        .compose(
            insertion -> {
              if (insertion == CommitLog.Insertion.TAKEN) {
                return catchUp(known).compose(caught -> write(undecided, attempt + 1));
              }
              known.follow(commit, digest);
              view.logged(commit.n());
              LogPosition at = new LogPosition(commit.n(), digest);
              standing = at;
              trail.committed(
                  commit, undecided.stream().map(one -> one.submission().request()).toList());
              pending.forEach(decided -> decided.tell(at));
              listeners.forEach(listener -> listener.accept(commit));
              return Future.succeededFuture();
            });
  }
}
