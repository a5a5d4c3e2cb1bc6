package uk.seenheard.api.ground.projection;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.CallerContext;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Review;

/**
 * Follows the log and keeps the projections: files changes, derives the cards they touch, moves the
 * watermark. Whatever it does may be done twice, so a crash between any two steps costs nothing,
 * and every process may run one.
 *
 * <p>Confined to one Vert.x context.
 */
public final class Projector {
  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

  /** The act in the ledger by which the records system says how far it has received. */
  public static final String RECORDS_ACKNOWLEDGED = "records-acknowledged";

  private static final int COMMITS = 20;

  /** Changes of commits kept for the projector, should it fall behind: some megabytes. */
  private static final int RECENT_CHANGES = 4_000;

  private static final long LOOK_AGAIN_MILLIS = 250;

  private final Vertx vertx;
  private final Context context;
  private final CommitLog log;
  private final Projection projection;
  private final Opener opener;
  private final IncidentFolds folds;
  private final EarlierEvents earlier;
  private final Counting counting;
  private final CardDeadlines watching;
  private final LedgerFollower follower;
  private final String ledger;

  private final List<LongConsumer> listeners = new ArrayList<>();
  private final List<Awaited> awaited = new ArrayList<>();
  private final ArrayDeque<Commit> recent = new ArrayDeque<>();
  private int recentChanges;
  private volatile long applied;
  private volatile boolean following = true;
  private final ArrayDeque<Runnable> between = new ArrayDeque<>();
  private boolean running;
  private boolean again;
  private boolean stopped;

  /**
   * A projector on a context.
   *
   * @param ledger the incident of the force's ledger: filed, but without a card
   */
  public Projector(
      Vertx vertx,
      Context context,
      CommitLog log,
      Projection projection,
      Opener opener,
      IncidentFolds folds,
      EarlierEvents earlier,
      Counting counting,
      CardDeadlines watching,
      LedgerFollower follower,
      String ledger) {
    this.vertx = vertx;
    this.context = context;
    this.log = log;
    this.projection = projection;
    this.opener = opener;
    this.folds = folds;
    this.earlier = earlier;
    this.counting = counting;
    this.watching = watching;
    this.follower = follower;
    this.ledger = ledger;
  }

  private record Awaited(long n, CallerContext.Answer<Void> answer) {}

  /** Starts where the projections stand, and looks for commits of other processes from then on. */
  public Future<Void> start() {
    return projection
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

  /** Where it stands, for who looks after the server. */
  public String standing() {
    return following ? "" : "projections stand at commit " + applied + " and cannot go on";
  }

  /** Waits until the projections have reached a commit; fails when that takes too long. */
  public Future<Void> reached(long n, long withinMillis) {
    CallerContext.Answer<Void> answer = CallerContext.here(vertx);
    context.runOnContext(
        unused -> {
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
                  answer.fail(new IllegalStateException("the projections are behind the log"));
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
    recent.addLast(commit);
    recentChanges += size(commit);
    while (!recent.isEmpty()
        && (recentChanges > RECENT_CHANGES || recent.getFirst().n() <= applied)) {
      recentChanges -= size(recent.removeFirst());
    }
    wake();
  }

  private static int size(Commit commit) {
    return commit.batches().stream().mapToInt(batch -> batch.changes().size()).sum();
  }

  /** The next commits: those that this process wrote, or else what the log has. */
  private Future<List<Commit>> next() {
    while (!recent.isEmpty() && recent.getFirst().n() <= applied) {
      recentChanges -= size(recent.removeFirst());
    }
    List<Commit> next = new ArrayList<>();
    for (Commit commit : recent) {
      if (next.size() == COMMITS || commit.n() != applied + 1 + next.size()) {
        break;
      }
      next.add(commit);
    }
    return next.isEmpty() ? log.after(applied, COMMITS) : Future.succeededFuture(next);
  }

  private void run() {
    again = false;
    next()
        .compose(
            commits ->
                commits.isEmpty()
                    ? Future.succeededFuture(false)
                    : project(commits).map(commits.size() == COMMITS))
        .onComplete(
            done -> {
              running = false;
              following = done.succeeded();
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

  private Future<Void> project(List<Commit> commits) {
    long through = commits.get(commits.size() - 1).n();
    checkDense(commits);
    List<StoredChange> changes = new ArrayList<>();
    commits.forEach(commit -> changes.addAll(changes(commit)));
    return projection
        .file(changes)
        .compose(filed -> opener.open(changes))
        .compose(
            opened -> {
              List<LedgerAct> acts = ledgerActs(opened);
              boolean wakes =
                  acts.stream().anyMatch(LedgerAct::wakes)
                      || changes.stream().anyMatch(c -> !c.entry().incident().equals(ledger));
              return fileRecords(opened)
                  .compose(done -> acts.isEmpty() ? done() : follower.follow(acts))
                  .compose(done -> putCards(opened, through))
                  .map(put -> wakes);
            })
        .compose(wakes -> projection.applied(through).map(moved -> wakes))
        .onSuccess(wakes -> announce(through, wakes))
        .mapEmpty();
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }

  private void checkDense(List<Commit> commits) {
    long expected = applied + 1;
    for (Commit commit : commits) {
      if (commit.n() != expected++) {
        throw new IllegalStateException("the log has a hole before commit " + commit.n());
      }
    }
  }

  private static List<StoredChange> changes(Commit commit) {
    List<StoredChange> changes = new ArrayList<>();
    int i = 0;
    for (Batch batch : commit.batches()) {
      long seq = batch.from();
      for (LogEntry entry : batch.changes()) {
        if (entry.verdict() != Verdict.DUPLICATE) {
          changes.add(
              new StoredChange(
                  commit.n(),
                  i,
                  batch.device(),
                  batch.epoch(),
                  seq,
                  commit.at(),
                  batch.clock(),
                  entry));
        }
        i++;
        seq++;
      }
    }
    return changes;
  }

  /** What concerns the records system: authorisations, and what it acknowledged in the ledger. */
  private Future<Void> fileRecords(List<OpenedChange> opened) {
    List<Authorisation> authorisations = new ArrayList<>();
    Projection.Place acknowledged = Projection.Place.START;
    for (OpenedChange change : opened) {
      StoredChange stored = change.stored();
      for (Operation op : change.applied().map(Change::ops).orElse(List.of())) {
        if (op instanceof Operation.Act act && act.act().equals(Review.AUTHORISE)) {
          authorisations.add(
              new Authorisation(
                  new Projection.Place(stored.n(), stored.i()),
                  stored.entry().incident(),
                  stored.entry().hash(),
                  act.frontier(),
                  stored.entry().author(),
                  stored.at()));
        } else if (op instanceof Operation.Act act
            && stored.entry().incident().equals(ledger)
            && act.act().equals(RECORDS_ACKNOWLEDGED)) {
          acknowledged =
              new Projection.Place(
                  act.with().whole("n").orElse(0L), act.with().whole("i").orElse(0L).intValue());
        }
      }
    }
    Future<Void> filed = projection.fileAuthorisations(authorisations);
    Projection.Place reached = acknowledged;
    return reached.n() == 0 ? filed : filed.compose(done -> projection.acknowledged(reached));
  }

  private List<LedgerAct> ledgerActs(List<OpenedChange> opened) {
    List<LedgerAct> acts = new ArrayList<>();
    for (OpenedChange change : opened) {
      StoredChange stored = change.stored();
      if (stored.entry().incident().equals(ledger)) {
        for (Operation op : change.applied().map(Change::ops).orElse(List.of())) {
          if (op instanceof Operation.Act act) {
            acts.add(
                new LedgerAct(
                    stored.n(), stored.at(), stored.entry().author(), act.act(), act.with()));
          }
        }
      }
    }
    return acts;
  }

  private Future<Void> putCards(List<OpenedChange> opened, long through) {
    long since = applied;
    Map<String, List<OpenedChange>> byIncident = new LinkedHashMap<>();
    for (OpenedChange change : opened) {
      String incident = change.stored().entry().incident();
      // Its tombstone stays as it is, whatever comes late.
      if (!incident.equals(ledger) && !folds.isErased(incident)) {
        byIncident.computeIfAbsent(incident, unused -> new ArrayList<>()).add(change);
      }
    }
    return projection
        .cards(byIncident.keySet())
        .compose(
            cards -> {
              List<Future<IncidentCard>> next = new ArrayList<>();
              byIncident.forEach(
                  (incident, changes) -> {
                    Optional<IncidentCard> before = Optional.ofNullable(cards.get(incident));
                    long from = before.map(IncidentCard::lastN).orElse(0L);
                    changes.removeIf(change -> change.stored().n() <= from);
                    if (!changes.isEmpty()) {
                      next.add(
                          folds
                              .carried(
                                  incident,
                                  through,
                                  Math.max(since, from),
                                  before.isPresent(),
                                  List.copyOf(changes))
                              .compose(record -> card(before, changes, Incident.of(record))));
                    }
                  });
              return Future.all(next)
                  .compose(
                      all ->
                          projection.put(
                              next.stream().map(Future::result).collect(Collectors.toList())));
            });
  }

  private Future<IncidentCard> card(
      Optional<IncidentCard> before, List<OpenedChange> changes, Incident incident) {
    long received = before.map(IncidentCard::firstAt).orElseGet(() -> changes.get(0).stored().at());
    return earlier
        .of(incident, received)
        .map(
            chronology ->
                CardRules.next(before, changes, incident, chronology, counting, watching));
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
