package uk.seenheard.api.trust.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.api.engine.documents.Where;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.MongoCommitLog;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/** What is left of an incident that the law no longer lets the force keep. */
class ErasureTest {
  private static final String REFERENCE = "ERASE-20261125-7";
  private static final String WORDS = "I hid behind the boiler";

  @TempDir Path folder;
  private final AtomicLong clock = new AtomicLong(1_795_000_000_000L);
  private LiveServer server;

  @BeforeEach
  void start() {
    server = LiveServer.start(folder.resolve("server"), clock::get, Map.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Handset handset(String name) {
    return RealHandset.open(
        folder.resolve(name), server.url(), new RealHandset.Clocks(clock::get, 0));
  }

  private Handset onShift(String name, String person) {
    Handset handset = handset(name);
    assertThat(handset.signIn(person, Optional.empty())).isEmpty();
    return handset;
  }

  private Caller.Answer erase(String by, String incident) {
    return Caller.signedIn(server.url(), by)
        .post(
            "/v1/incidents/" + incident + "/erasure",
            Json.object().put("ground", "DPA 2018 s.47").put("reason", "ordered").build());
  }

  private int seen(String by, String incident) {
    return Caller.signedIn(server.url(), by).get("/v1/incidents/" + incident).status();
  }

  private static boolean holds(Path folder, byte[] wanted) throws IOException {
    String needle = new String(wanted, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(needle)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean holds(Path folder, String wanted) throws IOException {
    return holds(folder, wanted.getBytes(StandardCharsets.UTF_8));
  }

  /** The stored key of an incident, read from the closed server's store. */
  private byte[] wrappedKey(String incident) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedStore store = EmbeddedStore.open(folder.resolve("server"))) {
      return store
          .documents(vertx)
          .collection("keys")
          .find(Where.eq("_id", "marlshire/" + incident))
          .first()
          .await(10, TimeUnit.SECONDS)
          .orElseThrow()
          .get("wrapped", Binary.class)
          .getData();
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private void assertLogVerifies() throws Exception {
    Vertx vertx = Vertx.vertx();
    JdkDigests digests = new JdkDigests();
    try (EmbeddedStore store = EmbeddedStore.open(folder.resolve("server"))) {
      List<Commit> commits =
          new MongoCommitLog(store.documents(vertx), "marlshire")
              .after(0, 1_000)
              .await(10, TimeUnit.SECONDS);
      Hash previous = Commit.origin("marlshire", digests);
      long n = 0;
      for (Commit commit : commits) {
        assertThat(commit.n()).isEqualTo(++n);
        assertThat(commit.prev()).isEqualTo(previous);
        previous = commit.digest(digests);
      }
      assertThat(n).isGreaterThan(5);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void erasureLeavesNeitherKeyNorContentNorReferenceAndTheLogVerifies() throws Exception {
    try (Handset first = onShift("first", "pc1201");
        Handset second = onShift("second", "pc1202")) {
      String incident = RealHandset.recordChild(first, REFERENCE, WORDS);
      String other = RealHandset.recordChild(first, "KEPT-1", "this stays");
      assertThat(first.sync().outcome()).isEqualTo(Outcome.SYNCED);
      second.offline(true);
      RealHandset.recordChild(second, REFERENCE, "she hid behind the coal shed");
      server.close();
      byte[] key = wrappedKey(incident);
      assertThat(holds(folder.resolve("server"), key)).isTrue();
      assertThat(holds(folder.resolve("server"), REFERENCE)).isTrue();
      start();

      clock.addAndGet(1_000);
      assertThat(erase("insp71", incident).expect(200).whole("erasedAt")).contains(clock.get());

      assertThat(seen("insp71", incident)).isEqualTo(404);
      assertThat(seen("ps401", incident)).isEqualTo(404);
      assertThat(seen("ps401", other)).isEqualTo(200);
    }
    // The handsets are opened anew: the server listens elsewhere by now.
    try (Handset first = onShift("first", "pc1201");
        Handset second = handset("second")) {
      String incident = first.newIncident("domestic-abuse", Optional.of("OTHER-1"));
      var told = first.sync();
      assertThat(told.outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(told.forgotten()).isEqualTo(1);
      assertThat(first.incidents()).hasSize(2).contains(incident);

      second.offline(false);
      second.sync();
      assertThat(second.status().queued()).isZero();
      assertThat(second.status().quarantined()).isEqualTo(4);
    }
    server.close();
    String erased = erasedIncident();
    assertThat(wrappedKey(erased)).isEmpty();
    assertLogVerifies();
    for (String gone : List.of(REFERENCE, WORDS, "she hid behind the coal shed")) {
      assertThat(holds(folder.resolve("server"), gone)).as("server: " + gone).isFalse();
      assertThat(holds(folder.resolve("first"), gone)).as("handset: " + gone).isFalse();
    }
    start();
    assertThat(seen("insp71", erased)).isEqualTo(404);
    assertThat(erase("insp72", erased).expect(200).whole("erasedAt")).contains(clock.get());
  }

  private String erasedIncident() {
    return uk.seenheard.sync.change.Identity.incident("marlshire", REFERENCE, new JdkDigests());
  }

  @Test
  void storedKeyIsOverwrittenOnTheDisk() throws Exception {
    String incident;
    try (Handset handset = onShift("first", "pc1201")) {
      incident = RealHandset.recordChild(handset, REFERENCE, WORDS);
      handset.sync();
    }
    server.close();
    byte[] key = wrappedKey(incident);
    start();
    erase("insp71", incident).expect(200);
    server.close();
    assertThat(holds(folder.resolve("server"), key)).isFalse();
    start();
  }

  @Test
  void lateWordsAreAnsweredTruthfullyAndTheRecordsSystemIsToldOfTheErasure() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("ERASE-2");
    officer.record(incident, Officer.set("place", "kitchen"));
    officer.send(officer.push(1, 1)).expect(200);
    erase("insp71", incident).expect(200);

    officer.record(incident, Officer.set("place", "hall"));
    Json.Obj answer = officer.send(officer.push(2, 2)).expect(200);
    Json.Obj verdict = (Json.Obj) answer.items("verdicts").get(0);
    assertThat(verdict.text("verdict")).contains("quarantined");
    assertThat(verdict.text("reason").orElseThrow()).contains("erased").contains("not kept");
    Json.Obj again =
        (Json.Obj) officer.send(officer.push(2, 2)).expect(200).items("verdicts").get(0);
    assertThat(again.text("verdict")).contains("duplicate");

    Json.Obj feed =
        Caller.signedIn(server.url(), "records").get("/v1/records/revisions").expect(200);
    Json.Obj told = (Json.Obj) feed.items("revisions").get(0);
    assertThat(told.text("incident")).contains(incident);
    assertThat(told.get("erased")).contains(Json.of(true));
    assertThat(told.text("erasedBy")).contains("insp71");
    assertThat(seen("insp71", incident)).isEqualTo(404);
  }

  @Test
  void onlyAnInspectorErasesAndNamesTheGround() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("ERASE-3");
    officer.record(incident, Officer.set("place", "kitchen"));
    officer.send(officer.push(1, 1)).expect(200);
    for (String person : List.of("pc1201", "ps401", "records")) {
      assertThat(erase(person, incident).status()).isEqualTo(403);
    }
    Caller.Answer groundless =
        Caller.signedIn(server.url(), "insp71")
            .post(
                "/v1/incidents/" + incident + "/erasure",
                Json.object().put("reason", "because").build());
    assertThat(groundless.expect(400).text("field")).contains("ground");
    assertThat(erase("insp71", officer.incident("NEVER")).status()).isEqualTo(404);
    assertThat(seen("ps401", incident)).isEqualTo(200);
  }
}
