package uk.seenheard.api;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.embedded.BrokenStore;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;

/** A real server in this process, on a free port, with the embedded store in a folder. */
public final class LiveServer implements AutoCloseable {
  private final Vertx vertx;
  private final Wiring.Running running;
  private final Queue<String> ended;

  private LiveServer(Vertx vertx, Wiring.Running running, Queue<String> ended) {
    this.vertx = vertx;
    this.running = running;
    this.ended = ended;
  }

  /** Starts one. */
  public static LiveServer start(Path data) {
    return start(data, System::currentTimeMillis, Map.of());
  }

  /** Starts one with a clock and further settings. */
  public static LiveServer start(Path data, LongSupplier now, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SEENHEARD_DEMO", "true");
    environment.put("SEENHEARD_PORT", "0");
    environment.put("SEENHEARD_DATA", data.toString());
    environment.putAll(settings);
    Vertx vertx = Vertx.vertx();
    Queue<String> ended = new ConcurrentLinkedQueue<>();
    try {
      Wiring.Running running =
          new Wiring(vertx, Settings.from(environment), now, ended::add)
              .start()
              .toCompletionStage()
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
      return new LiveServer(vertx, running, ended);
    } catch (Exception failed) {
      vertx.close();
      throw new IllegalStateException("the server did not start", failed);
    }
  }

  /** Its parts, for a test of one of them. */
  public Core core() {
    return running.opened().core();
  }

  /** Why the process would have ended, each time that it would have. */
  public Queue<String> ended() {
    return ended;
  }

  /** The record of an incident as it stands. */
  public IncidentRecord record(String incident) {
    try {
      return running
          .opened()
          .core()
          .incidents()
          .at(Set.of(Grant.WHOLE_FORCE), incident)
          .toCompletionStage()
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS)
          .record();
    } catch (Exception failed) {
      throw new IllegalStateException("the record was not read", failed);
    }
  }

  /** Does something on the thread that writes and follows the log. */
  public void onLogThread(Runnable work) {
    running.opened().core().basis().context().runOnContext(unused -> work.run());
  }

  /** Does something on a thread that serves. */
  public void onAnotherThread(Runnable work) {
    vertx.runOnContext(unused -> work.run());
  }

  /** Memory ends on one of the workers for what grows with an incident. */
  public void breakWorker() {
    onAnotherThread(
        () -> running.opened().core().basis().work().of("any", LiveServer::endOfMemory));
  }

  /** Memory ends on the thread that a round of the projections waits for. */
  public void breakRound() {
    onAnotherThread(() -> running.opened().core().basis().work().ahead(LiveServer::endOfMemory));
  }

  /** Memory ends on the thread that writes the store. */
  public void breakStore() {
    onAnotherThread(
        () -> BrokenStore.write(running.store().orElseThrow(), vertx, LiveServer::endOfMemory));
  }

  /** The thread that writes the store does something else until a latch is open. */
  public void holdStore(CountDownLatch until) {
    onAnotherThread(
        () -> BrokenStore.write(running.store().orElseThrow(), vertx, () -> waited(until)));
  }

  /** The workers for what grows with an incident do something else until a latch is open. */
  public void holdWorkers(CountDownLatch until) {
    for (int i = 0; i < Math.max(2, Runtime.getRuntime().availableProcessors()); i++) {
      String whose = "held" + i;
      onAnotherThread(() -> core().basis().work().of(whose, () -> waited(until)));
    }
  }

  /** Nothing that was written reaches the projections until this is run. */
  public Runnable holdProjections() {
    Promise<Void> until = Promise.promise();
    CountDownLatch held = new CountDownLatch(1);
    running
        .opened()
        .core()
        .reading()
        .projector()
        .between(
            () -> {
              held.countDown();
              return until.future();
            });
    waited(held);
    return until::tryComplete;
  }

  private static Boolean waited(CountDownLatch until) {
    try {
      return until.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Boolean endOfMemory() {
    throw new OutOfMemoryError("tried");
  }

  /** Tells of each fold, instead of those who count what incidents weigh. */
  public void onFolded(IncidentFolds.Folded listener) {
    running.opened().core().reading().folds().onFolded(listener);
  }

  /** How often an answer about a large incident was made. */
  public long answersMade() {
    return running.opened().core().basis().answers().made();
  }

  /** What is kept of such answers. */
  public long answersKept() {
    return running.opened().core().basis().answers().weight();
  }

  /** The collections in which its read models keep their generations. */
  public Set<String> readModels() {
    Set<String> collections = new TreeSet<>();
    running
        .opened()
        .core()
        .reading()
        .models()
        .all()
        .forEach(model -> collections.addAll(model.collections()));
    return collections;
  }

  /** What an incident said up to a commit, as whoever looks at it reads it. */
  public IncidentRecord record(String incident, long n) {
    try {
      Core core = running.opened().core();
      return core.incidents()
          .upToDate()
          .compose(reached -> core.reading().folds().at(incident, n))
          .toCompletionStage()
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException("the record was not read", failed);
    }
  }

  /** An act in the force's ledger. */
  public record Noted(String by, String act, Json.Obj with) {}

  /** What stands in the force's ledger now, in its order. */
  public List<Noted> ledger() {
    Core core = running.opened().core();
    try {
      return core.incidents()
          .upToDate()
          .compose(
              n ->
                  core.reading()
                      .changes()
                      .changes(core.writing().ledgerId(), Place.START, n, 10_000))
          .compose(core.reading().opener()::open)
          .map(LiveServer::noted)
          .toCompletionStage()
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException("the ledger was not read", failed);
    }
  }

  private static List<Noted> noted(List<OpenedChange> changes) {
    List<Noted> noted = new ArrayList<>();
    for (OpenedChange change : changes) {
      for (Operation op : change.change().orElseThrow().ops()) {
        if (op instanceof Operation.Act act) {
          noted.add(new Noted(change.stored().entry().author(), act.act(), act.with()));
        }
      }
    }
    return noted;
  }

  /** What its embedded store holds now. */
  public DocumentStore documents() {
    return running.store().orElseThrow().documents(vertx);
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + running.server().port();
  }

  @Override
  public void close() {
    try {
      running.close(vertx).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException("the server did not stop", failed);
    }
  }
}
