package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.prompt.PromptState;

/**
 * Where this server takes a notice to whom it is for, it asks nobody who took it, and only what
 * came back settles the duty; where a person has to tell them, a person is asked.
 */
class ToldByDeliveryHttpTest {
  private static final String SCHOOL = "referral/0190a5c0-0000-7000-8000-000000001050";

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong();
  private LiveServer server;
  private int cases;

  /** A domestic incident, with the call to the school that its officer typed, or without. */
  private static Json.Obj written(boolean typed) throws IOException {
    String text = Files.readString(RecordedCase.folder().resolve("case-7-complete.json"));
    String call =
        "(\"kind\": ?\"encompass\"), ?\"toldAt\": ?\"[^\"]*\", ?\"toldBy\": ?\"[^\"]*\","
            + " ?\"toldWho\": ?\"[^\"]*\"";
    return (Json.Obj) new JacksonJsonReader().read(typed ? text : text.replaceAll(call, "$1"));
  }

  private void open(String was, String is) throws IOException {
    assertThat(Vale.FILE).contains(was);
    Files.writeString(folder.resolve("referrals.json"), Vale.FILE.replace(was, is));
    server =
        LiveServer.start(
            folder.resolve("data"),
            now::get,
            Map.of("SEENHEARD_REFERRALS", folder.resolve("referrals.json").toString()));
  }

  private String record(boolean typed) throws IOException {
    return RecordedCase.record(server, "TOLD-" + ++cases, written(typed));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void atItsTime() throws IOException {
    now.set(written(true).whole("now").orElseThrow());
  }

  /** What is asked of the notice to the school about who was told. */
  private List<String> asked(String incident) {
    return RecordedCase.looked(server, incident).items("prompts").stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("subject").equals(Optional.of(SCHOOL)))
        .map(one -> one.text("prompt").orElse(""))
        .filter(one -> one.startsWith("told-"))
        .toList();
  }

  private String duty(String incident) {
    return RecordedCase.looked(server, incident).items("duties").stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("duty").equals(Optional.of("encompass")))
        .findFirst()
        .flatMap(one -> one.text("state"))
        .orElseThrow();
  }

  private static String name(String incident) {
    return incident + '.' + SCHOOL.substring(SCHOOL.indexOf('/') + 1);
  }

  private List<Json.Obj> atTheSchool(String incident) {
    return Caller.signedIn(server.url(), "hill")
        .get("/v1/feeds/referrals")
        .expect(200)
        .items("notices")
        .stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("referral").equals(Optional.of(name(incident))))
        .toList();
  }

  private String key(String incident) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (atTheSchool(incident).isEmpty()) {
      assertThat(System.nanoTime()).as("it came to the school").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return atTheSchool(incident).get(0).text("key").orElseThrow();
  }

  private void received(String incident, String key) {
    Caller.signedIn(server.url(), "hill")
        .post(
            "/v1/referrals/" + name(incident) + "/receipts",
            Json.object()
                .put("state", "delivered")
                .put("at", now.get())
                .put("by", "Mr Adeyemi, safeguarding lead")
                .put("key", key)
                .build())
        .expect(200);
  }

  @Test
  void whoTookWhatThisServerCarriesIsAskedOfNobodyAndItsReceiptSettlesIt() throws IOException {
    atItsTime();
    open("", "");
    String incident = record(false);
    assertThat(asked(incident)).isEmpty();
    assertThat(duty(incident)).isNotEqualTo("settled");
    RecordedCase.authorise(server, incident).expect(201);
    String key = key(incident);
    assertThat(asked(incident)).isEmpty();
    assertThat(duty(incident)).isNotEqualTo("settled");
    received(incident, key);
    assertThat(duty(incident)).isEqualTo("settled");
  }

  @Test
  void aCallThatAnOfficerTypedSettlesNothingAndKeepsNothingBack() throws IOException {
    atItsTime();
    open("", "");
    String incident = record(true);
    assertThat(duty(incident)).isNotEqualTo("settled");
    RecordedCase.authorise(server, incident).expect(201);
    String key = key(incident);
    assertThat(duty(incident)).isNotEqualTo("settled");
    assertThat(handedToRecords(incident)).as("nobody has it").isEqualTo("written");
    received(incident, key);
    assertThat(duty(incident)).isEqualTo("settled");
  }

  /** How far the records system is told that the notice to the school is vouched for. */
  private String handedToRecords(String incident) {
    return Caller.signedIn(server.url(), "records")
        .get("/v1/records/revisions?from=1")
        .expect(200)
        .items("revisions")
        .stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("incident").equals(Optional.of(incident)))
        .flatMap(one -> one.items("notices").stream())
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("at").equals(Optional.of(SCHOOL)))
        .findFirst()
        .flatMap(one -> one.text("standing"))
        .orElseThrow();
  }

  /** A shift begins by what the directory says of every recipient of a kind. */
  @Test
  void aHandsetIsToldAtTheBeginningOfAShiftWhichKindsItNeedNotAskAbout() throws IOException {
    atItsTime();
    open("", "");
    try (Handset handset =
        RealHandset.open(
            folder.resolve("handset"), server.url(), new RealHandset.Clocks(now::get, 0))) {
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      String incident = handset.newIncident("domestic-abuse", Optional.of("TOLD-1"));
      FieldPath child =
          handset.addEntry(incident, "child", Json.EMPTY, Map.of("name", Json.of("Robin")));
      List<String> asked = new ArrayList<>();
      for (String kind : List.of("encompass", "encompass-authority", "ppn")) {
        FieldPath notice =
            handset.addEntry(
                incident,
                "referral",
                Json.EMPTY,
                Map.of("about", Json.of(child.text()), "kind", Json.of(kind)));
        handset.asked(incident).orElseThrow().open().stream()
            .filter(one -> one.subject().equals(Optional.of(notice)))
            .map(PromptState::prompt)
            .filter(one -> one.equals("told-who") || one.equals("sent-who"))
            .forEach(one -> asked.add(kind));
      }
      assertThat(asked)
          .as("the authority is rung, and one of two hubs")
          .containsExactly("encompass-authority", "ppn");
    }
  }

  @Test
  void whoIsReachedByTelephoneOnlyIsToldByAPersonWhoIsAskedWhoTookIt() throws IOException {
    atItsTime();
    open(
        "\"login\": \"hill\", \"channels\": [{\"kind\": \"api\"}]",
        "\"channels\": [{\"kind\": \"phone\", \"address\": \"01632 960005\"}]");
    String incident = record(false);
    assertThat(asked(incident)).containsExactly("told-who");
    assertThat(RecordedCase.authorise(server, incident).status()).isEqualTo(409);
    String rung = record(true);
    assertThat(duty(rung)).as("who rang says so").isEqualTo("settled");
    RecordedCase.authorise(server, rung).expect(201);
    assertThat(handedToRecords(rung)).as("and the records system hears it").isEqualTo("told");
  }

  @Test
  void aSchoolThatTheDirectoryHasNotIsToldByAPerson() throws IOException {
    atItsTime();
    open("\"name\": \"Hill Primary\"", "\"name\": \"Dale Primary\"");
    assertThat(asked(record(false))).containsExactly("told-who");
  }

  /** Who begins to deliver does not send what a force told by other ways for years. */
  @Test
  void whatWasFirstHeardOfBeforeGoesAsItWentBefore() throws IOException {
    atItsTime();
    server = LiveServer.start(folder.resolve("data"), now::get, Map.of());
    String before = record(true);
    RecordedCase.authorise(server, before).expect(201);
    server.close();
    now.addAndGet(3_600_000);
    open(
        "{\"version\": 1,",
        "{\"version\": 1, \"from\": \"" + Instant.ofEpochMilli(now.get() - 1_800_000) + "\",");
    assertThat(duty(before)).as("the call still counts").isEqualTo("settled");
    String after = record(true);
    RecordedCase.authorise(server, after).expect(201);
    key(after);
    assertThat(atTheSchool(before)).isEmpty();
    String open =
        Caller.signedIn(server.url(), "triage1").get("/v1/referrals").expect(200).canonical();
    assertThat(open).contains(name(after)).doesNotContain(before);
  }
}
