package uk.seenheard.api.desk.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.sync.codec.Json;

/**
 * What is recorded under the forms of before raises at this server what it raised at the server of
 * then: the same prompts, the same alerts at the same minutes, and a record that was whole is
 * authorised and stays so. {@code sync/cases/version-1} holds what that server said.
 */
class EarlierRecordsHttpTest {
  private static final String FOLDER = "version-1/";
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  @TempDir Path data;

  @Test
  void raisesWhatTheServerOfThenRaised() throws IOException, InterruptedException {
    Map<Long, TreeSet<String>> alerts = alertsOfThen();
    AtomicLong now =
        new AtomicLong(RecordedCase.read(FOLDER + "case-1-recorded").whole("now").orElseThrow());
    try (LiveServer server = LiveServer.start(data, now::get, Map.of())) {
      Map<String, String> names = new HashMap<>();
      for (int number = 1; number <= 7; number++) {
        for (String half : List.of("recorded", "complete")) {
          String name = "case-" + number + '-' + half;
          Json.Obj written = RecordedCase.read(FOLDER + name);
          String incident = RecordedCase.record(server, "THEN-" + number + '-' + half, written);
          names.put(incident, name);
          Json.Obj seen = RecordedCase.looked(server, incident);
          assertThat(RecordedCase.prompts(seen, false))
              .as(name)
              .isEqualTo(RecordedCase.prompts(written, false));
          assertThat(seen.text("state")).contains("submitted");
        }
      }
      long begun = now.get();
      for (Map.Entry<Long, TreeSet<String>> at : alerts.entrySet()) {
        now.set(begun + TimeUnit.MINUTES.toMillis(at.getKey()));
        assertThat(raised(server, at.getKey(), names, at.getValue())).isEqualTo(at.getValue());
      }
    }
  }

  @Test
  void whatWasWholeThenIsAuthorisedAndNothingReopensIt() throws IOException {
    AtomicLong now =
        new AtomicLong(RecordedCase.read(FOLDER + "case-1-recorded").whole("now").orElseThrow());
    try (LiveServer server = LiveServer.start(data, now::get, Map.of())) {
      for (int number = 1; number <= 7; number++) {
        Json.Obj written = RecordedCase.read(FOLDER + "case-" + number + "-complete");
        String incident = RecordedCase.record(server, "WHOLE-" + number, written);

        RecordedCase.authorise(server, incident).expect(201);

        now.addAndGet(TimeUnit.HOURS.toMillis(1));
        assertThat(RecordedCase.looked(server, incident).text("state")).contains("authorised");
      }
    }
  }

  private static Map<Long, TreeSet<String>> alertsOfThen() throws IOException {
    Map<Long, TreeSet<String>> alerts = new TreeMap<>();
    for (String line : Files.readAllLines(RecordedCase.folder().resolve(FOLDER + "alerts.txt"))) {
      if (!line.startsWith("#")) {
        long minutes = Long.parseLong(line.substring(0, line.indexOf(' ')));
        alerts.computeIfAbsent(minutes, unused -> new TreeSet<>()).add(line);
      }
    }
    return alerts;
  }

  /** What is raised once it is what is wanted, or after the patience of a slow machine. */
  private static TreeSet<String> raised(
      LiveServer server, long minutes, Map<String, String> names, TreeSet<String> wanted)
      throws InterruptedException {
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    long until = System.nanoTime() + PATIENCE;
    while (true) {
      TreeSet<String> raised = raised(inspector, minutes, names);
      if (raised.equals(wanted) || System.nanoTime() > until) {
        return raised;
      }
      Thread.sleep(100);
    }
  }

  private static TreeSet<String> raised(Caller inspector, long minutes, Map<String, String> names) {
    TreeSet<String> raised = new TreeSet<>();
    for (Json item : inspector.get("/v1/overdue?limit=200").expect(200).items("overdue")) {
      Json.Obj overdue = (Json.Obj) item;
      for (Json one : overdue.items("alerts")) {
        Json.Obj alert = (Json.Obj) one;
        raised.add(
            String.join(
                " ",
                Long.toString(minutes),
                names.get(overdue.text("incident").orElse("")),
                alert.text("kind").orElse(""),
                alert.text("duty").orElse("-"),
                alert.text("subject").orElse("-"),
                alert.text("to").orElse(""),
                alert.get("step").map(Json::canonical).orElse("")));
      }
    }
    return raised;
  }
}
