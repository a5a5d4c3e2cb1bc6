package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.writer.IncidentWeights;
import uk.seenheard.api.ground.writer.Rise;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Caps;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.incident.Weight;

/**
 * One incident holds so much and no more: what goes beyond is kept and has no effect, at every end
 * alike, and stops nobody; who is not on it has a small share and cannot spend the others'.
 */
class OneCostlyRecordTest {
  private static final Held HELD =
      Held.of(7, "One costly record stops everybody", OneCostlyRecordTest.class);

  @TempDir static Path folder;
  private static LiveServer server;

  @BeforeAll
  static void start() {
    server = LiveServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  /** Sends everything not sent yet, and gathers the verdicts. */
  private static List<Json.Obj> send(Officer officer, int sent) {
    List<Json.Obj> verdicts = new ArrayList<>();
    int from = sent + 1;
    while (from <= officer.written().size()) {
      int to = from;
      long chars = 0;
      while (to <= officer.written().size()
          && to - from < PushRequest.MAX_CHANGES
          && chars < Limits.PUSH_BYTES / 2) {
        chars += officer.written().get(to - 1).content().length();
        to++;
      }
      Json.Obj answer = officer.send(officer.push(from, to - 1)).expect(200);
      answer.items("verdicts").stream().map(Json.Obj.class::cast).forEach(verdicts::add);
      awaitProjections(answer.whole("n").orElseThrow());
      from = to;
    }
    return verdicts;
  }

  /** While the projections lag nobody is taken for a stranger. */
  private static void awaitProjections(long n) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (Caller.stranger(server.url())
                .get("/operations/projections")
                .expect(200)
                .whole("applied")
                .orElse(0L)
            < n
        && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static long quarantined(List<Json.Obj> verdicts) {
    return verdicts.stream()
        .filter(one -> one.text("verdict").equals(Optional.of("quarantined")))
        .count();
  }

  /** Something that fills an incident to a cap, and one thing more. */
  private static Map<String, BiConsumer<Officer, String>> fillings() {
    Map<String, BiConsumer<Officer, String>> fillings = new LinkedHashMap<>();
    fillings.put(
        "entries",
        (officer, incident) -> {
          for (int done = 0; done < Caps.ENTRIES; done += 250) {
            Operation[] ops = new Operation[250];
            for (int i = 0; i < ops.length; i++) {
              ops[i] = add(entry("child"), Json.object().put("firstName", "A").build());
            }
            officer.record(incident, ops);
          }
        });
    fillings.put(
        "entries that nobody added",
        (officer, incident) -> {
          for (int done = 0; done < Caps.ENTRIES; done += 250) {
            Operation[] ops = new Operation[250];
            for (int i = 0; i < ops.length; i++) {
              ops[i] = set(entry("child") + "/firstName", "A");
            }
            officer.record(incident, ops);
          }
        });
    fillings.put(
        "answers",
        (officer, incident) -> {
          for (int done = 0; done < Caps.ANSWERS; done += 250) {
            Operation[] ops = new Operation[250];
            for (int i = 0; i < ops.length; i++) {
              ops[i] = set("field" + (done + i), "a");
            }
            officer.record(incident, ops);
          }
        });
    fillings.put(
        "text",
        (officer, incident) -> {
          String words = "a word and ".repeat(5_800);
          long bytes = 0;
          while (true) {
            String next =
                officer.record(incident, set("note" + officer.written().size(), words)).content();
            bytes += Weight.bytes(next);
            if (bytes + Weight.bytes(next) > Caps.TEXT_BYTES) {
              return;
            }
          }
        });
    return fillings;
  }

  /** Minutes: a command of its own, {@code -Dcaps=all}. */
  @Test
  @EnabledIfSystemProperty(named = "caps", matches = "all")
  void whatGoesBeyondACapIsKeptAndHasNoEffect() {
    HELD.walking(fillings().size() + " caps to the brim and one beyond");
    int number = 0;
    for (Map.Entry<String, BiConsumer<Officer, String>> filling : fillings().entrySet()) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      String incident = officer.incident("FULL-" + number++);
      officer.record(incident, act("attend"));
      send(officer, 0);
      filling.getValue().accept(officer, incident);
      int full = officer.written().size();
      List<Json.Obj> filled = send(officer, 1);
      HELD.tries(
          filling.getKey() + " to the brim",
          () -> assertThat(quarantined(filled)).as(filled.toString()).isZero());

      officer.record(
          incident, add(entry("child"), Json.EMPTY), set("onemore", "b ".repeat(30_000)));
      String other = officer.incident("BESIDE-" + number);
      officer.record(other, act("attend"), set("place", "4 Mill Lane"));
      List<Json.Obj> beyond = send(officer, full);
      HELD.tries(
          filling.getKey() + " beyond",
          () -> {
            assertThat(beyond.get(0).text("verdict")).contains("quarantined");
            assertThat(beyond.get(0).text("reason").orElse("")).contains("full");
            assertThat(beyond.get(1).text("verdict")).as("the chain goes on").contains("applied");
          });
      Officer colleague = Officer.onShift(server.url(), "pc1202");
      colleague.record(incident, act("attend"), set("another", "c ".repeat(30_000)));
      colleague.record(incident, add(entry("child"), Json.EMPTY));
      HELD.tries(
          filling.getKey() + " by a colleague",
          () -> assertThat(quarantined(send(colleague, 0))).isPositive());
      HELD.tries(
          filling.getKey() + " beyond, looked at",
          () -> assertThat(quarantine(incident).items("changes")).isNotEmpty());
    }
  }

  /** Read once the projections have come as far: what was pushed is big. */
  private static Json.Obj quarantine(String incident) {
    Caller supervisor = Caller.signedIn(server.url(), "ps401");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    Caller.Answer answer;
    do {
      answer = supervisor.get("/v1/incidents/" + incident + "/quarantine");
    } while (answer.status() == 503 && System.nanoTime() < end);
    return answer.expect(200);
  }

  @Test
  void whoIsNotOnAnIncidentHasASmallShareOfIt() {
    HELD.walking("a stranger's share by number and by bytes");
    Officer owner = Officer.onShift(server.url(), "pc1201");
    String incident = owner.incident("SHARED-1");
    owner.record(incident, act("attend"), set("place", "3 Mill Lane"));
    send(owner, 0);
    Officer stranger = Officer.onShift(server.url(), "pc1204");
    for (int i = 0; i < 150; i++) {
      stranger.write(incident, set("guess" + i, "b"));
    }
    List<Json.Obj> verdicts = send(stranger, 0);
    HELD.tries(
        "150 changes of a stranger",
        () -> {
          assertThat(quarantined(verdicts)).isEqualTo(150 - Caps.STRANGER_CHANGES);
          assertThat(verdicts.get(149).text("reason").orElse("")).contains("not on this incident");
        });
    String other = owner.incident("SHARED-2");
    owner.record(other, act("attend"), set("place", "5 Mill Lane"));
    send(owner, 2 - 1);
    Officer loud = Officer.onShift(server.url(), "pc1204");
    for (int i = 0; i < 8; i++) {
      loud.write(other, set("guess" + i, "b ".repeat(25_000)));
    }
    HELD.tries("400 KB of a stranger", () -> assertThat(quarantined(send(loud, 0))).isEqualTo(3));
    int before = owner.written().size();
    for (int i = 0; i < 150; i++) {
      owner.record(incident, set("seen" + i, "a"));
    }
    HELD.tries(
        "who is on it beside a stranger",
        () -> assertThat(quarantined(send(owner, before))).isZero());
  }

  /** Who comes into signal when the shift is over only asks to be on it; their words are kept. */
  @Test
  void whoseShiftWasOverIsNoStranger() {
    HELD.walking("late officers: alone, and beside a colleague");
    Officer alone = Officer.onShift(server.url(), "pc1202");
    String incident = alone.incident("LATE-1");
    for (int i = 0; i < 150; i++) {
      alone.write(incident, set("seen" + i, "a"));
    }
    HELD.tries(
        "150 changes of who is alone", () -> assertThat(quarantined(send(alone, 0))).isZero());
    Officer there = Officer.onShift(server.url(), "pc1201");
    String shared = there.incident("LATE-2");
    there.record(shared, act("attend"), set("place", "3 Mill Lane"));
    send(there, 0);
    Officer late = Officer.onShift(server.url(), "pc1203");
    for (int i = 0; i < 150; i++) {
      late.write(shared, set("seen" + i, "a"));
    }
    HELD.tries(
        "150 changes beside a colleague", () -> assertThat(quarantined(send(late, 0))).isZero());
  }

  @Test
  void aPageOfAHistoryIsBoundedByBytesAndNothingIsLeftOut() {
    Officer officer = Officer.onShift(server.url(), "pc1203");
    String incident = officer.incident("LONG-1");
    officer.record(incident, act("attend"));
    for (int i = 0; i < 45; i++) {
      officer.record(incident, set("note" + i, "a word and ".repeat(5_000)));
    }
    send(officer, 0);
    HELD.walking("pages of a history and of a pull");
    List<String> seen = new ArrayList<>();
    int counted = pages("/v1/incidents/" + incident + "/history", seen);
    HELD.tries(
        "a history of 2.5 MB",
        () -> {
          assertThat(counted).isGreaterThan(1);
          assertThat(Set.copyOf(seen)).hasSize(46);
          assertThat(seen).hasSize(46);
        });
    HELD.tries(
        "a pull of 2.5 MB", () -> assertThat(officer.seen(incident).changes()).isEqualTo(46));
  }

  /** Walks the pages, each within its bound; answers how many there are. */
  private static int pages(String path, List<String> seen) {
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    Optional<String> cursor = Optional.empty();
    int pages = 0;
    do {
      Json.Obj page =
          inspector.get(path + cursor.map(at -> "?cursor=" + at).orElse("")).expect(200);
      assertThat(page.canonical().length()).isLessThan(Limits.PAGE_CHARS * 3 / 2);
      page.items("changes").forEach(line -> seen.add(((Json.Obj) line).text("hash").orElse("")));
      cursor = page.text("cursor");
      pages++;
    } while (cursor.isPresent());
    return pages;
  }

  @Test
  void aPageOfAQuarantineIsBoundedByBytesAndNothingIsLeftOut() {
    Officer owner = Officer.onShift(server.url(), "pc1201");
    String incident = owner.incident("HELD-1");
    owner.record(incident, act("attend"), set("place", "7 Mill Lane"));
    send(owner, 0);
    Officer stranger = Officer.onShift(server.url(), "pc1204");
    for (int i = 0; i < 45; i++) {
      stranger.write(incident, set("note" + i, "a word and ".repeat(5_000)));
    }
    long kept = quarantined(send(stranger, 0));
    assertThat(kept).isGreaterThan(40);
    HELD.walking("pages of a quarantine");
    List<String> seen = new ArrayList<>();
    int counted = pages("/v1/incidents/" + incident + "/quarantine", seen);
    HELD.tries(
        "a quarantine of 2.3 MB",
        () -> {
          assertThat(counted).isGreaterThan(1);
          assertThat(seen).hasSize((int) kept).doesNotHaveDuplicates();
        });
  }

  /** Who records is told at the handset; who supervises reads it on the page. */
  @Test
  void fourFifthsOfACapAreSaidToWhoeverSupervises() {
    Officer officer = Officer.onShift(server.url(), "pc1202");
    String incident = officer.incident("FILLING-1");
    int nearly = Caps.ENTRIES * Caps.SHOWN_PERCENT / 100 - 1;
    for (int done = 0; done < nearly; done += 200) {
      Operation[] ops = new Operation[Math.min(200, nearly - done)];
      for (int i = 0; i < ops.length; i++) {
        ops[i] = add(entry("vehicle"), Json.EMPTY);
      }
      officer.record(incident, ops);
    }
    send(officer, 0);
    int before = officer.written().size();
    Caller supervisor = Caller.signedIn(server.url(), "ps401");
    HELD.walking("four fifths of a cap, and one less");
    HELD.tries(
        "one less than four fifths",
        () ->
            assertThat(supervisor.get("/v1/incidents/" + incident).expect(200).text("full"))
                .isEmpty());
    officer.record(incident, add(entry("vehicle"), Json.EMPTY));
    send(officer, before);
    HELD.tries(
        "four fifths",
        () ->
            assertThat(supervisor.get("/v1/incidents/" + incident).expect(200).text("full"))
                .hasValueSatisfying(
                    said -> assertThat(said).contains("80 per cent").contains("800 of 1000")));
  }

  @Test
  void eachCapIsCountedFromWhatWasFoldedAndWhatWasLoggedSince() {
    Set<FieldPath> entry = Set.of(new FieldPath("child/one"));
    Map<String, Rise> rises = new LinkedHashMap<>();
    Map<String, Integer> brims = new LinkedHashMap<>();
    rises.put("changes", new Rise("pc1", Set.of(), 0, 1));
    brims.put("changes", Caps.CHANGES);
    rises.put("answers", new Rise("pc1", Set.of(), 200, 1));
    brims.put("answers", Caps.ANSWERS / 200);
    rises.put("text", new Rise("pc1", entry, 1, 65_536));
    brims.put("text", (int) (Caps.TEXT_BYTES / 65_536));
    HELD.walking(rises.size() + 1 + " caps to the brim and one beyond, counted");
    for (String cap : rises.keySet()) {
      IncidentWeights weights = new IncidentWeights();
      Rise rise = rises.get(cap);
      for (int n = 1; n <= brims.get(cap); n++) {
        weights.logged("i", n, List.of(rise));
      }
      HELD.tries(
          cap,
          () -> {
            assertThat(weights.with("i", List.of()).fits()).isTrue();
            assertThat(weights.with("i", List.of(rise)).fits()).isFalse();
          });
    }
    IncidentWeights weights = new IncidentWeights();
    for (int n = 1; n <= Caps.ENTRIES; n++) {
      FieldPath at = new FieldPath("child/n" + n);
      weights.logged("i", 2 * n, List.of(new Rise("pc1", Set.of(at), 0, 1)));
      weights.logged("i", 2 * n + 1, List.of(new Rise("pc1", Set.of(at), 0, 1)));
    }
    HELD.tries(
        "entries",
        () -> {
          assertThat(weights.with("i", List.of()).fits()).isTrue();
          assertThat(weights.with("i", List.of(new Rise("pc1", entry, 0, 1))).fits()).isFalse();
        });
    assertThat(new Weight(800, 1, 1, 1).warning().orElse("")).contains("80 per cent");
    assertThat(new Weight(799, 15_999, 15_999, Caps.TEXT_BYTES / 2).warning()).isEmpty();
    assertThat(Weight.bytes("aä€😀")).isEqualTo(1 + 2 + 3 + 4);
  }
}
