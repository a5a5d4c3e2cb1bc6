package uk.seenheard.api.desk.review;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;

/** One incident, one form: a colleague's other form takes no duty away, a person settles it. */
class FormOfAnIncidentTest {
  private static final FormRef GENERAL = new FormRef("general-incident", 1);
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

  private static Json.Obj look(Caller caller, String incident) {
    return caller.get("/v1/incidents/" + incident).expect(200);
  }

  private static List<String> ids(Json.Obj seen, String list, String member) {
    return seen.items(list).stream()
        .map(one -> ((Json.Obj) one).text(member).orElse(""))
        .collect(Collectors.toList());
  }

  private static Json.Obj choice(Json.Obj seen, String form) {
    List<String> over = new ArrayList<>();
    for (Json answer : seen.object("fields").object("form").items("answers")) {
      over.add(((Json.Obj) answer).text("op").orElseThrow());
    }
    return Json.object()
        .put("op", "set")
        .put("at", "form")
        .put("value", form)
        .put("over", Json.texts(over))
        .build();
  }

  private static Caller.Answer decide(Caller by, Json.Obj seen, String incident, Json.Obj op) {
    return by.post(
        "/v1/incidents/" + incident + "/decisions",
        Json.object()
            .put("frontier", seen.text("frontier").orElseThrow())
            .put("ops", Json.list(List.of(op)))
            .build());
  }

  @Test
  void aColleaguesOtherFormTakesNothingAwayUntilSomebodySaysWhy() {
    Officer one = Officer.onShift(server.url(), "pc1201");
    Officer two = Officer.onShift(server.url(), "pc1202").with(GENERAL);
    String incident = one.incident("MC-2026-0900");
    one.record(incident, set("reference", "MC-2026-0900"));
    one.record(incident, add(entry("child"), Json.EMPTY));
    one.sendAll();
    Caller supervisor = Caller.signedIn(server.url(), "ps401");
    Json.Obj domestic = look(supervisor, incident);
    assertThat(ids(domestic, "prompts", "prompt")).contains("risk").doesNotContain("form");

    two.record(incident, set("reference", "MC-2026-0900"));
    two.record(incident, set("form", "general-incident"));
    two.record(incident, act("submit"));
    two.sendAll();
    Json.Obj both = look(supervisor, incident);
    assertThat(ids(both, "prompts", "prompt"))
        .startsWith("form")
        .containsAll(ids(domestic, "prompts", "prompt"));
    assertThat(ids(both, "duties", "duty")).containsAll(ids(domestic, "duties", "duty"));
    assertThat(both.whole("contradictions").orElse(0L)).isPositive();

    Json.Obj silent = choice(both, "domestic-abuse");
    Caller.Answer refused = decide(supervisor, both, incident, silent);
    assertThat(refused.expect(400).text("detail")).contains("Say why it is this form.");
    decide(supervisor, both, incident, silent.with("reason", Json.of("A partner hit her")))
        .expect(201);

    Json.Obj settled = look(supervisor, incident);
    assertThat(settled.text("form")).contains("domestic-abuse");
    assertThat(ids(settled, "prompts", "prompt")).doesNotContain("form").contains("risk");
    two.record(incident, set("place", "12 Elm Row"));
    two.sendAll();
    Json.Obj late = look(supervisor, incident);
    assertThat(late.text("form")).contains("domestic-abuse");
    assertThat(ids(late, "prompts", "prompt")).doesNotContain("form").contains("risk");
  }

  /** Two handsets, two versions of a form: one record, and one list of what is open. */
  @Test
  void anIncidentOfTwoVersionsReadsTheSameAtHandsetAndServer() throws Exception {
    Officer first = Officer.onShift(server.url(), "pc1201").with(new FormRef("domestic-abuse", 1));
    Officer second = Officer.onShift(server.url(), "pc1202").with(new FormRef("domestic-abuse", 2));
    String incident = first.incident("MC-2026-0902");
    String child = entry("child");
    first.record(incident, set("reference", "MC-2026-0902"), set("place", "1 Quay"));
    first.record(
        incident,
        add(child, Json.object().put("name", "Zo\u00eb").put("dob", "2016-01-02").build()));
    second.record(incident, set("toldAt", "2026-11-20T22:30Z"), set(child + "/name", "Zoe\u0308"));
    second.record(
        incident,
        add(
            entry("statement"),
            Json.object().put("about", child).put("words", "I hid upstairs").build()));
    first.sendAll();
    second.sendAll();
    RealHandset.Clocks clocks = new RealHandset.Clocks(System::currentTimeMillis, 0);
    try (Handset handset = RealHandset.open(data.resolve("handset"), server.url(), clocks)) {
      assertThat(handset.signIn("pc1203", Optional.empty())).isEmpty();
      assertThat(handset.attend("domestic-abuse", "MC-2026-0902")).isEqualTo(incident);
      IncidentRecord there = bothAtOneFrontier(handset, first, incident);
      Json.Obj seen = look(Caller.signedIn(server.url(), "ps401"), incident);
      assertThat(handset.view(incident).incident().record().canonical().canonical())
          .isEqualTo(there.canonical().canonical());
      assertThat(handset.view(incident).incident().record().captured().hex())
          .isEqualTo(seen.text("captured").orElseThrow());
      assertThat(
              handset.asked(incident).orElseThrow().all().stream()
                  .map(
                      prompt ->
                          prompt.prompt()
                              + ' '
                              + prompt.subject().map(FieldPath::text).orElse("")
                              + (prompt.isOpen() ? " open" : ""))
                  .collect(Collectors.toList()))
          .isEqualTo(
              seen.items("prompts").stream()
                  .map(Json.Obj.class::cast)
                  .map(
                      prompt ->
                          prompt.text("prompt").orElse("")
                              + ' '
                              + prompt.text("subject").orElse("")
                              + (prompt.text("status").equals(Optional.of("open")) ? " open" : ""))
                  .collect(Collectors.toList()));
    }
  }

  /**
   * What the server gives when the handset knows as much: the server alerts people about duties
   * whose time has gone, in the second after it was told of them.
   */
  private static IncidentRecord bothAtOneFrontier(
      Handset handset, Officer officer, String incident) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    IncidentRecord there;
    do {
      there = officer.seen(incident);
      assertThat(handset.sync().outcome()).isEqualTo(SyncReport.Outcome.SYNCED);
    } while (!handset.view(incident).incident().record().frontier().equals(there.frontier())
        && System.nanoTime() < end);
    return there;
  }

  @Test
  void aFormThatTheServerDoesNotKnowNeverReadsAsAllHeard() {
    Officer one = Officer.onShift(server.url(), "pc1201");
    Officer two = Officer.onShift(server.url(), "pc1202").with(new FormRef("of-tomorrow", 3));
    String incident = two.incident("MC-2026-0901");
    two.record(incident, set("reference", "MC-2026-0901"), add(entry("child"), Json.EMPTY));
    two.record(incident, act("submit"));
    two.sendAll();
    Caller supervisor = Caller.signedIn(server.url(), "ps401");
    Json.Obj seen = look(supervisor, incident);
    assertThat(seen.whole("unheard")).contains(1L);
    assertThat(seen.whole("openMusts").orElse(0L)).isPositive();
    Json.Obj authorise = Json.object().put("op", "act").put("act", "authorise").build();
    assertThat(decide(supervisor, seen, incident, authorise).status()).isEqualTo(409);
    assertThat(one.person()).isEqualTo("pc1201");
  }
}
