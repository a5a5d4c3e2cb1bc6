package uk.seenheard.api.partners.records;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** What the records system says of the revisions it was handed, and what follows from it. */
class RecordsOutcomesTest {
  private static final String WORDS = "Quickthorn has more letters than a surname may have.";
  private static final long WAIT_SECONDS = 60;

  @TempDir static Path data;
  private static final AtomicLong NOW = new AtomicLong();
  private static Json.Obj written;
  private static LiveServer server;
  private static int cases;

  @BeforeAll
  static void start() throws IOException {
    written = RecordedCase.read("case-1-complete");
    NOW.set(written.whole("now").orElseThrow());
    server = LiveServer.start(data, NOW::get, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  private static List<Json.Obj> objects(Json.Obj in, String name) {
    return in.items(name).stream().map(Json.Obj.class::cast).toList();
  }

  private static String record(Operation... besides) {
    return RecordedCase.record(server, "OUT-" + ++cases, written, besides);
  }

  private static String authorised(Operation... besides) {
    String incident = record(besides);
    RecordedCase.authorise(server, incident).expect(201);
    return incident;
  }

  private static String state(String incident) {
    return RecordedCase.looked(server, incident).text("state").orElseThrow();
  }

  /** The revisions of an incident, the oldest first, from the first page on. */
  private static List<Json.Obj> revisions(String incident) {
    List<Json.Obj> mine = new ArrayList<>();
    Caller system = as("records");
    String cursor = "";
    boolean more = true;
    while (more) {
      Json.Obj page = system.get("/v1/records/revisions" + cursor).expect(200);
      objects(page, "revisions").stream()
          .filter(one -> one.text("incident").equals(Optional.of(incident)))
          .forEach(mine::add);
      cursor = "?cursor=" + page.text("cursor").orElseThrow();
      more = page.isTrue("more");
    }
    return mine;
  }

  private static long n(String incident) {
    List<Json.Obj> all = revisions(incident);
    return all.get(all.size() - 1).whole("n").orElseThrow();
  }

  private static Json.Builder outcome(String incident, String word) {
    return Json.object().put("n", n(incident)).put("incident", incident).put("outcome", word);
  }

  private static Json.Obj accepted(String incident) {
    return outcome(incident, "accepted").build();
  }

  private static Json.Obj accepted(String incident, String crime, String reference) {
    Json one = Json.object().put("crime", crime).put("reference", reference).build();
    return outcome(incident, "accepted").put("references", Json.list(List.of(one))).build();
  }

  private static Json.Obj rejected(String incident) {
    return outcome(incident, "rejected")
        .put("path", "record/fields/surname")
        .put("code", "too-long")
        .put("words", WORDS)
        .build();
  }

  private static List<Json.Obj> say(Json... outcomes) {
    Json.Obj body = Json.object().put("outcomes", Json.list(List.of(outcomes))).build();
    return objects(as("records").post("/v1/records/outcomes", body).expect(200), "verdicts");
  }

  private static String verdict(Json outcome) {
    return say(outcome).get(0).text("verdict").orElseThrow();
  }

  private static Optional<Json.Obj> stuck(String incident) {
    return objects(as("insp71").get("/v1/records/rejections").expect(200), "rejections").stream()
        .filter(one -> one.text("incident").equals(Optional.of(incident)))
        .findFirst();
  }

  private static long unsaid() {
    return as("insp71").get("/v1/records/rejections").expect(200).whole("unsaid").orElseThrow();
  }

  @Test
  void aRevisionOfWhichNothingIsSaidIsNoneThatWasTaken() {
    long before = unsaid();
    String first = authorised();
    String second = authorised();
    assertThat(unsaid()).isEqualTo(before + 2);
    say(accepted(first));
    assertThat(unsaid()).isEqualTo(before + 1);
    say(rejected(second));
    assertThat(unsaid()).isEqualTo(before);
    say(accepted(second));
    assertThat(unsaid()).isEqualTo(before);
  }

  @Test
  void f4OfTenRevisionsOneIsRejectedNineAreAcceptedAndItIsPutRightByANewRevision() {
    List<String> incidents = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      incidents.add(authorised());
    }
    List<Json> said = new ArrayList<>();
    incidents.forEach(one -> said.add(accepted(one)));
    String bad = incidents.get(3);
    said.set(3, rejected(bad));
    List<Json.Obj> verdicts = say(said.toArray(Json[]::new));
    assertThat(verdicts)
        .hasSize(10)
        .allMatch(one -> one.text("verdict").equals(Optional.of("stored")));
    assertThat(incidents).filteredOn(one -> stuck(one).isPresent()).containsExactly(bad);
    Json.Obj shown = stuck(bad).orElseThrow();
    assertThat(shown.text("words")).contains(WORDS);
    assertThat(shown.text("code")).contains("too-long");
    assertThat(shown.whole("since")).contains(NOW.get());

    // Nothing of it is lost by saying the same again, nor by the mistake of another.
    assertThat(verdict(rejected(bad))).isEqualTo("unchanged");
    assertThat(stuck(bad)).contains(shown);

    changedLate(bad, "Quickthorn is spelt with a c");
    RecordedCase.authorise(server, bad).expect(201);
    assertThat(stuck(bad)).as("until the new revision is accepted").isPresent();
    assertThat(verdict(accepted(bad))).isEqualTo("stored");
    assertThat(stuck(bad)).isEmpty();
  }

  private static void changedLate(String incident, String note) {
    Json.Obj seen = RecordedCase.looked(server, incident);
    Json op =
        Json.object()
            .put("op", "set")
            .put("at", "note.late")
            .put("value", note)
            .put("reason", "as it is written")
            .build();
    as("ps401")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", seen.text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(op)))
                .build())
        .expect(201);
  }

  @Test
  void f7AReferenceComesBackAsTheAnswerOfThatCrimesPromptAndIsWrittenOnce() {
    String crime = entry("crime");
    String incident =
        record(
            add(crime, Json.object().put("offence", "neglect").build()),
            set(
                crime + "/reason.crime-reference",
                Json.object()
                    .put("code", "asked")
                    .put("words", "The crime desk gives it")
                    .build()));
    acceptReason(incident, crime);
    RecordedCase.authorise(server, incident).expect(201);
    assertThat(prompt(incident, crime).text("status")).isNotEqualTo(Optional.of("settled"));

    Json.Obj answer = accepted(incident, crime, "45/20881/26");
    assertThat(verdict(answer)).isEqualTo("stored");
    Json.Obj prompt = prompt(incident, crime);
    assertThat(prompt.text("status")).contains("settled");
    Json.Obj field = field(RecordedCase.looked(server, incident), crime, "reference");
    assertThat(objects(field, "answers"))
        .extracting(one -> one.object("by").text("id").orElse(""))
        .containsExactly("records");
    assertThat(state(incident)).isEqualTo("changed");
    assertThat(verdict(answer)).isEqualTo("unchanged");

    // What it is a revision of can be told without reading the record.
    Json.Obj first = revisions(incident).get(0);
    assertThat(first.object("form").text("id")).contains("concern-for-child");
    assertThat(first.object("form").whole("version")).contains(2L);
    assertThat(first.text("reference"))
        .isEqualTo(RecordedCase.looked(server, incident).text("reference"));
    assertThat(first.get("supersedes")).isEmpty();

    // The correction has it; that it is accepted under the same reference begins nothing anew.
    RecordedCase.authorise(server, incident).expect(201);
    assertThat(revisions(incident)).hasSize(2);
    assertThat(revisions(incident).get(1).whole("supersedes")).isEqualTo(first.whole("n"));
    assertThat(revisions(incident).get(1).object("record").canonical()).contains("45/20881/26");
    assertThat(verdict(accepted(incident, crime, "45/20881/26"))).isEqualTo("stored");
    assertThat(state(incident)).isEqualTo("authorised");
  }

  @Test
  void aReferenceOtherThanTheRecordedOneStandsBesideItForAPersonToDecide() {
    String crime = entry("crime");
    String incident =
        authorised(
            add(
                crime,
                Json.object().put("offence", "neglect").put("reference", "45/1/26").build()));
    assertThat(verdict(accepted(incident, crime, "45/1/26"))).isEqualTo("stored");
    assertThat(state(incident)).isEqualTo("authorised");
    assertThat(verdict(accepted(incident, crime, "45/2/26"))).isEqualTo("stored");
    assertThat(state(incident)).isEqualTo("changed");
    assertThat(references(incident, crime)).containsExactlyInAnyOrder("45/1/26", "45/2/26");
    assertThat(RecordedCase.authorise(server, incident).status())
        .as("to be settled")
        .isEqualTo(409);
    assertThat(verdict(accepted(incident, crime, "45/2/26"))).isEqualTo("unchanged");
    assertThat(references(incident, crime)).hasSize(2);
    Json.Obj both = field(RecordedCase.looked(server, incident), crime, "reference");
    assertThat(both.isTrue("contradicted")).isTrue();
    assertThat(objects(both, "answers"))
        .filteredOn(one -> one.text("value").equals(Optional.of("45/1/26")))
        .extracting(one -> one.text("reason").orElse(""))
        .as("whose word it is")
        .containsExactly("As pc1201 entered it with the crime");
    Json.Obj elsewhere = say(accepted(incident, entry("crime"), "45/3/26")).get(0);
    assertThat(elsewhere.text("code")).contains("unknown-crime");

    String answered = entry("crime");
    String other =
        authorised(
            add(answered, Json.object().put("offence", "neglect").build()),
            set(answered + "/reference", "45/4/26"));
    assertThat(verdict(accepted(other, answered, "45/5/26"))).isEqualTo("stored");
    assertThat(references(other, answered)).containsExactlyInAnyOrder("45/4/26", "45/5/26");
  }

  @Test
  void aReferenceReachesACrimeThatIsAnothersTwinSinceAndNoneThatIsCrossedOut() {
    String first = entry("crime");
    String second = entry("crime");
    Json.Obj asked = Json.object().put("offence", "neglect").put("reference", "45/1/26").build();
    String incident = authorised(add(first, asked), add(second, asked));
    Json twin = Json.object().put("entry", second).put("reason", "One and the same").build();
    decided(
        incident,
        Json.object().put("op", "act").put("act", "same-as").put("about", first).put("with", twin));
    for (String known : List.of(first, second)) {
      assertThat(say(accepted(incident, known, "45/6/26")).get(0).text("code")).isEmpty();
    }
    List<String> crimes =
        objects(RecordedCase.looked(server, incident).object("entries"), "crime").stream()
            .map(at -> at.text("at").orElseThrow())
            .filter(List.of(first, second)::contains)
            .toList();
    assertThat(crimes).hasSize(1);
    String one = crimes.get(0);
    assertThat(references(incident, one)).containsExactlyInAnyOrder("45/1/26", "45/6/26");

    decided(
        incident,
        Json.object().put("op", "strike").put("at", one).put("reason", "No crime after all"));
    for (String known : List.of(first, second)) {
      assertThat(say(accepted(incident, known, "45/7/26")).get(0).text("code"))
          .contains("unknown-crime");
    }
  }

  private static void decided(String incident, Json.Builder op) {
    as("ps401")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put(
                    "frontier",
                    RecordedCase.looked(server, incident).text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(op.build())))
                .build())
        .expect(201);
  }

  private static List<String> references(String incident, String crime) {
    return objects(field(RecordedCase.looked(server, incident), crime, "reference"), "answers")
        .stream()
        .map(one -> one.text("value").orElseThrow())
        .toList();
  }

  private static Json.Obj field(Json.Obj seen, String crime, String name) {
    return objects(seen.object("entries"), "crime").stream()
        .filter(one -> one.text("at").equals(Optional.of(crime)))
        .findFirst()
        .orElseThrow()
        .object("fields")
        .object(name);
  }

  private static void acceptReason(String incident, String crime) {
    Json.Obj seen = RecordedCase.looked(server, incident);
    Json.Obj field = field(seen, crime, "reason.crime-reference");
    String op = objects(field, "answers").get(0).text("op").orElseThrow();
    Json act =
        Json.object()
            .put("op", "act")
            .put("act", "accept-reason")
            .put("about", crime)
            .put("with", Json.object().put("prompt", "crime-reference").put("op", op).build())
            .build();
    as("ps401")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", seen.text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(act)))
                .build())
        .expect(201);
  }

  private static Json.Obj prompt(String incident, String crime) {
    return objects(RecordedCase.looked(server, incident), "prompts").stream()
        .filter(one -> one.text("prompt").equals(Optional.of("crime-reference")))
        .filter(one -> one.text("subject").equals(Optional.of(crime)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anItemThatIsNotTakenIsAnsweredByItsPathAndTheOthersAreTaken() {
    String incident = authorised();
    Json.Obj good = accepted(incident);
    Json.Obj bad = rejected(incident);
    List<Json.Obj> verdicts =
        say(
            good.with("n", Json.of(n(incident) + 100_000)),
            good.with("incident", Json.of("0190a5c0-0000-7000-8000-0000000000ff")),
            good.with("incident", Json.of("../x")),
            good.with("outcome", Json.of("maybe")),
            good.with("words", Json.of("x")),
            bad.with("code", Json.of("a code in words")),
            bad.with("path", Json.of("Tamsin Quickthorn")),
            bad.with("words", Json.of("\u202e \u200b")),
            bad.with("words", Json.of("x".repeat(501))),
            accepted(incident, "child/" + incident, "45/1/26"),
            accepted(incident, "crime/" + incident, "no digits in it"),
            Json.EMPTY,
            good);
    assertThat(verdicts)
        .extracting(one -> one.text("code").orElse("none"))
        .containsExactly(
            "unknown-revision",
            "unknown-revision",
            "incident",
            "outcome",
            "not-rejected",
            "code",
            "path",
            "words",
            "words",
            "crime",
            "reference",
            "n",
            "none");
    assertThat(verdicts.get(12).text("verdict")).contains("stored");
    assertThat(verdicts.toString()).doesNotContain("Quickthorn").doesNotContain("maybe");
    assertThat(state(incident)).isEqualTo("authorised");
  }

  @Test
  void whatWasAcceptedIsNotRejectedAfterwardsWhateverComesLate() {
    String incident = authorised();
    assertThat(verdict(rejected(incident))).isEqualTo("stored");
    assertThat(verdict(accepted(incident))).isEqualTo("stored");
    assertThat(verdict(rejected(incident))).isEqualTo("stale");
    assertThat(stuck(incident)).isEmpty();
  }

  @Test
  void aPersonEndsARejectionWithAReasonThatStandsInTheLedger() {
    String incident = authorised();
    say(rejected(incident));
    String rejection = stuck(incident).orElseThrow().text("rejection").orElseThrow();
    String path = "/v1/records/rejections/" + rejection + "/end";
    Json.Obj why = Json.object().put("reason", "Keyed in by hand at the desk").build();
    assertThat(as("records").post(path, why).status()).isEqualTo(403);
    assertThat(as("insp71").post(path, "{\"reason\":\" \"}").status()).isEqualTo(400);
    assertThat(as("insp71").post(path, why).expect(200).text("ended")).contains(rejection);
    assertThat(stuck(incident)).isEmpty();
    assertThat(as("insp71").post(path, why).status()).isEqualTo(404);
    assertThat(verdict(rejected(incident))).as("the same once more").isEqualTo("unchanged");
    assertThat(stuck(incident)).isEmpty();
    assertThat(server.ledger())
        .anyMatch(
            note ->
                note.act().equals("records-rejection-ended")
                    && note.by().equals("insp71")
                    && note.with().text("incident").equals(Optional.of(incident)));
    Json.Obj other = rejected(incident).with("code", Json.of("unknown-code"));
    assertThat(verdict(other)).isEqualTo("stored");
    assertThat(stuck(incident)).as("something else is wrong now").isPresent();
  }

  @Test
  void whatIsSaidOfARevisionOutlivesARestartAndARebuild() {
    String incident = authorised();
    say(rejected(incident));
    Json.Obj shown = stuck(incident).orElseThrow();
    server.close();
    server = LiveServer.start(data, NOW::get, Map.of());
    assertThat(stuck(incident)).contains(shown);
    long before = serving();
    Caller.stranger(server.url()).post("/operations/projections", Json.EMPTY).expect(202);
    await(() -> serving() > before);
    assertThat(stuck(incident)).contains(shown);
  }

  private static long serving() {
    return Caller.stranger(server.url())
        .get("/operations/projections")
        .expect(200)
        .whole("serving")
        .orElseThrow();
  }

  /** Waits for a condition, never for a time. */
  private static void await(BooleanSupplier until) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!until.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited a minute").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Test
  void anErasureTakesTheWordsOfARejectionWithItAndNothingIsTakenOfItAfterwards() throws Exception {
    String incident = authorised();
    long n = n(incident);
    say(rejected(incident));
    as("insp71")
        .post(
            "/v1/incidents/" + incident + "/erasure",
            Json.object().put("ground", "DPA 2018 s.47").put("reason", "ordered").build())
        .expect(200);
    assertThat(stuck(incident)).isEmpty();
    Json.Obj late =
        Json.object().put("n", n).put("incident", incident).put("outcome", "accepted").build();
    assertThat(say(late).get(0).text("code")).contains("erased");

    // The word of the erasure itself can fail at the other end, and is shown without a sentence.
    assertThat(verdict(rejected(incident))).isEqualTo("stored");
    Json.Obj shown = stuck(incident).orElseThrow();
    assertThat(shown.text("code")).contains("too-long");
    assertThat(shown.text("words")).isEmpty();
  }

  @Test
  void noSentenceOfTheRecordsSystemLiesReadableOnTheDisk() throws IOException {
    String incident = authorised();
    String sentence = "Bramblewick is no name that we know.";
    say(rejected(incident).with("words", Json.of(sentence)));
    assertThat(stuck(incident).orElseThrow().text("words")).contains(sentence);
    byte[] needle = sentence.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String held = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(held.contains(new String(needle, StandardCharsets.ISO_8859_1)))
            .as(file.toString())
            .isFalse();
      }
    }
  }
}
