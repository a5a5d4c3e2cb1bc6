package uk.seenheard.api.field.handset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.codec.Json;

/** What the register of handsets shows, and to whom. */
class HandsetsTest {
  private static final long HOUR = 3_600_000;

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

  private List<Json.Obj> seenBy(String person) {
    Caller caller = Caller.signedIn(server.url(), person);
    List<Json.Obj> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Json.Obj page =
          caller
              .get("/v1/handsets?limit=2" + cursor.map(text -> "&cursor=" + text).orElse(""))
              .expect(200);
      page.items("handsets").forEach(line -> all.add((Json.Obj) line));
      cursor = page.text("cursor");
    } while (cursor.isPresent());
    return all;
  }

  private static String at(Json.Obj line, String name) {
    return line.get(name).map(Json::canonical).orElse("absent");
  }

  @Test
  void realHandsetIsShownWithItsOfficerItsUnsentWorkAndItsClock() {
    RealHandset.Clocks clocks = new RealHandset.Clocks(clock::get, 120_000);
    try (Handset handset = RealHandset.open(folder.resolve("one"), server.url(), clocks)) {
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      Json.Obj begun = seenBy("ps401").get(0);
      assertThat(begun.text("state")).contains("in use");
      assertThat(at(begun, "person")).contains("pc1201").contains("Imogen Thackwray");
      assertThat(at(begun, "lastSeen")).isEqualTo("absent");

      RealHandset.recordChild(handset, "REG-1", "words");
      clock.addAndGet(HOUR);
      handset.sync();

      Json.Obj line = seenBy("ps401").get(0);
      assertThat(line.whole("queued")).contains(0L);
      assertThat(line.whole("clockErrorMillis")).contains(120_000L);
      assertThat(line.whole("lastSeen")).contains(clock.get());
      clock.addAndGet(24 * HOUR);
      assertThat(seenBy("ps401").get(0).text("state")).contains("locked");
    }
    server.close();
    server = LiveServer.start(folder.resolve("server"), clock::get, Map.of());
    assertThat(seenBy("ps401")).hasSize(1);
  }

  @Test
  void copiedHandsetIsShownAsForkedAndWhatItStillHoldsAsUnsent() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("REG-2");
    officer.record(incident, Officer.set("place", "kitchen"));
    officer.record(incident, Officer.set("place", "hall"));
    officer.send(officer.push(1, 2)).expect(200);
    officer.written().clear();
    officer.record(incident, Officer.set("place", "attic"));
    officer.record(incident, Officer.set("place", "cellar"));
    assertThat(officer.send(officer.push(1, 2)).problem()).isEqualTo("forked");

    Json.Obj line = seenBy("ps401").get(0);
    assertThat(line.text("state")).contains("forked");
    assertThat(line.whole("queued")).contains(2L);
    assertThat(line.whole("forkedAt")).contains(clock.get());
  }

  @Test
  void supervisorSeesTheirTeamsAndAnInspectorAllAndAnOfficerNone() {
    for (String person : List.of("pc1201", "pc1202", "pc1203", "pc1204")) {
      Officer.onShift(server.url(), person);
    }
    assertThat(seenBy("ps401")).hasSize(3).allMatch(line -> at(line, "team").contains("ashmere"));
    assertThat(seenBy("ps402")).hasSize(1).allMatch(l -> at(l, "team").contains("brackenford"));
    assertThat(seenBy("ps403")).isEmpty();
    assertThat(seenBy("insp71")).hasSize(4);
    assertThat(Caller.signedIn(server.url(), "pc1201").get("/v1/handsets").status()).isEqualTo(403);
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    assertThat(inspector.get("/v1/handsets?limit=0").expect(400).text("field")).contains("limit");
  }
}
