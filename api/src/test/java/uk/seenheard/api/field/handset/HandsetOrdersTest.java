package uk.seenheard.api.field.handset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Intercepted;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.AskAnswer;

/** Locking and wiping handsets that are out of sight, without losing a word that can be had. */
class HandsetOrdersTest {
  private static final long HOUR = 3_600_000;
  private static final String WORDS = "He said not to tell the lady";

  @TempDir Path folder;
  private final AtomicLong clock = new AtomicLong(1_795_000_000_000L);
  private LiveServer server;
  private RealHandset.Clocks clocks;

  @BeforeEach
  void start() {
    server = LiveServer.start(folder.resolve("server"), clock::get, Map.of());
    clocks = new RealHandset.Clocks(clock::get, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart() {
    server.close();
    server = LiveServer.start(folder.resolve("server"), clock::get, Map.of());
  }

  private Handset handset(String name) {
    return RealHandset.open(folder.resolve(name), server.url(), clocks);
  }

  private Handset onShift(String name) {
    Handset handset = handset(name);
    assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
    return handset;
  }

  private Json.Obj line(String device) {
    return (Json.Obj)
        Caller.signedIn(server.url(), "insp71")
            .get("/v1/handsets")
            .expect(200)
            .items("handsets")
            .stream()
            .filter(line -> ((Json.Obj) line).text("device").filter(device::equals).isPresent())
            .findFirst()
            .orElseThrow();
  }

  private String onlyDevice() {
    return ((Json.Obj)
            Caller.signedIn(server.url(), "ps401")
                .get("/v1/handsets")
                .expect(200)
                .items("handsets")
                .get(0))
        .text("device")
        .orElseThrow();
  }

  private Caller.Answer order(String by, String device, String order, Optional<Long> unsent) {
    clock.addAndGet(1_000);
    Json.Builder body = Json.object().put("order", order).put("reason", "left on a bus");
    unsent.ifPresent(count -> body.put("unsent", count));
    return Caller.signedIn(server.url(), by)
        .post("/v1/handsets/" + device + "/orders", body.build());
  }

  private boolean isReadable(String name, String words) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (bytes.contains(words)) {
          return true;
        }
      }
      return false;
    }
  }

  private String seenByInspector(String incident) {
    return Caller.signedIn(server.url(), "insp71").get("/v1/incidents/" + incident).body();
  }

  @Test
  void wipeOrderedWhileOfflineWithUnsentWorkDrainsFirstAndLeavesAReceipt() throws IOException {
    String incident;
    String device;
    try (Handset handset = onShift("one")) {
      device = onlyDevice();
      handset.offline(true);
      incident = RealHandset.recordChild(handset, "WIPE-1", WORDS);
      order("ps401", device, "wipe", Optional.empty()).expect(201);
      // A login that ended and an account that is gone do not stand in an order's way.
      clock.addAndGet(30 * 24 * HOUR);
      Caller.signedIn(server.url(), "insp71")
          .post("/v1/people/pc1201/revocation", Json.object().put("reason", "left").build())
          .expect(200);
      restart();
    }
    try (Handset handset = handset("one")) {
      handset.offline(false);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.WIPED);
    }

    assertThat(seenByInspector(incident)).contains(WORDS);
    assertThat(isReadable("one", WORDS)).isFalse();
    assertThat(isReadable("one", incident)).isFalse();
    Json.Obj line = line(device);
    assertThat(line.text("state")).contains("wiped");
    assertThat(line.object("order").text("done")).contains("wiped");
    assertThat(line.object("order").whole("unsentThen")).contains(0L);
    assertThat(line.whole("queued")).contains(0L);
    restart();
    assertThat(line(device).object("order").text("done")).contains("wiped");
    try (Handset fresh = handset("one")) {
      assertThat(fresh.wiped().orElseThrow().unsent()).isZero();
      assertThat(fresh.incidents()).isEmpty();
      assertThat(fresh.signIn("pc1202", Optional.empty())).isEmpty();
    }
    assertThat(line(device).text("state")).contains("wiped");
  }

  @Test
  void wipeAtOnceNamesWhatIsGivenUpAndTheRegisterKeepsTheNumber() throws IOException {
    String device;
    try (Handset handset = onShift("one")) {
      device = onlyDevice();
      RealHandset.recordChild(handset, "WIPE-2", WORDS);
      handset.sync();
      handset.offline(true);
      String incident = handset.newIncident("domestic-abuse", Optional.of("WIPE-3"));
      for (int i = 0; i < 120; i++) {
        handset.answer(incident, new FieldPath("place"), Json.of("room " + i), Optional.empty());
      }
      assertThat(order("ps401", device, "wipe-now", Optional.empty()).expect(400).text("field"))
          .contains("unsent");
      Caller.Answer other = order("ps401", device, "wipe-now", Optional.of(3L));
      assertThat(other.problem()).isEqualTo("unsent-differs");
      assertThat(other.expect(409).whole("unsent")).contains(0L);
      order("ps401", device, "wipe-now", Optional.of(0L)).expect(201);
      handset.offline(false);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.WIPED);
    }
    assertThat(isReadable("one", WORDS)).isFalse();
    Json.Obj order = line(device).object("order");
    assertThat(order.text("done")).contains("wiped");
    assertThat(order.object("by").text("id")).contains("ps401");
    // What the push held whose answer brought the order is safe; the rest is lost, and counted.
    assertThat(order.whole("unsentThen")).contains(21L);
  }

  @Test
  void lockHoldsWhoeverSignsInUntilItIsLifted() {
    try (Handset handset = onShift("one")) {
      String device = onlyDevice();
      String incident = RealHandset.recordChild(handset, "LOCK-1", WORDS);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      order("ps401", device, "lock", Optional.empty()).expect(201);

      assertThat(handset.sync().outcome()).isEqualTo(Outcome.LOCKED);

      assertThatThrownBy(() -> handset.view(incident)).isInstanceOf(CaptureRefused.class);
      assertThat(line(device).text("state")).contains("locked");
      assertThat(line(device).object("order").text("done")).contains("locked");
      assertThat(handset.signIn("pc1202", Optional.empty()).orElseThrow())
          .contains("locked by order of Sergeant Winifred Calloway-Dunn");
      assertThatThrownBy(handset::incidents).isInstanceOf(CaptureRefused.class);

      order("ps401", device, "unlock", Optional.empty()).expect(201);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(handset.view(incident).incident().children()).hasSize(1);
      assertThat(line(device).text("state")).contains("in use");
      assertThat(line(device).object("order").text("done")).contains("unlocked");
    }
  }

  @Test
  void copyThatSpeaksAfterTheWipeHandsOverItsWorkAndIsWipedToo() throws IOException {
    String device;
    String incident;
    try (Handset handset = onShift("one")) {
      device = onlyDevice();
      handset.offline(true);
      incident = RealHandset.recordChild(handset, "COPY-1", WORDS);
    }
    Files.createDirectories(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(folder.resolve("one"))) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.copy(file, folder.resolve("copy").resolve(file.getFileName()));
      }
    }
    order("insp71", device, "wipe", Optional.empty()).expect(201);
    try (Handset handset = handset("one")) {
      handset.offline(false);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.WIPED);
    }
    clock.addAndGet(HOUR);
    try (Handset copy = handset("copy")) {
      String more = RealHandset.recordChild(copy, "COPY-2", "said to the copy");
      copy.offline(false);
      assertThat(copy.sync().outcome()).isEqualTo(Outcome.WIPED);
      assertThat(seenByInspector(more)).contains("said to the copy");
    }
    assertThat(seenByInspector(incident)).contains(WORDS);
    assertThat(isReadable("copy", "said to the copy")).isFalse();
  }

  @Test
  void orderThatIsForAnotherDeviceOrThatTheServerDidNotSignIsRefused() {
    try (Handset other = onShift("other")) {
      String device = onlyDevice();
      order("ps401", device, "wipe-now", Optional.of(0L)).expect(201);
    }
    List<Json> stolen = ordersIn(folder.resolve("other"));
    for (Json order : stolen) {
      try (Handset handset = misled(order)) {
        assertThat(handset.signIn("pc1202", Optional.empty())).isEmpty();
        String incident =
            RealHandset.recordChild(handset, "MISLED-" + stolen.indexOf(order), WORDS);
        assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
        var report = handset.sync();
        assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
        assertThat(report.notes()).anyMatch(note -> note.contains("not for this handset"));
        assertThat(handset.view(incident).incident().children()).hasSize(1);
      }
    }
  }

  /** The order as it came for the other device, and one that an impostor made for this one. */
  private List<Json> ordersIn(Path store) {
    var answer = new Json[1];
    try (Handset other =
        RealHandset.open(
            store,
            clocks,
            new Intercepted(
                server.url(),
                (message, reply) -> {
                  if (reply.get() instanceof Reply.Answered<AskAnswer> came) {
                    answer[0] = came.value().orders().get(0).json();
                  }
                  return new Reply.Unreachable<>("kept back");
                }))) {
      other.sync();
    }
    return List.of(
        answer[0],
        ((Json.Obj) answer[0]).with("device", Json.of("THIS")).with("id", Json.of("forged")));
  }

  private Handset misled(Json order) {
    return RealHandset.open(
        folder.resolve("misled"),
        clocks,
        new Intercepted(server.url(), (message, reply) -> mislead(message, order)));
  }

  private static Reply<AskAnswer> mislead(Json message, Json order) {
    String enrolment = ((Json.Obj) message).text("enrolment").orElseThrow();
    String claims =
        new String(
            java.util.Base64.getUrlDecoder().decode(enrolment.split("\\.")[1]),
            StandardCharsets.UTF_8);
    Json device = ((Json.Obj) new JacksonJsonReader().read(claims)).get("device").orElse(Json.NULL);
    Json given =
        ((Json.Obj) order).text("device").filter("THIS"::equals).isPresent()
            ? ((Json.Obj) order).with("device", device)
            : order;
    return new Reply.Answered<>(
        AskAnswer.read(
            Json.object().put("at", 1).put("orders", Json.list(List.of(given))).build()));
  }

  @Test
  void supervisorOrdersOnlyTheHandsetsOfTheirTeamsAndSaysWhy() {
    onShift("one").close();
    String device = onlyDevice();
    assertThat(order("ps402", device, "lock", Optional.empty()).status()).isEqualTo(404);
    assertThat(order("pc1202", device, "lock", Optional.empty()).status()).isEqualTo(403);
    assertThat(order("ps401", device, "melt", Optional.empty()).expect(400).text("field"))
        .contains("order");
    Caller.Answer silent =
        Caller.signedIn(server.url(), "ps401")
            .post(
                "/v1/handsets/" + device + "/orders",
                Json.object().put("order", "lock").put("reason", " ").build());
    assertThat(silent.expect(400).text("field")).contains("reason");
    assertThat(line(device).get("order")).isEmpty();
  }
}
