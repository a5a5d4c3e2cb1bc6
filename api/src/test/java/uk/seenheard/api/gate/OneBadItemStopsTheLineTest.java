package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.DomesticCase;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.contract.PublishedContract;
import uk.seenheard.api.partners.records.Damage;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.act.Member;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * Kind 8: a reader of the log that meets what it cannot use sets it aside, tells, and goes on. What
 * is fed here is within the protocol and without sense.
 */
class OneBadItemStopsTheLineTest {
  private static final Held HELD =
      Held.of(8, "One bad item stops the line", OneBadItemStopsTheLineTest.class);

  private static final Map<String, Caller> SIGNED_IN = new HashMap<>();

  @TempDir static Path data;
  private static LiveServer server;
  private static int incidents;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  /** Whoever signed in at this server once goes on: what is tried here is what they read. */
  private static Caller as(String person) {
    return SIGNED_IN.computeIfAbsent(
        server.url() + ' ' + person, unused -> Caller.signedIn(server.url(), person));
  }

  /** What no reader expects, in the place of anything. */
  private static List<Json> garbage() {
    List<Json> garbage = new ArrayList<>();
    garbage.add(Json.of(-1));
    garbage.add(Json.of(true));
    garbage.add(Json.of(""));
    garbage.add(Json.of("\u0000\uFFFD ../..//child"));
    garbage.add(Json.of("99999-99-99T99:99Z"));
    garbage.add(Json.list(List.of(Json.list(List.of()), Json.of(7))));
    garbage.add(Json.object().put("grade", Json.list(List.of())).put("", "x").build());
    garbage.add(Json.of("x".repeat(900)));
    return garbage;
  }

  /** The fields that some reader of the log gives a meaning. */
  private static final List<String> FIELDS =
      List.of(
          "reference",
          "place",
          "happened",
          "risk",
          "childrenHere",
          "childrenLiving",
          "adultsHere",
          "indicators",
          "missing",
          "reportedAt",
          "lastSeen",
          "closing",
          "device",
          "custody",
          "child/CHILD/name",
          "child/CHILD/dob",
          "child/CHILD/ageYears",
          "child/CHILD/seen",
          "child/CHILD/school",
          "child/CHILD/reason.child-spoken",
          "child/CHILD/arrivedAt",
          "adult/CHILD/name",
          "adult/CHILD/link.x",
          "notice/CHILD/about",
          "notice/CHILD/grade",
          "notice/CHILD/sentAt",
          "custody/CHILD/arrivedAt",
          "protection/CHILD/at",
          "action/CHILD/due",
          "statement/CHILD/about",
          "discussion/CHILD/at");

  @Test
  void answersWithoutSenseStopNoReader() {
    List<Json> garbage = garbage();
    for (int i = 0; i < garbage.size(); i++) {
      Json value = garbage.get(i);
      HELD.tries(
          "value " + i + " in every field",
          () -> {
            Officer officer = Officer.onShift(server.url(), "pc1201");
            String incident = officer.incident("GATE-8-" + incidents++);
            String id = entry("child").substring("child/".length());
            List<Operation> ops = new ArrayList<>();
            for (String field : FIELDS) {
              ops.add(set(field.replace("CHILD", id), value));
            }
            officer.record(incident, ops.toArray(Operation[]::new));
            Json.Obj inside = Json.object().put("about", value).put("words", "w").build();
            officer.record(
                incident,
                add("statement/" + id.replace('0', '1'), inside),
                add("child/" + id, Json.object().put("name", "Zed").build()));
            officer.record(incident, act("submit"));
            officer.sendAll();
            assertEverythingGoesOn(incident);
          });
    }
    HELD.walking(garbage.size() + " senseless values in " + FIELDS.size() + " fields");
  }

  @Test
  void actsWithoutSenseStopNoReader() {
    List<String> words = new ArrayList<>(Acts.words());
    words.add("act-of-a-newer-version");
    for (String word : words) {
      HELD.tries(
          "a senseless " + word,
          () -> {
            Officer officer = Officer.onShift(server.url(), "pc1202");
            String incident = officer.incident("GATE-8-" + incidents++);
            officer.record(incident, set("place", "1 Mill Lane"));
            for (Json value : garbage()) {
              officer.record(incident, senseless(word, value));
            }
            officer.record(incident, act("submit"));
            officer.sendAll();
            assertEverythingGoesOn(incident);
          });
    }
    HELD.walking(words.size() + " acts × " + garbage().size() + " senseless values");
  }

  private static Operation senseless(String word, Json value) {
    Json.Builder with = Json.object().put("reason", "because").put("", value).put("x", value);
    Act.of(word)
        .ifPresent(
            act ->
                act.members().stream()
                    .map(Member::name)
                    .filter(name -> name.startsWith("with.") && !name.equals("with.reason"))
                    .forEach(name -> with.put(name.substring(5), value)));
    return new Operation.Act(
        word,
        Optional.of(new FieldPath("child/nobody")),
        with.build(),
        List.of(),
        new Hash("f".repeat(64)));
  }

  /** Every route that reads answers, and what others write behind it arrives. */
  private static void assertEverythingGoesOn(String incident) {
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      if (operation.method().equals("GET") && !operation.roles().isEmpty() && !operation.stream()) {
        String by =
            operation.roles().contains("inspector")
                ? "insp71"
                : operation.roles().contains("integrator") ? "records" : "hub";
        Caller.Answer answer =
            as(by).get(operation.samplePath().replaceFirst("0190c0de-[0-9a-f-]*", incident));
        assertThat(answer.status()).as(operation.route() + ' ' + answer.body()).isLessThan(500);
      }
    }
    Officer next = Officer.onShift(server.url(), "pc1203");
    String other = next.incident("GATE-8-" + incidents++);
    next.record(other, set("place", "2 Mill Lane"));
    next.sendAll();
    assertThat(as("ps401").get("/v1/incidents/" + other).status()).isEqualTo(200);
  }

  @Test
  void anAuthorisationThatTheLogDoesNotBearOutIsSetAsideByTheRecordsFeed() {
    HELD.tries(
        "an authorisation of a frontier that never was, before a good one",
        () -> {
          Officer officer = Officer.onShift(server.url(), "pc1201");
          String bad = officer.incident("GATE-8-" + incidents++);
          officer.record(bad, set("place", "3 Mill Lane"));
          officer.sendAll();
          long n = as("ps401").get("/v1/incidents/" + bad).expect(200).whole("n").orElseThrow();
          damage(bad, n);

          officer = Officer.onShift(server.url(), "pc1201");
          String good = officer.incident("GATE-8-" + incidents++);
          officer.record(good, new DomesticCase().all().toArray(Operation[]::new));
          officer.record(good, act("submit"));
          officer.sendAll();
          Acts.decide(as("ps401"), good, Acts.decided("authorise", "", Json.EMPTY)).expect(201);

          Json.Obj page = as("records").get("/v1/records/revisions").expect(200);
          assertThat(Acts.objects(page, "revisions"))
              .extracting(one -> one.text("incident").orElse(""))
              .contains(good)
              .doesNotContain(bad);
          assertThat(Acts.objects(page, "setAside"))
              .extracting(one -> one.text("incident").orElse(""))
              .containsExactly(bad);
          as("records")
              .post(
                  "/v1/records/acknowledgements",
                  Json.object().put("cursor", page.text("cursor").orElseThrow()).build())
              .expect(200);
          Json.Obj next = as("records").get("/v1/records/revisions").expect(200);
          assertThat(next.items("revisions")).isEmpty();
          assertThat(next.items("setAside")).isEmpty();
        });
    HELD.walking("the records feed behind a damaged authorisation");
  }

  /** Files an authorisation as a damaged log would, while the server is down. */
  private static void damage(String incident, long n) throws Exception {
    server.close();
    Damage.file(data, "marlshire", incident, n);
    server = LiveServer.start(data);
  }
}
