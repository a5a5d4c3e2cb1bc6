package uk.seenheard.api.desk.chase;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;

/** The chase across restarts, and with two servers on one store. */
class ChaseRestartTest {
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;

  @TempDir Path folder;
  private final AtomicLong clock = new AtomicLong(System.currentTimeMillis());

  private static String submitted(LiveServer server) {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("MC-1");
    officer.record(incident, set("place", "3 Mill Lane"));
    officer.record(incident, act("submit"));
    officer.sendAll();
    return incident;
  }

  private static Json.Obj look(LiveServer server, String incident) {
    return Caller.signedIn(server.url(), "insp71").get("/v1/incidents/" + incident).expect(200);
  }

  private static long raised(LiveServer server, String incident) {
    return look(server, incident).items("acts").stream()
        .filter(act -> ((Json.Obj) act).text("act").equals(Optional.of("decide-alert")))
        .count();
  }

  /** Waits for so many alerts, and then a round of the chase longer for one too many. */
  private static void assertRaised(LiveServer server, String incident, long times) {
    for (int i = 0; i < 80 && raised(server, incident) < times; i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_200));
    assertThat(raised(server, incident)).isEqualTo(times);
  }

  @Test
  void restartRaisesWhatFellDueMeanwhileOnceAndTheHighestStepOnly() {
    String incident;
    try (LiveServer server = LiveServer.start(folder, clock::get, Map.of())) {
      incident = submitted(server);
    }
    clock.addAndGet(30 * HOUR);
    for (int i = 0; i < 2; i++) {
      try (LiveServer server = LiveServer.start(folder, clock::get, Map.of())) {
        assertRaised(server, incident, 1);
        assertThat(look(server, incident).items("acts").toString())
            .contains("inspector")
            .contains("insp71");
      }
    }
  }

  @Test
  void twoServersRaiseEachStepOnce() throws Exception {
    Path keys = folder.resolve("keys.json");
    Keys.create(keys);
    try (EmbeddedStore store = EmbeddedStore.open(folder.resolve("store"))) {
      Map<String, String> settings = StoreFixture.environment(StoreFixture.serve(store), keys);
      try (LiveServer one = LiveServer.start(folder.resolve("one"), clock::get, settings);
          LiveServer two = LiveServer.start(folder.resolve("two"), clock::get, settings)) {
        String incident = submitted(one);
        clock.addAndGet(3 * HOUR);
        assertRaised(two, incident, 1);
        clock.addAndGet(10 * HOUR);
        assertRaised(two, incident, 2);
        assertThat(raised(one, incident)).isEqualTo(2);
      }
    }
  }

  /** How often somebody was told that no inspector knows of a missing child yet. */
  private static long inspectorsTold(LiveServer server, String incident) {
    return look(server, incident).items("acts").stream()
        .map(Json.Obj.class::cast)
        .filter(act -> act.text("act").equals(Optional.of("decide-alert")))
        .filter(act -> act.toString().contains("inspector-acknowledged"))
        .count();
  }

  private static void awaitInspectorsTold(LiveServer server, String incident, long times) {
    for (int i = 0; i < 300 && inspectorsTold(server, incident) < times; i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** Exactly so often, and still after a round of the chase. */
  private static void assertInspectorsTold(LiveServer server, List<String> incidents, long times) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_200));
    for (String incident : incidents) {
      assertThat(inspectorsTold(server, incident)).isEqualTo(times);
    }
  }

  /**
   * A child is missing, and nobody types that an inspector was alerted, nor when it was reported.
   */
  private static String missing(Officer officer, String reference, String grade) {
    String incident = officer.incident(reference);
    officer.record(incident, add("child/c1", Json.object().put("name", "Ivo").build()));
    officer.record(incident, set("child/c1/missing", "yes"));
    if (!grade.isEmpty()) {
      officer.record(
          incident,
          set("child/c1/grade", Json.object().put("grade", grade).put("reasons", "Seen").build()));
    }
    return incident;
  }

  /** Whatever the grade, and not graded at all. */
  @Test
  @Tag("long")
  void inspectorIsToldOfEveryMissingChildWithinAMinuteAndOnceMoreAfterFifteen() {
    List<String> incidents = new ArrayList<>();
    long reported = clock.get();
    Map<String, List<Long>> alertedAt = new HashMap<>();
    try (LiveServer server = LiveServer.start(folder, clock::get, Map.of())) {
      Officer officer =
          Officer.onShift(server.url(), "pc1201").with(new FormRef("missing-child", 2));
      for (String grade : List.of("high", "medium", "low", "very-low", "")) {
        incidents.add(missing(officer, "MC-2-" + incidents.size(), grade));
      }
      officer.sendAll();
      incidents.forEach(incident -> awaitInspectorsTold(server, incident, 1));
      incidents.forEach(incident -> alertedAt.put(incident, alertedAt(server, incident)));
      clock.addAndGet(14 * MINUTE);
      assertInspectorsTold(server, incidents, 1);
      for (String incident : incidents) {
        assertThat(firstTold(server, incident)).isBetween(reported, reported + MINUTE);
      }
    }
    clock.addAndGet(2 * MINUTE);
    try (LiveServer server = LiveServer.start(folder, clock::get, Map.of())) {
      incidents.forEach(incident -> awaitInspectorsTold(server, incident, 2));
      assertInspectorsTold(server, incidents, 2);
      for (String incident : incidents) {
        assertThat(alertedAt(server, incident))
            .as("the first alert's, once")
            .isEqualTo(alertedAt.get(incident));
      }
    }
  }

  /** When the record says that an inspector was told, which nobody typed. */
  private static List<Long> alertedAt(LiveServer server, String incident) {
    return look(server, incident).items("duties").stream()
        .map(Json.Obj.class::cast)
        .filter(duty -> duty.text("duty").equals(Optional.of("inspector-acknowledged")))
        .map(duty -> duty.object("told").whole("at").orElseThrow())
        .toList();
  }

  private static long firstTold(LiveServer server, String incident) {
    return look(server, incident).items("acts").stream()
        .map(Json.Obj.class::cast)
        .filter(act -> act.text("act").equals(Optional.of("decide-alert")))
        .filter(act -> act.toString().contains("inspector-acknowledged"))
        .mapToLong(act -> act.whole("wall").orElseThrow())
        .min()
        .orElseThrow();
  }
}
