package uk.seenheard.api.partners.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.api.engine.embedded.StoreCommand;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/** The records feed as somebody follows it who lost their cursor, a page or a day. */
class RecordsFeedTest {
  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong();
  private Json.Obj written = Json.EMPTY;

  @BeforeEach
  void read() throws IOException {
    written = RecordedCase.read("case-1-complete");
    now.set(written.whole("now").orElseThrow());
  }

  private LiveServer start() {
    return LiveServer.start(folder.resolve("data"), now::get, Map.of());
  }

  private String authorised(LiveServer server, String reference) {
    String incident = RecordedCase.record(server, reference, written);
    RecordedCase.authorise(server, incident).expect(201);
    return incident;
  }

  private static Caller records(LiveServer server) {
    return Caller.signedIn(server.url(), "records");
  }

  private static List<Json.Obj> asked(LiveServer server, String query) {
    return records(server)
        .get("/v1/records/revisions" + query)
        .expect(200)
        .items("revisions")
        .stream()
        .map(Json.Obj.class::cast)
        .toList();
  }

  private static List<String> incidents(List<Json.Obj> revisions) {
    return revisions.stream().map(one -> one.text("incident").orElseThrow()).toList();
  }

  private Json.Obj day(LiveServer server) {
    String day = Instant.ofEpochMilli(now.get()).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    return records(server).get("/v1/records/reconciliation?day=" + day).expect(200);
  }

  private static List<String> ids(Json.Obj day) {
    List<String> ids = new ArrayList<>();
    day.items("revisions").forEach(one -> ids.add(((Json.Obj) one).text("id").orElseThrow()));
    return ids;
  }

  @Test
  void theFeedIsReadAgainFromAnyPlaceAnyTimeAndByAnyKey() {
    try (LiveServer server = start()) {
      String first = authorised(server, "FEED-1");
      long later = now.addAndGet(60_000);
      String second = authorised(server, "FEED-2");
      List<Json.Obj> all = asked(server, "");
      assertThat(incidents(all)).containsExactly(first, second);
      assertThat(all.get(0).items("teams")).containsExactly(Json.of("ashmere"));
      assertThat(all.get(0).object("labels").members()).isNotEmpty();
      long n = all.get(1).whole("n").orElseThrow();
      assertThat(incidents(asked(server, "?from=1"))).containsExactly(first, second);
      assertThat(incidents(asked(server, "?from=" + n))).containsExactly(second);
      assertThat(asked(server, "?from=" + (n + 1))).isEmpty();
      assertThat(incidents(asked(server, "?since=" + later))).containsExactly(second);
      assertThat(asked(server, "?since=" + (now.get() + 1))).isEmpty();

      String id = all.get(0).text("id").orElseThrow();
      assertThat(asked(server, '/' + id)).containsExactly(all.get(0));
      records(server).get("/v1/records/revisions/000000000000001." + first).expect(404);
      assertThat(server.ledger().stream().filter(one -> one.act().equals("disclosed-to-records")))
          .as("each look at content is written down")
          .hasSizeGreaterThanOrEqualTo(5);
    }
  }

  /** What was acknowledged before was handed out again after a rebuild. */
  @Test
  void whatWasAcknowledgedStaysSoWhateverIsAcknowledgedAfterIt() {
    try (LiveServer server = start()) {
      authorised(server, "FEED-1");
      authorised(server, "FEED-2");
      String early = cursor(server, "?limit=1");
      String late = cursor(server, "");
      assertThat(acknowledged(server, late)).isEqualTo(late);
      assertThat(acknowledged(server, early)).as("what stands").isEqualTo(late);
      assertThat(asked(server, "")).isEmpty();
      rebuilt(server);
      assertThat(asked(server, "")).isEmpty();
      assertThat(acknowledged(server, early)).isEqualTo(late);
    }
  }

  private static String cursor(LiveServer server, String query) {
    return records(server)
        .get("/v1/records/revisions" + query)
        .expect(200)
        .text("cursor")
        .orElseThrow();
  }

  private static String acknowledged(LiveServer server, String cursor) {
    return records(server)
        .post("/v1/records/acknowledgements", Json.object().put("cursor", cursor).build())
        .expect(200)
        .text("acknowledged")
        .orElseThrow();
  }

  private static void rebuilt(LiveServer server) {
    Caller anybody = Caller.stranger(server.url());
    anybody.post("/operations/projections", Json.EMPTY).expect(202);
    long serving = 1;
    for (int i = 0; i < 300 && serving < 2; i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      serving = anybody.get("/operations/projections").expect(200).whole("serving").orElseThrow();
    }
    assertThat(serving).isEqualTo(2);
  }

  @Test
  void f6EachCorrectionNamesTheRevisionBeforeItAndNoOther() {
    try (LiveServer server = start()) {
      String incident = authorised(server, "FEED-1");
      for (int i = 2; i <= 3; i++) {
        authorised(server, "FEED-" + i); // goes out in between
        changedLate(server, incident, "note.late" + i);
        RecordedCase.authorise(server, incident).expect(201);
      }
      List<Json.Obj> mine =
          asked(server, "").stream()
              .filter(one -> one.text("incident").equals(Optional.of(incident)))
              .toList();
      assertThat(mine).hasSize(3);
      assertThat(mine)
          .extracting(one -> one.whole("revision").orElseThrow())
          .containsExactly(1L, 2L, 3L);
      assertThat(mine)
          .extracting(one -> one.isTrue("correction"))
          .containsExactly(false, true, true);
      assertThat(mine.get(0).get("supersedes")).isEmpty();
      for (int i = 1; i < mine.size(); i++) {
        assertThat(mine.get(i).whole("supersedes")).isEqualTo(mine.get(i - 1).whole("n"));
        assertThat(asked(server, '/' + mine.get(i).text("id").orElseThrow()))
            .as("also where it is asked for alone")
            .containsExactly(mine.get(i));
      }
      List<Json.Obj> sdm =
          asked(server, "?from=1&as=sdm").stream()
              .filter(one -> one.object("data").text("id").equals(Optional.of(incident)))
              .toList();
      assertThat(sdm).extracting(one -> one.object("seenheard")).containsExactlyElementsOf(mine);
    }
  }

  private static void changedLate(LiveServer server, String incident, String field) {
    Json op =
        Json.object()
            .put("op", "set")
            .put("at", field)
            .put("value", "Quickthorn is spelt with a c")
            .put("reason", "as it is written")
            .build();
    Caller.signedIn(server.url(), "insp71")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put(
                    "frontier",
                    RecordedCase.looked(server, incident).text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(op)))
                .build())
        .expect(201);
  }

  @Test
  void aDayIsComparedByCountAndHashWithWhatWasReceived() {
    try (LiveServer server = start()) {
      authorised(server, "DAY-1");
      authorised(server, "DAY-2");
      StringBuilder lines = new StringBuilder("seenheard/tally/1\n");
      for (Json.Obj one : asked(server, "")) {
        lines
            .append(one.text("id").orElseThrow())
            .append(" revision {\"frontier\":\"")
            .append(one.text("frontier").orElseThrow())
            .append("\"}\n");
      }
      Json.Obj day = day(server);
      assertThat(day.whole("count")).contains(2L);
      assertThat(day.text("hash"))
          .as("as the receiver computes it from what it has")
          .isEqualTo(Optional.of(Hash.of(lines.toString(), new JdkDigests()).hex()));
      assertThat(
              records(server)
                  .get("/v1/records/reconciliation?day=1999-01-01")
                  .expect(200)
                  .whole("count"))
          .contains(0L);
      records(server).get("/v1/records/reconciliation?day=2026-02-30").expect(400);
    }
  }

  private static void store(String... arguments) {
    assertThat(new CommandLine(new StoreCommand()).execute(arguments)).isZero();
  }

  @Test
  void f8AfterARestoreTheReconciliationNamesWhatDiffers() {
    String data = folder.resolve("data").toString();
    String backup = folder.resolve("backup.db").toString();
    Json.Obj before;
    try (LiveServer server = start()) {
      authorised(server, "KEPT-1");
      before = day(server);
    }
    store("backup", "--data", data, "--to", backup);
    Json.Obj received;
    try (LiveServer server = start()) {
      authorised(server, "LOST-1");
      received = day(server);
      assertThat(ids(received)).hasSize(2);
    }
    store("restore", "--from", backup, "--data", data, "--replace");
    try (LiveServer server = start()) {
      Json.Obj restored = day(server);
      assertThat(restored.text("hash")).isNotEqualTo(received.text("hash"));
      assertThat(restored.text("hash")).isEqualTo(before.text("hash"));
      List<String> differs = new ArrayList<>(ids(received));
      differs.removeAll(ids(restored));
      assertThat(differs).as("the one that only the receiver has").hasSize(1);
      records(server).get("/v1/records/revisions/" + differs.get(0)).expect(404);
    }
  }
}
