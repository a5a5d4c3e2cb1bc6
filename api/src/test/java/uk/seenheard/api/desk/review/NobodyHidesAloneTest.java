package uk.seenheard.api.desk.review;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.DomesticCase;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** No supervisor makes somebody disappear from a record and lets that go out by themselves. */
class NobodyHidesAloneTest {
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

  private static Caller.Answer decide(Caller caller, String incident, Json.Obj op) {
    String frontier = look(caller, incident).text("frontier").orElseThrow();
    return caller.post(
        "/v1/incidents/" + incident + "/decisions",
        Json.object().put("frontier", frontier).put("ops", Json.list(List.of(op))).build());
  }

  private static Json.Obj decision(String act) {
    return Json.object().put("op", "act").put("act", act).build();
  }

  /** Authorises, having read what is to be read. */
  private static Json.Obj authorising(Json.Obj seen) {
    return decision("authorise")
        .with("with", Json.object().put("read", Json.list(seen.items("toRead"))).build());
  }

  private static Json.Obj prompt(Caller caller, String incident, String id) {
    return look(caller, incident).items("prompts").stream()
        .map(Json.Obj.class::cast)
        .filter(prompt -> prompt.text("prompt").equals(Optional.of(id)))
        .findFirst()
        .orElseThrow();
  }

  /** A child and their words, crossed out by one sergeant, do not vanish by that one's hand. */
  @Test
  void whoCrossesAChildAndTheirWordsOutNeitherAcceptsThatNorAuthorisesWhatIsLeft() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("MC-2026-0418");
    DomesticCase record = new DomesticCase();
    officer.record(incident, set("reference", "MC-2026-0418"));
    officer.record(incident, record.all().toArray(Operation[]::new));
    String leo = entry("child");
    String words = entry("statement");
    officer.record(
        incident,
        add(leo, Json.EMPTY),
        set(leo + "/name", "Leo"),
        add(words, Json.object().put("about", leo).put("words", "Daddy burned my hand").build()));
    officer.record(incident, act("submit"));
    officer.sendAll();

    Caller sergeant = as("ps401");
    Caller inspector = as("insp71");
    assertThat(look(sergeant, incident).items("barred")).isEmpty();
    decide(sergeant, incident, strike(words, "Entered by mistake")).expect(201);
    decide(sergeant, incident, strike(leo, "Counted twice")).expect(201);
    Json.Obj seen = look(sergeant, incident);
    Json.Obj barred = (Json.Obj) seen.items("barred").get(0);
    assertThat(barred.object("person").text("id")).contains("ps401");
    assertThat(barred.text("why").orElse(""))
        .contains("You crossed out a child", "another supervisor or an inspector");
    Caller.Answer own = decide(sergeant, incident, authorising(seen));
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.body()).contains(barred.text("why").orElseThrow());
    assertThat(look(sergeant, incident).text("state")).contains("submitted");

    decide(inspector, incident, authorising(look(inspector, incident))).expect(201);
    assertThat(look(sergeant, incident).text("state")).contains("authorised");
    assertThat(look(sergeant, incident).items("barred")).isEmpty();
  }

  private static Json.Obj strike(String at, String reason) {
    return Json.object().put("op", "strike").put("at", at).put("reason", reason).build();
  }

  @Test
  void aReasonIsAcceptedBySomebodyElseThanWhoGaveIt() {
    Officer officer = Officer.onShift(server.url(), "pc1203");
    String incident = officer.incident("MC-2026-0419");
    String child = entry("child");
    officer.record(incident, add(child, Json.EMPTY), set(child + "/dob", "2019-02-03"));
    officer.sendAll();
    Caller sergeant = as("ps401");
    Json.Obj given =
        Json.object()
            .put("op", "set")
            .put("at", child + "/reason.child-spoken")
            .put("value", Json.object().put("code", "asleep").put("words", "Upstairs").build())
            .build();
    decide(sergeant, incident, given).expect(201);
    Json.Obj reason = prompt(sergeant, incident, "child-spoken").object("reason");
    assertThat(reason.object("by").text("id")).contains("ps401");
    Json.Obj accept =
        decision("accept-reason")
            .with("about", Json.of(child))
            .with(
                "with",
                Json.object()
                    .put("prompt", "child-spoken")
                    .put("op", reason.text("op").orElseThrow())
                    .build());
    assertThat(decide(sergeant, incident, accept).status()).isEqualTo(403);
    decide(as("insp71"), incident, accept).expect(201);
  }
}
