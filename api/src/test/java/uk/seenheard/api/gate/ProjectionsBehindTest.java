package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.contract.PublishedContract;
import uk.seenheard.api.ground.core.Writing;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * While the projections are behind the log whoever reads is told to come back, at every route that
 * waits for them: that is nobody's fault and passes, so it is no error of the server's, and nobody
 * is given what stood before.
 */
class ProjectionsBehindTest {
  private static final Held HELD =
      Held.of(23, "Small kinds: projections behind", ProjectionsBehindTest.class);

  private static final String WORDS = "He shut the dog in the yard";

  @TempDir static Path data;
  private static LiveServer server;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  @Test
  void whoReadsIsToldToComeBack() throws Exception {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("BEHIND-1");
    officer.record(incident, set("place", "kitchen"));
    officer.sendAll();
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    inspector.get("/v1/incidents/" + incident).expect(200);
    Runnable goOn = server.holdProjections();
    officer.write(incident, set("note", WORDS), act("submit"));
    officer.send(officer.push(2, 2)).expect(200);

    Map<String, Caller.Answer> answers = new ConcurrentSkipListMap<>();
    List<Thread> readers = new ArrayList<>();
    for (PublishedContract.Operation one : PublishedContract.operations()) {
      if (one.method().equals("GET") && !one.stream()) {
        String path = one.path().contains("{incident}") ? at(one, incident) : one.samplePath();
        readers.add(new Thread(() -> answers.put(one.route(), inspector.get(path))));
      }
    }
    readers.forEach(Thread::start);
    for (Thread reader : readers) {
      reader.join();
    }
    goOn.run();

    HELD.walking(answers.size() + " routes that read, while nothing is projected");
    Map<String, Integer> behind = new TreeMap<>();
    answers.forEach(
        (route, answer) ->
            HELD.tries(
                route,
                () -> {
                  assertThat(answer.status()).isNotEqualTo(500);
                  if (answer.status() == 503 && !route.contains("/health/")) {
                    assertThat(answer.problem()).isEqualTo("not-ready");
                    assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
                    behind.put(route, answer.status());
                  }
                }));
    assertThat(behind.keySet())
        .contains(
            "GET /v1/incidents/{incident}",
            "GET /v1/incidents/{incident}/card",
            "GET /v1/incidents/{incident}/history",
            "GET /v1/sync/pull");
    assertThat(inspector.get("/v1/incidents/" + incident).expect(200).canonical()).contains(WORDS);
  }

  /**
   * A record that is written in without a pause keeps the projections at work all the time; who
   * asks for another incident waits for what is said of that, and of who may see what.
   */
  @Test
  void whatIsOnItsWayOfALargeIncidentKeepsOnlyItsOwnReadersWaiting() throws Exception {
    Officer owner = Officer.onShift(server.url(), "pc1203");
    String large = owner.incident("BEHIND-LARGE");
    Operation[] children = new Operation[60];
    for (int i = 0; i < children.length; i++) {
      children[i] = add(entry("child"), Json.object().put("name", "Child " + i).build());
    }
    owner.record(large, children);
    owner.sendAll();
    Officer other = Officer.onShift(server.url(), "pc1204");
    String small = other.incident("BEHIND-SMALL");
    other.record(small, set("place", "kitchen"));
    other.sendAll();
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    List<String> of = List.of("", "/card", "/history");
    // The first time writes that it was looked at, the second waits until that is read and writes
    // nothing.
    for (int time = 0; time < 2; time++) {
      for (String each : of) {
        inspector.get("/v1/incidents/" + small + each).expect(200);
        inspector.get("/v1/incidents/" + large + each).expect(200);
      }
    }
    HELD.walking("3 reads × a large incident on its way, its own readers, a small one on its way");
    Runnable goOn = server.holdProjections();
    owner.write(large, set("note", "one more"));
    owner.send(owner.push(2, 2)).expect(200);
    try {
      for (String each : of) {
        HELD.tries(
            "another incident" + each,
            () -> inspector.get("/v1/incidents/" + small + each).expect(200));
      }
      for (String each : of) {
        HELD.tries(
            "the large incident" + each,
            () ->
                assertThat(inspector.get("/v1/incidents/" + large + each).problem())
                    .isEqualTo("not-ready"));
      }
      other.write(small, set("note", WORDS));
      other.send(other.push(2, 2)).expect(200);
      for (String each : of) {
        HELD.tries(
            "what was said of the small one too" + each,
            () ->
                assertThat(inspector.get("/v1/incidents/" + small + each).problem())
                    .isEqualTo("not-ready"));
      }
    } finally {
      goOn.run();
    }
    assertThat(inspector.get("/v1/incidents/" + small).expect(200).canonical()).contains(WORDS);
  }

  /** Who may see what stands in the ledger: nobody reads past it. */
  @Test
  void whatTheLedgerSaysEverybodyWaitsFor() throws Exception {
    Officer owner = Officer.onShift(server.url(), "pc1205");
    String small = owner.incident("BEHIND-LEDGER");
    owner.record(small, set("place", "kitchen"));
    owner.sendAll();
    Writing writing = server.core().writing();
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    for (int time = 0; time < 2; time++) {
      inspector.get("/v1/incidents/" + small).expect(200);
    }
    HELD.walking("the ledger on its way");
    Runnable goOn = server.holdProjections();
    try {
      noted(writing, "one more");
      HELD.tries(
          "what the ledger says",
          () ->
              assertThat(inspector.get("/v1/incidents/" + small).problem()).isEqualTo("not-ready"));
    } finally {
      goOn.run();
    }
  }

  private static void noted(Writing writing, String words) {
    writing
        .ledger()
        .note(
            writing.serverWriter().device(),
            Hash.of("a test's own", new JdkDigests()),
            "log-questioned",
            Json.object().put("reason", words).build())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static String at(PublishedContract.Operation operation, String incident) {
    return operation.path().replace("{incident}", incident);
  }
}
