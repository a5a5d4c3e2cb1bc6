package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.set;
import static uk.seenheard.api.engine.documents.Where.eq;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.clock.ServerClock;
import uk.seenheard.api.ground.contract.PublishedContract;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;

/**
 * A server whose clock was wrong carries no false time on unmarked, chases what is due when it is
 * due, and writes nothing that would hide it; one that only slept makes no fuss.
 */
class ServerClockTest {
  private static final Held HELD =
      Held.of(17, "Receipt time without a bound", ServerClockTest.class);
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long TWO_YEARS = Duration.ofDays(730).toMillis();
  private static final Json.Obj DECISION =
      Json.object().put("by", "J. Okafor, IT").put("reason", "the clock was set wrong").build();

  @TempDir Path folder;
  private final long began = System.currentTimeMillis();
  private final AtomicLong truth = new AtomicLong(began);
  private final AtomicLong clock = new AtomicLong(began);

  @AfterAll
  static void record() {
    HELD.write();
  }

  private LiveServer serve() {
    return LiveServer.start(folder.resolve("data"), clock::get, Map.of());
  }

  /** Time passes, and the server's clock shows it. */
  private void rightly(long millis) {
    truth.set(began + millis);
    clock.set(began + millis);
  }

  private void wronglyBy(long millis) {
    clock.set(truth.get() + millis);
  }

  private Officer officer(LiveServer server, String person) {
    return Officer.onShift(server.url(), person).byClock(truth::get);
  }

  private static Caller inspector(LiveServer server) {
    return Caller.signedIn(server.url(), "insp71");
  }

  private static long order(LiveServer server, String device, String order) {
    return inspector(server)
        .post(
            "/v1/handsets/" + device + "/orders",
            Json.object().put("order", order).put("reason", "left behind").build())
        .expect(201)
        .whole("at")
        .orElseThrow();
  }

  private static List<Json.Obj> history(LiveServer server, String incident) {
    List<Json.Obj> lines = new ArrayList<>();
    Caller.signedIn(server.url(), "insp71")
        .get("/v1/incidents/" + incident + "/history")
        .expect(200)
        .items("changes")
        .forEach(line -> lines.add((Json.Obj) line));
    assertThat(lines).isNotEmpty();
    return lines;
  }

  private static List<Json.Obj> alerts(LiveServer server, String incident) {
    List<Json.Obj> alerts = new ArrayList<>();
    Caller.signedIn(server.url(), "insp71")
        .get("/v1/incidents/" + incident)
        .expect(200)
        .items("acts")
        .forEach(
            act -> {
              if (((Json.Obj) act).text("act").equals(Optional.of("decide-alert"))) {
                alerts.add((Json.Obj) act);
              }
            });
    return alerts;
  }

  /** Those that were not raised by a clock of two years ahead. */
  private List<Json.Obj> raisedRightly(LiveServer server, String incident) {
    return alerts(server, incident).stream()
        .filter(alert -> alert.whole("wall").orElse(0L) < began + TWO_YEARS / 2)
        .toList();
  }

  private static void until(String what, java.util.function.BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static Json.Obj check(LiveServer server) {
    Caller.Answer ready = Caller.stranger(server.url()).get("/health/ready");
    return ready.json().items("checks").stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("name").equals(Optional.of("clock")))
        .findFirst()
        .orElseThrow();
  }

  private static int commits(LiveServer server) throws Exception {
    return server
        .documents()
        .collection("commits")
        .find(eq("feed", "marlshire"))
        .list()
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS)
        .size();
  }

  /** Whether any time of an incident is false and does not say that it is doubtful. */
  /** Tried once for each incident: how many changes it has depends on who went round meanwhile. */
  private void assertNoFalseTimeUnmarked(LiveServer server, String incident) {
    HELD.tries(
        "the receipts of " + incident,
        () ->
            assertThat(history(server, incident))
                .allSatisfy(
                    line -> {
                      long at = line.whole("receivedAt").orElseThrow();
                      assertThat(
                              line.isTrue("doubtful")
                                  || at >= began - MINUTE && at <= truth.get() + MINUTE)
                          .as("received %s minutes after the beginning", (at - began) / MINUTE)
                          .isTrue();
                    }));
  }

  private static long serving(LiveServer server) {
    return Caller.stranger(server.url())
        .get("/operations/projections")
        .expect(200)
        .whole("serving")
        .orElse(0L);
  }

  private void decide(LiveServer server) {
    long before = serving(server);
    Caller.stranger(server.url()).post("/operations/clock", DECISION).expect(200);
    Caller.stranger(server.url()).get("/health/ready").expect(200);
    until("projections built anew", () -> serving(server) > before);
  }

  @Test
  void aClockTwoYearsAheadForAnHourLeavesNothingBehind() throws Exception {
    HELD.walking("2 years ahead for an hour, seen by a handset, unseen, and across a restart");
    try (LiveServer server = serve()) {
      Officer officer = officer(server, "pc1201");
      String before = officer.incident("MC-1");
      officer.record(before, set("place", "3 Mill Lane"));
      officer.sendAll();
      Caller early = Caller.signedIn(server.url(), "ps401");

      wronglyBy(TWO_YEARS);
      String control = officer.incident("MC-2");
      officer.record(control, set("place", "4 Mill Lane"));
      officer.record(control, act("submit"));
      officer.send(officer.push(2, 3)).expect(200);
      Caller meanwhile = Caller.signedIn(server.url(), "ps401");
      assertThat(history(server, control))
          .allSatisfy(line -> assertThat(line.isTrue("doubtful")).isTrue());
      Json.Obj doubted = check(server);
      assertThat(doubted.text("detail").orElse("")).contains("ahead of");
      // Who went round before a handset had spoken took the clock at its word.
      int unseen = alerts(server, before).size();
      Officer withdrawn = officer(server, "pc1203");
      inspector(server)
          .post("/v1/people/pc1203/revocation", Json.object().put("reason", "left").build())
          .expect(200);
      order(server, officer.device(), "lock");
      assertThat(alerts(server, before)).as("nothing is due by what handsets say").hasSize(unseen);

      rightly(HOUR);
      officer.record(control, set("town", "Ashmere"));
      int written = commits(server);
      Caller.Answer refused = officer.send(officer.push(4, 4));
      HELD.tries(
          "a push while the clock is behind",
          () -> assertThat(refused.status()).as(refused.body()).isEqualTo(503));
      assertThat(Caller.stranger(server.url()).get("/health/ready").status()).isEqualTo(503);
      assertThat(check(server).text("detail").orElse("")).contains("POST /operations/clock");
      for (PublishedContract.Operation operation : PublishedContract.operations()) {
        if (!operation.route().startsWith("POST /operations/") && !operation.stream()) {
          Caller caller = Caller.signedIn(server.url(), "insp71");
          Caller.Answer answer =
              operation.method().equals("GET")
                  ? caller.get(operation.samplePath())
                  : caller.post(operation.samplePath(), "{}");
          HELD.tries(
              operation + " while the clock is behind",
              () -> assertThat(answer.status()).as(answer.body()).isNotEqualTo(500));
        }
      }
      assertThat(commits(server)).as("nothing is written").isEqualTo(written);

      decide(server);
      officer.send(officer.push(4, 4)).expect(200);
      HELD.tries(
          "a login of before",
          () -> assertThat(early.get("/v1/incidents").status()).isEqualTo(401));
      HELD.tries(
          "a login of the wrong hour",
          () -> assertThat(meanwhile.get("/v1/incidents").status()).isEqualTo(401));
      withdrawn.record(control, set("town", "Elsewhere"));
      HELD.tries(
          "what somebody makes who was withdrawn in the wrong hour",
          () -> assertThat(withdrawn.sendAll().toString()).contains("quarantined"));
      HELD.tries(
          "an order after one of the wrong hour",
          () ->
              assertThat(order(server, officer.device(), "unlock"))
                  .as("a handset leaves alone what is older than its last order")
                  .isGreaterThan(began + TWO_YEARS));
      HELD.tries(
          "when a handset that spoke in the wrong hour was seen last",
          () ->
              until(
                  "seen now",
                  () ->
                      inspector(server)
                          .get("/v1/handsets?limit=50")
                          .expect(200)
                          .items("handsets")
                          .stream()
                          .map(Json.Obj.class::cast)
                          .filter(line -> line.text("device").equals(Optional.of(officer.device())))
                          .allMatch(
                              line ->
                                  line.whole("lastSeen").orElse(0L) == clock.get()
                                      && line.whole("shiftAt").orElse(0L) <= clock.get())));
      assertNoFalseTimeUnmarked(server, before);
      assertNoFalseTimeUnmarked(server, control);
      assertThat(history(server, control).stream().filter(line -> !line.isTrue("doubtful")).count())
          .as("what is received now is not doubted")
          .isEqualTo(2);

      assertThat(alerts(server, control)).isEmpty();
      rightly(2 * HOUR + 5 * MINUTE);
      HELD.tries(
          "the chase of a submission of the wrong hour",
          () -> until("raised", () -> alerts(server, control).size() == 1));
      assertThat(raisedRightly(server, before)).isEmpty();
      rightly(4 * HOUR + 5 * MINUTE);
      HELD.tries(
          "the chase of an incident of before",
          () -> until("raised", () -> raisedRightly(server, before).size() == 1));
    }
  }

  @Test
  void whatAWrongClockRaisedWithoutAWitnessIsRaisedAgainWhenItIsDue() {
    String incident;
    try (LiveServer server = serve()) {
      Officer officer = officer(server, "pc1201");
      incident = officer.incident("MC-3");
      officer.record(incident, set("place", "3 Mill Lane"));
      officer.record(incident, act("submit"));
      officer.sendAll();
      wronglyBy(TWO_YEARS);
      until("raised by the wrong clock", () -> !alerts(server, incident).isEmpty());
    }
    rightly(HOUR);
    try (LiveServer server = serve()) {
      assertThat(Caller.stranger(server.url()).get("/health/ready").status()).isEqualTo(503);
      decide(server);
      assertNoFalseTimeUnmarked(server, incident);
      rightly(2 * HOUR + 5 * MINUTE);
      HELD.tries(
          "the chase of what a wrong clock had raised",
          () -> until("raised again", () -> raisedRightly(server, incident).size() == 1));
      assertThat(raisedRightly(server, incident).toString()).contains("supervisor");
      rightly(12 * HOUR + 5 * MINUTE);
      HELD.tries(
          "its next step",
          () -> until("raised higher", () -> raisedRightly(server, incident).size() == 2));
    }
  }

  @Test
  void aServerThatSleptForAWeekStartsWithoutFuss() {
    HELD.walking("asleep for a week");
    String incident;
    Officer officer;
    try (LiveServer server = serve()) {
      officer = officer(server, "pc1201");
      incident = officer.incident("MC-4");
      officer.record(incident, set("place", "3 Mill Lane"));
      officer.sendAll();
    }
    rightly(7 * 24 * HOUR);
    try (LiveServer server = serve()) {
      HELD.tries(
          "ready",
          () -> {
            Caller.stranger(server.url()).get("/health/ready").expect(200);
            assertThat(check(server).text("detail")).contains("");
          });
      Officer other = officer(server, "pc1202");
      other.record(incident, set("town", "Ashmere"));
      other.sendAll();
      assertThat(check(server).text("detail")).contains("");
      HELD.tries(
          "a change after it",
          () -> assertThat(history(server, incident)).noneMatch(line -> line.isTrue("doubtful")));
      assertNoFalseTimeUnmarked(server, incident);
    }
  }

  @Test
  void aTimeServerThatSaysOtherwiseIsToldToWhoLooksAfterTheServer() throws Exception {
    try (DatagramSocket ntp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread answers = new Thread(() -> answer(ntp, began - 3 * HOUR));
      answers.start();
      try (LiveServer server =
          LiveServer.start(
              folder.resolve("data"),
              clock::get,
              Map.of("SEENHEARD_TIME_SOURCE", "127.0.0.1:" + ntp.getLocalPort()))) {
        until("doubted", () -> check(server).text("detail").orElse("").contains("180 minutes"));
        Caller.stranger(server.url()).get("/health/ready").expect(200);
        assertThat(Caller.stranger(server.url()).get("/metrics").body())
            .contains("seenheard_clock_doubted_seconds 10800");
      }
    }
  }

  /** Answers as a time server does that believes in a time. */
  private static void answer(DatagramSocket socket, long time) {
    byte[] bytes = new byte[48];
    DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
    try {
      socket.receive(packet);
      ByteBuffer said = ByteBuffer.wrap(bytes);
      long asked = said.getLong(40);
      said.put(0, (byte) 0x24).put(1, (byte) 2).putLong(24, asked);
      said.putInt(40, (int) (time / 1_000 + 2_208_988_800L)).putInt(44, 0);
      socket.send(packet);
    } catch (java.io.IOException closed) {
      // The test is over.
    }
  }

  private static ServerClock.Witness witness(
      String device, long wall, long elapsed, Optional<ServerClock.Heard> before) {
    return new ServerClock.Witness(device, new ClockReading(wall, "b", elapsed), before);
  }

  private static boolean doubtful(ServerClock.Judged judged) {
    return ((ServerClock.Stamp) judged).doubtful();
  }

  @Test
  void oneDeviceAmongOthersDoubtsNothingAndMostOfThemDo() {
    AtomicLong now = new AtomicLong(began);
    ServerClock judged = new ServerClock(now::get, () -> 0);
    assertThat(doubtful(judged.judge(0, List.of(witness("a", began, 0, Optional.empty())))))
        .isFalse();
    HELD.tries(
        "one hostile device beside one that agrees",
        () ->
            assertThat(
                    doubtful(
                        judged.judge(0, List.of(witness("b", began - TWO_YEARS, 0, heard(0))))))
                .isFalse());
    assertThat(doubtful(judged.judge(0, List.of(witness("c", began - TWO_YEARS, 0, heard(0))))))
        .as("two of three")
        .isTrue();
    assertThat(judged.trusted()).isEqualTo(began - TWO_YEARS);
  }

  /** Two years ago by their clocks, which ran on since: they say that the server's jumped. */
  private Optional<ServerClock.Heard> heard(long elapsed) {
    return Optional.of(
        new ServerClock.Heard(
            began - TWO_YEARS, new ClockReading(began - TWO_YEARS, "b", elapsed)));
  }

  /** Its battery was flat, nobody else speaks in the night, and it starts up in 1970. */
  @Test
  void aDeviceThatWasOffIsToldOfButNoChaseCountsByIt() {
    AtomicLong now = new AtomicLong(began);
    ServerClock judged = new ServerClock(now::get, now::get);
    ServerClock.Heard before = new ServerClock.Heard(began, new ClockReading(began, "a", 9_000));
    assertThat(doubtful(judged.judge(0, List.of(witness("never heard", 0, 0, Optional.empty())))))
        .as("marked, and told")
        .isTrue();
    HELD.tries("a first word from 1970", () -> assertThat(judged.trusted()).isEqualTo(began));
    judged.judge(0, List.of(witness("started again", 0, 0, Optional.of(before))));
    HELD.tries(
        "another beside it, started again since it was heard",
        () -> assertThat(judged.trusted()).isEqualTo(began));
  }

  @Test
  void aDeviceWhoseClockWasAlwaysWrongIsNoWitnessAgainstTheServer() {
    AtomicLong now = new AtomicLong(began + HOUR);
    ServerClock judged = new ServerClock(now::get, () -> 0);
    ServerClock.Heard before =
        new ServerClock.Heard(began, new ClockReading(TWO_YEARS, "b", 1_000));
    HELD.tries(
        "years wrong, as before",
        () ->
            assertThat(
                    doubtful(
                        judged.judge(
                            0,
                            List.of(witness("a", TWO_YEARS + HOUR, 2_000, Optional.of(before))))))
                .isFalse());
    HELD.tries(
        "set meanwhile, but its monotonic clock agrees",
        () ->
            assertThat(
                    doubtful(
                        judged.judge(
                            0, List.of(witness("a", 0, 1_000 + HOUR, Optional.of(before))))))
                .isFalse());
    now.set(began + TWO_YEARS);
    assertThat(
            doubtful(
                judged.judge(
                    0, List.of(witness("a", TWO_YEARS + HOUR, 1_000 + HOUR, Optional.of(before))))))
        .isTrue();
  }

  @Test
  void minutesBehindTheLogNothingIsWrittenUntilSomebodyDecides() {
    ServerClock judged = new ServerClock(() -> began, () -> 0);
    assertThat(judged.judge(began + 4 * MINUTE, List.of()))
        .isEqualTo(new ServerClock.Stamp(began + 4 * MINUTE, false));
    assertThat(judged.judge(began + 6 * MINUTE, List.of()))
        .isEqualTo(new ServerClock.Behind(6 * MINUTE));
    judged.believeOver(began + 6 * MINUTE);
    assertThat(judged.judge(began + 6 * MINUTE, List.of()))
        .isEqualTo(new ServerClock.Stamp(began, false));
    assertThat(judged.judge(began + 7 * MINUTE, List.of()))
        .as("a decision holds for the log that it was made about")
        .isEqualTo(new ServerClock.Behind(7 * MINUTE));
  }

  @Test
  void aTimeSourceThatIsHoursAwayMakesTheClockDoubtedUntilItIsSilentTooLong() {
    AtomicLong elapsed = new AtomicLong();
    ServerClock judged = new ServerClock(() -> began, elapsed::get);
    judged.source(3 * HOUR);
    assertThat(doubtful(judged.judge(0, List.of()))).isTrue();
    assertThat(judged.standing()).contains("180 minutes ahead of");
    judged.source(MINUTE);
    assertThat(judged.standing()).isEmpty();
    judged.source(-3 * HOUR);
    assertThat(judged.standing()).contains("180 minutes behind");
    elapsed.set(11 * MINUTE);
    assertThat(judged.standing()).isEmpty();
  }
}
