package uk.seenheard.api.ground.follow;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.writer.CallerContext;

/**
 * Follows the log and hands it to the read models, round by round, then moves the watermark.
 * Whatever it does may be done twice, so a crash between any two steps costs nothing, and every
 * process may run one.
 *
 * <p>Confined to one Vert.x context.
 */
public final class Projector {
  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
  private static final int COMMITS = 20;
  private static final long LOOK_AGAIN_MILLIS = 250;

  /** Failures at one place until what is there is looked at with care: over a second. */
  private static final int PATIENCE = 6;

  private final Vertx vertx;
  private final Context context;
  private final Followed followed;
  private final Opener opener;
  private final Watermark watermark;
  private final Supplier<ReadModel.Keeper> keepers;

  private final List<LongConsumer> listeners = new ArrayList<>();
  private final List<Awaited> awaited = new ArrayList<>();
  private final Careful careful;
  private final RecentCommits recent = new RecentCommits();
  private ReadModel.Keeper keeper = round -> Future.succeededFuture();
  private volatile long applied;
  private volatile boolean following = true;
  private final ArrayDeque<Runnable> between = new ArrayDeque<>();
  private boolean running;
  private int failures;

  /** Commits that are still to be looked at with care: what failed may be any of a round. */
  private int carefully;

  private boolean again;
  private boolean stopped;

  /**
   * A projector on a context.
   *
   * @param keepers makes what keeps the read models, once those are all known
   */
  public Projector(
      Vertx vertx,
      Context context,
      Followed followed,
      Opener opener,
      Watermark watermark,
      Supplier<ReadModel.Keeper> keepers) {
    this.vertx = vertx;
    this.context = context;
    this.followed = followed;
    this.careful = new Careful(followed, opener);
    this.opener = opener;
    this.watermark = watermark;
    this.keepers = keepers;
  }

  private record Awaited(long n, CallerContext.Answer<Void> answer) {}

  /** Starts where the projections stand, and looks for commits of other processes from then on. */
  public Future<Void> start() {
    keeper = keepers.get();
    return watermark
        .applied()
        .map(
            n -> {
              applied = n;
              vertx.setPeriodic(
                  LOOK_AGAIN_MILLIS,
                  timer -> {
                    if (stopped) {
                      vertx.cancelTimer(timer);
                    } else {
                      wake();
                    }
                  });
              wake();
              return null;
            });
  }

  /** Starts no more work. */
  public void stop() {
    stopped = true;
  }

  /** Tells a listener of each position that the projections reach and that says something new. */
  public void onApplied(LongConsumer listener) {
    listeners.add(listener);
  }

  /** The last commit that is wholly in the projections, as far as this process knows. */
  public long applied() {
    return applied;
  }

  /** Whether the last look at the log went well. */
  public boolean isFollowing() {
    return following;
  }

  /** How often something that could not be used was set aside. */
  public int aside() {
    return followed.aside().get();
  }

  /** Where it stands, for who looks after the server. */
  public String standing() {
    if (!following) {
      return "projections stand at commit " + applied + " and cannot go on";
    }
    return aside() == 0
        ? ""
        : aside()
            + " parts of commits could not be used and were set aside: see the log lines, mend the"
            + " cause, then POST /operations/projections";
  }

  /** Waits until the projections have reached a commit; fails when that takes too long. */
  public Future<Void> reached(long n, long withinMillis) {
    return reached(n, incident -> true, withinMillis);
  }

  /**
   * Waits until the projections have reached everything up to a commit that matters to whoever
   * asks. What else is on its way into them keeps nobody waiting, as far as this process wrote it.
   *
   * @param matters whether what is said of an incident does
   */
  public Future<Void> reached(long last, Predicate<String> matters, long withinMillis) {
    CallerContext.Answer<Void> answer = CallerContext.here(vertx);
    context.runOnContext(
        unused -> {
          long n = last <= applied ? last : recent.lastThatMatters(applied, last, matters);
          if (n <= applied) {
            answer.complete(Future.succeededFuture());
            return;
          }
          Awaited wait = new Awaited(n, answer);
          awaited.add(wait);
          vertx.setTimer(
              withinMillis,
              timer -> {
                if (awaited.remove(wait)) {
                  answer.fail(
                      Refusal.notReady("The projections are behind the log; try again", 2)
                          .raised());
                }
              });
          wake();
        });
    return answer.future();
  }

  /**
   * Does something while nothing is being projected, and goes on when it is done. Whatever is
   * changed by it, a round sees either all of it or nothing.
   */
  public <T> Future<T> between(Supplier<Future<T>> work) {
    CallerContext.Answer<T> answer = CallerContext.here(vertx);
    context.runOnContext(
        unused -> {
          between.add(
              () ->
                  work.get()
                      .onComplete(
                          done -> {
                            answer.complete(
                                done.succeeded()
                                    ? Future.succeededFuture(done.result())
                                    : Future.failedFuture(done.cause()));
                            roundIsOver();
                          }));
          if (!running) {
            running = true;
            roundIsOver();
          }
        });
    return answer.future();
  }

  private void roundIsOver() {
    Runnable next = between.poll();
    if (next == null) {
      running = false;
      wake();
    } else {
      next.run();
    }
  }

  /** Says that there may be more in the log. */
  public void wake() {
    context.runOnContext(
        unused -> {
          if (running) {
            again = true;
          } else if (!stopped) {
            running = true;
            run();
          }
        });
  }

  /**
   * Takes a commit that this process has just inserted, so that it need not be read from the log
   * again. Called on this projector's context.
   */
  public void committed(Commit commit) {
    recent.add(commit, applied);
    wake();
  }

  /** The next commits: those that this process wrote, or else what the log has. */
  private Future<List<Commit>> next() {
    List<Commit> next = recent.after(applied, COMMITS);
    return next.isEmpty()
        ? followed.log().wholeAfter(applied, COMMITS)
        : Future.succeededFuture(next);
  }

  private void run() {
    again = false;
    if (failures == PATIENCE) {
      carefully = COMMITS;
    }
    (carefully == 0 ? round() : carefulRound())
        .onComplete(
            done -> {
              if (done.cause() instanceof VirtualMachineError broke) {
                // Nothing is sure any more: whoever watches this thread ends the process.
                following = false;
                throw broke;
              }
              running = false;
              following = done.succeeded();
              failures = following ? 0 : failures + 1;
              if (done.failed()) {
                LOG.warn("projection stands at {}, will try again", applied, done.cause());
              }
              if (!between.isEmpty()) {
                running = true;
                roundIsOver();
              } else if (done.succeeded() && (done.result() || again)) {
                wake();
              }
            });
  }

  /** Whether there may be more. */
  private Future<Boolean> round() {
    return next()
        .compose(
            commits ->
                commits.isEmpty()
                    ? Future.succeededFuture(false)
                    : project(commits).map(commits.size() == COMMITS));
  }

  private Future<Boolean> carefulRound() {
    return careful
        .next(applied, keeper)
        .compose(
            rounds -> {
              if (rounds.isEmpty()) {
                return Future.succeededFuture(false);
              }
              carefully--;
              long through = rounds.get(0).through();
              boolean wakes = rounds.stream().anyMatch(Round::wakes);
              return watermark
                  .applied(through)
                  .onSuccess(moved -> announce(through, wakes))
                  .map(true);
            });
  }

  private Future<Void> project(List<Commit> commits) {
    long since = applied;
    long through = commits.get(commits.size() - 1).n();
    return opener
        .open(Round.changes(commits, since, followed.mends()))
        .map(opened -> Round.of(opened, followed.ledger(), since, through))
        .compose(this::follow)
        .onSuccess(round -> announce(through, round.wakes()))
        .mapEmpty();
  }

  private Future<Round> follow(Round round) {
    return keeper
        .follow(round)
        .compose(done -> watermark.applied(round.through()))
        .map(moved -> round);
  }

  /** Moves on, and tells who listens when it is something that people wait for. */
  private void announce(long through, boolean wakes) {
    applied = Math.max(applied, through);
    for (Iterator<Awaited> waits = awaited.iterator(); waits.hasNext(); ) {
      Awaited wait = waits.next();
      if (wait.n() <= applied) {
        waits.remove();
        wait.answer().complete(Future.succeededFuture());
      }
    }
    if (wakes) {
      listeners.forEach(listener -> listener.accept(applied));
    }
  }
}
