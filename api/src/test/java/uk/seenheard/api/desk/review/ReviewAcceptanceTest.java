package uk.seenheard.api.desk.review;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.DomesticCase;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;

/** From two officers' different answers to one revision in the records system, over HTTP. */
class ReviewAcceptanceTest {
  private static final FormRef CURRENT = new FormRef("domestic-abuse", 2);

  @TempDir static Path data;
  private static LiveServer server;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  private static Json.Obj look(Caller caller, String incident) {
    return caller.get("/v1/incidents/" + incident).expect(200);
  }

  private static Caller.Answer decide(Caller caller, String incident, Json.Obj... ops) {
    return decideOn(caller, incident, look(caller, incident).text("frontier").orElseThrow(), ops);
  }

  private static Caller.Answer decideOn(
      Caller caller, String incident, String frontier, Json.Obj... ops) {
    return caller.post(
        "/v1/incidents/" + incident + "/decisions",
        Json.object().put("frontier", frontier).put("ops", Json.list(List.of(ops))).build());
  }

  private static Json.Obj decision(String act) {
    return Json.object().put("op", "act").put("act", act).build();
  }

  /** Authorises, having read what is to be read. */
  private static Json.Obj authorising(Json.Obj seen) {
    return decision("authorise")
        .with("with", Json.object().put("read", Json.list(seen.items("toRead"))).build());
  }

  private static Json.Obj returning(String note) {
    return decision("return").with("with", Json.object().put("note", note).build());
  }

  private static List<Json.Obj> objects(Json.Obj in, String name) {
    return in.items(name).stream().map(Json.Obj.class::cast).collect(Collectors.toList());
  }

  private static Json.Obj settle(Json.Obj contradiction, String value, String reason) {
    List<String> over = new ArrayList<>();
    objects(contradiction, "answers").forEach(a -> over.add(a.text("op").orElseThrow()));
    return Json.object()
        .put("op", "set")
        .put("at", contradiction.text("at").orElseThrow())
        .put("value", value)
        .put("over", Json.texts(over))
        .put("reason", reason)
        .build();
  }

  private static List<Json.Obj> revisions(Caller integrator, String incident) {
    List<Json.Obj> mine = new ArrayList<>();
    Optional<String> cursor = Optional.of("");
    String query = "";
    while (cursor.isPresent()) {
      Json.Obj page = integrator.get("/v1/records/revisions?limit=2" + query).expect(200);
      for (Json.Obj revision : objects(page, "revisions")) {
        if (revision.text("incident").equals(Optional.of(incident))) {
          mine.add(revision);
        }
      }
      cursor = page.isTrue("more") ? page.text("cursor") : Optional.empty();
      query = "&cursor=" + cursor.orElse("");
    }
    return mine;
  }

  @Test
  void twoOfficersDifferentAnswersAreKeptUntilTheSupervisorSettlesThemAndTheRecordGoesOutOnce() {
    Officer one = Officer.onShift(server.url(), "pc1201");
    Officer two = Officer.onShift(server.url(), "pc1202");
    String incident = one.incident("MC-2026-0417");
    DomesticCase record = new DomesticCase();
    one.record(incident, set("reference", "MC-2026-0417"));
    one.record(incident, record.all().toArray(Operation[]::new));
    one.record(incident, act("submit"));
    String miaAgain = entry("child");
    two.record(incident, set("reference", "MC-2026-0417"));
    two.record(
        incident,
        add(miaAgain, Json.EMPTY),
        set(miaAgain + "/name", "Mia"),
        set(miaAgain + "/demeanour", "Crying, hides behind the sofa"));
    two.record(incident, set("place", "12 Elm Road"));
    one.sendAll();
    two.sendAll();

    Caller supervisor = as("ps401");
    Json.Obj seen = look(supervisor, incident);
    assertThat(seen.text("state")).contains("submitted");
    assertThat(objects(seen, "contradicted")).hasSize(1);
    Json.Obj place = objects(seen, "contradicted").get(0);
    assertThat(place.text("at")).contains("place");
    assertThat(objects(place, "answers"))
        .extracting(a -> a.text("value").orElseThrow())
        .containsExactlyInAnyOrder("12 Elm Row", "12 Elm Road");
    assertThat(objects(place, "answers")).allMatch(a -> a.object("clock").isTrue("measured"));

    // The child whom both added is one once they are joined: the answers meet, and differ.
    Json.Obj join =
        decision("same-as")
            .with("about", Json.of(record.mia))
            .with("with", Json.object().put("entry", miaAgain).build());
    assertThat(decide(supervisor, incident, join).json().text("field")).contains("with.reason");
    join =
        join.with(
            "with",
            Json.object().put("entry", miaAgain).put("reason", "Same girl, same sofa").build());
    decide(supervisor, incident, join).expect(201);
    seen = look(supervisor, incident);
    assertThat(objects(seen.object("entries"), "child")).hasSize(2);
    Json.Obj mia =
        objects(seen.object("entries"), "child").stream()
            .filter(child -> child.items("twins").size() == 2)
            .findFirst()
            .orElseThrow();
    assertThat(mia.items("twins")).hasSize(2);
    assertThat(objects(seen, "contradicted")).hasSize(2);

    // Who joined the two leaves it to somebody else to authorise what became of them.
    Caller inspector = as("insp71");
    assertThat(decide(supervisor, incident, decision("authorise")).status()).isEqualTo(403);
    Caller.Answer tooEarly = decide(inspector, incident, decision("authorise"));
    assertThat(tooEarly.status()).isEqualTo(409);
    assertThat(tooEarly.problem()).isEqualTo("not-now");

    for (Json.Obj contradiction : objects(seen, "contradicted")) {
      String value = objects(contradiction, "answers").get(0).text("value").orElseThrow();
      decide(supervisor, incident, settle(contradiction, value, "Heard on the footage"))
          .expect(201);
    }
    assertThat(objects(look(supervisor, incident), "contradicted")).isEmpty();

    Caller integrator = as("records");
    assertThat(revisions(integrator, incident)).isEmpty();
    assertThat(decide(supervisor, incident, authorising(look(supervisor, incident))).status())
        .isEqualTo(403);
    Caller.Answer unread = decide(inspector, incident, decision("authorise"));
    assertThat(unread.json().text("field")).contains("with.read");
    Json.Obj authorised =
        decide(inspector, incident, authorising(look(inspector, incident))).expect(201);
    assertThat(authorised.text("state")).contains("authorised");
    assertThat(revisions(integrator, incident)).hasSize(1);
    assertThat(decide(supervisor, incident, decision("authorise")).status()).isEqualTo(409);
    assertThat(revisions(integrator, incident)).hasSize(1);

    // A late change waits for a supervisor again, and goes out as one correction.
    two.record(incident, set("note.late", "The neighbour at 14 heard it too"));
    two.sendAll();
    assertThat(look(supervisor, incident).text("state")).contains("changed");
    assertThat(revisions(integrator, incident)).hasSize(1);
    decide(supervisor, incident, decision("authorise")).expect(201);
    List<Json.Obj> both = revisions(integrator, incident);
    assertThat(both).extracting(r -> r.isTrue("correction")).containsExactly(false, true);
    assertThat(both.get(1).object("record").object("fields").get("note.late")).isPresent();
    assertThat(both.get(0).object("record").object("fields").get("note.late")).isEmpty();
    staysAsItIsWhenItsProjectionsAreBuiltAnew(supervisor, one, incident);
    assertThat(both.get(0).text("risk")).contains("high");
    assertThat(objects(both.get(0), "notices"))
        .isNotEmpty()
        .allMatch(notice -> notice.text("grade").equals(Optional.of("not-graded")));
  }

  /** What was recorded by forms of version 1, and authorised, is read anew by this server. */
  private static void staysAsItIsWhenItsProjectionsAreBuiltAnew(
      Caller supervisor, Officer officer, String incident) {
    String bytes = officer.seen(incident).canonical().canonical();
    Json.Obj before = look(supervisor, incident);
    assertThat(before.text("state")).contains("authorised");
    Caller.stranger(server.url()).post("/operations/projections", Json.EMPTY).expect(202);
    long generation = 1;
    for (int i = 0; i < 300 && generation < 2; i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      generation =
          Caller.stranger(server.url())
              .get("/operations/projections")
              .expect(200)
              .whole("serving")
              .orElseThrow();
    }
    assertThat(generation).isEqualTo(2);
    // A round of the chase: nothing is raised by it, and nothing is opened.
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_200));
    Json.Obj after = look(supervisor, incident);
    assertThat(after.text("state")).contains("authorised");
    assertThat(after.text("captured")).isEqualTo(before.text("captured"));
    assertThat(after.items("acts")).isEqualTo(before.items("acts"));
    assertThat(after.items("prompts")).isEqualTo(before.items("prompts"));
    assertThat(officer.seen(incident).canonical().canonical()).isEqualTo(bytes);
  }

  @Test
  void openMustsAreNamedPerChildWithTheirFindingAndStandInTheWay() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("MC-2026-0500");
    DomesticCase record = new DomesticCase();
    officer.record(
        incident,
        add(record.baby, Json.EMPTY),
        set(record.baby + "/name", "Baby"),
        set(record.baby + "/dob", "2026-04-12"),
        set(record.baby + "/injury", "yes"));
    officer.record(
        incident,
        add(record.mia, Json.EMPTY),
        set(record.mia + "/name", "Mia"),
        set(record.mia + "/dob", "2020-05-01"));
    officer.record(incident, act("submit"));
    officer.sendAll();

    Caller supervisor = as("ps401");
    Caller.Answer refused = decide(supervisor, incident, decision("authorise"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(named(refused, record.mia)).contains("F3 child-spoken", "F4 child-demeanour");
    assertThat(named(refused, record.baby))
        .contains("F4 child-demeanour", "F12 notice")
        .doesNotContain("F3 child-spoken");
    assertThat(revisions(as("records"), incident)).isEmpty();
  }

  /** What no form asks is named in a sentence too, without a name and without an answer. */
  @Test
  void crossedOutChildAndLoweredCountAreNamedInPlainWords() {
    Officer officer = Officer.onShift(server.url(), "pc1201").with(CURRENT);
    String incident = officer.incident("MC-2026-0501");
    String child = entry("child");
    officer.record(incident, add(child, Json.EMPTY), set(child + "/name", "Leo"));
    var three = officer.record(incident, set("childrenLiving", Json.of(3)));
    var yes = officer.record(incident, set(child + "/injury", "yes"));
    officer.record(incident, set("childrenLiving", Json.of(2), three.id(0)));
    officer.record(incident, set(child + "/injury", "no", yes.id(0)));
    officer.record(incident, act("submit"));
    officer.sendAll();

    Caller supervisor = as("ps401");
    assertThat(asked(decide(supervisor, incident, decision("authorise"))))
        .containsEntry(
            "taken-back.childrenLiving",
            "“Children living here” says less than it said before: why?")
        .containsEntry(
            "taken-back.injury",
            "Of this child: “Visible injury” says less than it said before: why?");
    Json.Obj strike =
        Json.object().put("op", "strike").put("at", child).put("reason", "Counted twice").build();
    decide(as("insp71"), incident, strike).expect(201);
    Caller.Answer refused = decide(supervisor, incident, decision("authorise"));
    assertThat(asked(refused))
        .containsEntry("struck", "A child was crossed out: is there no such child?");
    assertThat(refused.body()).doesNotContain("Leo", "Counted");
  }

  private static Map<String, String> asked(Caller.Answer refused) {
    assertThat(refused.status()).isEqualTo(409);
    return objects(refused.json(), "obstacles").stream()
        .collect(
            Collectors.toMap(
                o -> o.text("prompt").orElse(""),
                o -> o.text("question").orElse(""),
                (one, other) -> one));
  }

  private static List<String> named(Caller.Answer refused, String subject) {
    return objects(refused.json(), "obstacles").stream()
        .filter(o -> o.text("subject").equals(Optional.of(subject)))
        .map(o -> o.text("finding").orElse("") + ' ' + o.text("prompt").orElse(""))
        .collect(Collectors.toList());
  }

  @Test
  void returnReachesTheOfficerAndTheCorrectionIsAuthorised() {
    Officer officer = Officer.onShift(server.url(), "pc1202");
    String incident = officer.incident("MC-2026-0600");
    DomesticCase record = new DomesticCase();
    officer.record(incident, record.scene().toArray(Operation[]::new));
    officer.record(incident, record.adults().toArray(Operation[]::new));
    officer.record(incident, record.baby().toArray(Operation[]::new));
    officer.record(incident, act("submit"));
    officer.sendAll();
    Caller supervisor = as("ps401");
    assertThat(decide(supervisor, incident, decision("return")).status()).isEqualTo(400);
    decide(supervisor, incident, returning("Two children live here: where is the other?"))
        .expect(201);
    var returned = Incident.of(officer.seen(incident)).review();
    assertThat(returned.state()).hasToString("RETURNED");
    assertThat(returned.returns().get(0).with().text("note").orElse("")).contains("the other");

    officer.record(incident, record.mia().toArray(Operation[]::new));
    officer.record(incident, act("submit", returned.standing().get(0).id()));
    officer.sendAll();
    decide(supervisor, incident, decision("authorise")).expect(201);
  }

  @Test
  void decisionOnWhatHasMovedIsRefusedAndChangesNothing() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("MC-2026-0700");
    officer.record(incident, set("place", "1 Mill Lane"));
    officer.record(incident, act("submit"));
    officer.sendAll();
    Caller supervisor = as("ps401");
    String before = look(supervisor, incident).text("frontier").orElseThrow();
    officer.record(incident, set("note.more", "more"));
    officer.sendAll();
    Caller.Answer refused = decideOn(supervisor, incident, before, returning("Look again"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("moved");
    assertThat(look(supervisor, incident).text("state")).contains("submitted");
  }

  @Test
  void reasonInPlaceOfAnAnswerCountsOnceASupervisorAcceptedIt() {
    Officer officer = Officer.onShift(server.url(), "pc1203");
    String incident = officer.incident("MC-2026-0800");
    String child = entry("child");
    officer.record(
        incident,
        add(child, Json.EMPTY),
        set(child + "/name", "Ed"),
        set(child + "/dob", "2019-02-03"));
    var reason =
        officer.record(
            incident,
            set(
                child + "/reason.child-spoken",
                Json.object().put("code", "asleep").put("words", "Asleep upstairs").build()));
    officer.sendAll();
    Caller supervisor = as("ps401");
    assertThat(prompt(supervisor, incident, "child-spoken").text("status")).contains("excused");
    assertThat(prompt(supervisor, incident, "child-spoken").isTrue("blocks")).isTrue();
    Json.Obj accept =
        decision("accept-reason")
            .with("about", Json.of(child))
            .with(
                "with",
                Json.object()
                    .put("prompt", "child-spoken")
                    .put("op", reason.id(0).toString())
                    .build());
    Json.Obj another = accept.with("with", accept.object("with").with("prompt", Json.of("x")));
    Caller.Answer several = decide(supervisor, incident, accept, another);
    assertThat(several.status()).isEqualTo(400);
    decide(supervisor, incident, accept).expect(201);
    assertThat(prompt(supervisor, incident, "child-spoken").isTrue("blocks")).isFalse();
  }

  private static Json.Obj prompt(Caller caller, String incident, String id) {
    return objects(look(caller, incident), "prompts").stream()
        .filter(prompt -> prompt.text("prompt").equals(Optional.of(id)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatWasMadeAfterAWithdrawalTakesEffectOnceASupervisorReleasesIt() {
    Officer officer = Officer.onShift(server.url(), "pc1202");
    String incident = officer.incident("MC-2026-0900");
    officer.record(incident, set("note.kept", "words"));
    officer.send(officer.push(1, 1)).expect(200);
    as("insp71")
        .post("/v1/people/pc1202/revocation", Json.object().put("reason", "suspended").build())
        .expect(200);
    officer.record(incident, set("place", "9 Weir Street"));
    officer.send(officer.push(2, 2)).expect(200);
    as("insp71")
        .post("/v1/people/pc1202/reinstatement", Json.object().put("reason", "back").build())
        .expect(200);
    Caller supervisor = as("ps401");
    assertThat(quarantined(supervisor, incident)).hasSize(1);
    assertThat(officer.seen(incident).changes()).isEqualTo(1);
    Json.Obj release = release(officer.written().get(1).hash().hex());
    decide(supervisor, incident, release).expect(201);
    Json.Obj answer =
        objects(look(supervisor, incident).object("fields").object("place"), "answers").get(0);
    assertThat(answer.object("by").text("id")).contains("pc1202");
    assertThat(answer.object("released").object("by").text("id")).contains("ps401");
    assertThat(officer.seen(incident).fields().keySet().toString()).contains("place", "note.kept");
    assertThat(quarantined(supervisor, incident)).isEmpty();
    assertThat(decide(supervisor, incident, release).status()).isEqualTo(400);
  }

  @Test
  void whatNoShiftPassProvesIsNeverReleased() {
    Officer officer = Officer.onShift(server.url(), "pc1203");
    String incident = officer.incident("MC-2026-0901");
    officer.record(incident, set("note.kept", "words"));
    officer.send(officer.push(1, 1)).expect(200);
    officer.record(incident, set("place", "9 Weir Street"));
    List<String> contents = List.of(officer.written().get(1).content());
    officer.send(officer.push(1, 2, contents, List.of())).expect(200);
    Caller supervisor = as("insp71");
    Json.Obj line = quarantined(supervisor, incident).get(0);
    assertThat(line.text("unreleasable").orElse("")).contains("only dismissed");
    String change = line.text("hash").orElseThrow();
    Caller.Answer refused = decide(supervisor, incident, release(change));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("not-now");
    assertThat(officer.seen(incident).changes()).isEqualTo(1);
    Json.Obj dismiss = release(change).with("act", Json.of("dismiss"));
    decide(supervisor, incident, dismiss).expect(201);
    assertThat(look(supervisor, incident).whole("quarantined")).contains(0L);
  }

  private static List<Json.Obj> quarantined(Caller caller, String incident) {
    return objects(caller.get("/v1/incidents/" + incident + "/quarantine").expect(200), "changes");
  }

  private static Json.Obj release(String change) {
    return decision("release")
        .with("with", Json.object().put("change", change).put("reason", "I asked her").build());
  }

  @Test
  void supervisorsOfOtherTeamsSeeNothing() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("MC-2026-1000");
    officer.record(incident, set("place", "x"));
    officer.record(incident, act("submit"));
    officer.sendAll();
    Caller other = as("ps402");
    assertThat(other.get("/v1/incidents/" + incident).status()).isEqualTo(404);
    assertThat(other.get("/v1/incidents?team=ashmere").status()).isEqualTo(403);
    assertThat(other.get("/v1/incidents/" + incident + "/history").status()).isEqualTo(404);
    String frontier = look(as("ps401"), incident).text("frontier").orElseThrow();
    assertThat(decideOn(other, incident, frontier, returning("mine")).status()).isEqualTo(404);
    assertThat(decideOn(as("pc1201"), incident, frontier, returning("mine")).status())
        .isEqualTo(403);
    assertThat(as("records").get("/v1/incidents/" + incident).status()).isEqualTo(403);
    assertThat(as("ps401").get("/v1/records/revisions").status()).isEqualTo(403);
  }

  @Test
  void acknowledgedRevisionsAreNotHandedOutAgainWithoutACursor() {
    Caller integrator = as("records");
    Json.Obj page = integrator.get("/v1/records/revisions").expect(200);
    integrator
        .post(
            "/v1/records/acknowledgements",
            Json.object().put("cursor", page.text("cursor").orElseThrow()).build())
        .expect(200);
    Json.Obj next = integrator.get("/v1/records/revisions").expect(200);
    assertThat(objects(next, "revisions")).isEmpty();
    assertThat(integrator.get("/v1/records/revisions?cursor=elsewhere.9.9").problem())
        .isEqualTo("cursor-refused");
  }
}
