package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.contract.PublishedContract;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.codec.Json;

/**
 * Kind 9: whatever says something of an incident is written down before it leaves, whoever may not
 * see the incident is told nothing of it by any route, and a refusal names nobody.
 */
class ReadsWithoutATraceTest {
  private static final Held HELD =
      Held.of(9, "Reads without a trace", ReadsWithoutATraceTest.class);
  private static final String NAME = "Tamsin Quickthorn";
  private static final String WORDS = "the lodger has a key to my room";
  private static final String REFERENCE = "GATE-9-0001";

  /** Routes that say the same to everybody: nothing in them is of an incident or a person. */
  private static final Set<String> OF_NOTHING =
      Set.of(
          "GET /v1/sign-in",
          "GET /v1/chase",
          "GET /v1/acts",
          "GET /v1/forms",
          "GET /v1/forms/{form}/{version}");

  /** A stream without content, and the feed of the records system, which has its own notes. */
  private static final Set<String> ELSEWHERE =
      Set.of("GET /v1/sync/live", "GET /v1/records/revisions");

  @TempDir static Path data;
  private static final AtomicLong AHEAD = new AtomicLong();
  private static LiveServer server;
  private static Officer officer;
  private static String incident;
  private static String child;
  private static String notice;
  private static Change apart;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data, () -> System.currentTimeMillis() + AHEAD.get(), Map.of());
    officer = Officer.onShift(server.url(), "pc1201");
    incident = officer.incident(REFERENCE);
    child = entry("child");
    notice = entry("referral");
    officer.record(
        incident,
        set("reference", REFERENCE),
        add(child, Json.EMPTY),
        set(child + "/name", NAME),
        add(entry("statement"), Json.object().put("about", child).put("words", WORDS).build()),
        add(notice, Json.object().put("about", child).put("kind", "ppn").build()));
    officer.record(incident, act("submit"));
    officer.sendAll();
    Officer colleague = Officer.onShift(server.url(), "pc1202");
    apart = colleague.record(incident, act("decide-something-newer"), set("note", "kept apart"));
    colleague.sendAll();
    // Another team's sergeant who wrote in it and says that they are there may not see it either.
    Officer sergeant = Officer.onShift(server.url(), "ps403");
    sergeant.record(incident, set("place", "x road"));
    sergeant.record(incident, act("decide-something-newer"));
    sergeant.sendAll();
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  private static Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  private static String path(PublishedContract.Operation operation) {
    return operation
        .path()
        .replace("/v1/rows", "/v1/rows?incidents=" + incident)
        .replace("{incident}", incident)
        .replace("{revision}", "000000000000001." + incident)
        .replace("{referral}", incident + '.' + notice.substring(notice.indexOf('/') + 1))
        .replace("{form}", "domestic-abuse")
        .replace("{version}", "1");
  }

  private static List<PublishedContract.Operation> reads() {
    List<PublishedContract.Operation> reads = new ArrayList<>();
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      String name = "GET " + operation.path();
      if (operation.method().equalsIgnoreCase("get")
          && operation.path().startsWith("/v1/")
          && !operation.path().startsWith("/v1/demo/")
          && !ELSEWHERE.contains(name)) {
        reads.add(operation);
      }
    }
    assertThat(reads).hasSizeGreaterThan(12);
    return reads;
  }

  /** The notes of what somebody saw, of an incident or of people and numbers. */
  private static List<LiveServer.Noted> looks(String person) {
    List<LiveServer.Noted> looks = new ArrayList<>();
    for (LiveServer.Noted note : server.ledger()) {
      boolean look = note.act().equals("consulted") || note.act().equals("disclosed");
      if (look && note.by().equals(person)) {
        looks.add(note);
      }
    }
    return looks;
  }

  private static boolean names(LiveServer.Noted note) {
    return note.with().items("incidents").contains(Json.of(incident));
  }

  private static boolean tells(String body) {
    return body.contains(NAME)
        || body.contains(WORDS)
        || body.contains(REFERENCE)
        || body.contains(incident);
  }

  @Test
  void whateverSaysSomethingOfAnIncidentIsWrittenDownBeforeItLeaves() {
    List<PublishedContract.Operation> reads = reads();
    List<String> people = List.of("pc1201", "ps401", "insp71");
    HELD.walking(reads.size() + " routes that read × 3 ranks who may see");
    int told = 0;
    for (PublishedContract.Operation read : reads) {
      for (String person : people) {
        // Another five minutes: nothing counts as a repetition of the route before.
        AHEAD.addAndGet(6 * 60_000);
        Caller caller = as(person);
        int before = looks(person).size();
        Caller.Answer answer = caller.get(path(read));
        boolean tells = answer.status() == 200 && tells(answer.body());
        told += tells ? 1 : 0;
        HELD.tries(
            person + " reads " + read.path(),
            () -> {
              List<LiveServer.Noted> looks = looks(person);
              if (tells) {
                assertThat(looks.subList(before, looks.size()))
                    .as(answer.body())
                    .anyMatch(ReadsWithoutATraceTest::names);
              } else if (answer.status() == 200 && !OF_NOTHING.contains("GET " + read.path())) {
                assertThat(looks.size() > before || answer.body().contains("[]"))
                    .as(answer.body())
                    .isTrue();
              }
            });
      }
    }
    assertThat(told).isGreaterThan(15);
  }

  @Test
  void whoMayNotSeeItIsToldNothingOfItByAnyRoute() {
    List<PublishedContract.Operation> reads = reads();
    HELD.walking(reads.size() + " routes that read × 4 people who may not see");
    for (PublishedContract.Operation read : reads) {
      for (String person : List.of("pc1203", "pc1204", "ps402", "ps403")) {
        HELD.tries(
            person + " reads " + read.path(),
            () -> {
              Caller.Answer answer = as(person).get(path(read));
              assertThat(tells(answer.body())).as(answer.body()).isFalse();
              assertThat(answer.body()).doesNotContain(child);
              if (read.path().contains("{incident}")) {
                assertThat(answer.status()).isIn(403, 404);
              }
            });
      }
    }
  }

  @Test
  void aRefusalNamesNobody() {
    HELD.walking("authorised with open questions, decided on what has moved, each × 2 ranks");
    for (String person : List.of("ps401", "insp71")) {
      Caller caller = as(person);
      HELD.tries(
          person + " authorises with open questions",
          () -> {
            Caller.Answer refused =
                Acts.decide(
                    caller,
                    incident,
                    Acts.decided(
                        "authorise",
                        "",
                        Json.object()
                            .put("captured", Acts.look(caller, incident).text("captured"))
                            .build()));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("obstacles", child);
            assertNamesNobody(refused.body());
          });
      HELD.tries(
          person + " decides on what has moved",
          () -> {
            String seen = Acts.frontier(caller, incident);
            officer.record(incident, set("child-note", NAME));
            officer.sendAll();
            Caller.Answer refused =
                caller.post(
                    "/v1/incidents/" + incident + "/decisions",
                    Json.object()
                        .put("frontier", seen)
                        .put(
                            "ops",
                            Json.list(
                                List.of(
                                    Acts.decided(
                                        "return", "", Json.object().put("note", "n").build()))))
                        .build());
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("moved");
            assertNamesNobody(refused.body());
          });
    }
  }

  private static void assertNamesNobody(String body) {
    assertThat(body).doesNotContain(NAME, "Tamsin", WORDS, "pc1201", "Thackwray");
  }

  @Test
  void whatIsKeptApartIsForItsAuthorAndForSupervisors() {
    HELD.walking("what is in quarantine × 3 who see the incident");
    String history = "/v1/incidents/" + incident + "/history";
    for (String person : List.of("pc1201", "ps401", "insp71")) {
      HELD.tries(
          person + " reads what a colleague has in quarantine",
          () ->
              assertThat(as(person).get(history).expect(200).canonical().contains("kept apart"))
                  .isEqualTo(!person.equals("pc1201")));
    }
    assertThat(apart.author()).isEqualTo("pc1202");
  }

  @Test
  void whatIsLookedAtAgainWithinMinutesIsOneLookWithACount() {
    HELD.tries(
        "a list that refreshes",
        () -> {
          AHEAD.addAndGet(6 * 60_000);
          Caller sergeant = as("ps401");
          int before = looks("ps401").size();
          for (int i = 0; i < 5; i++) {
            sergeant.get("/v1/incidents").expect(200);
          }
          assertThat(looks("ps401")).hasSize(before + 1);
          AHEAD.addAndGet(6 * 60_000);
          sergeant.get("/v1/incidents").expect(200);
          assertThat(looks("ps401")).hasSize(before + 2);
          assertThat(server.ledger())
              .anyMatch(
                  note ->
                      note.act().equals("consulted-again")
                          && note.by().equals("ps401")
                          && note.with().whole("times").filter(n -> n == 5).isPresent());
        });
  }

  @Test
  void aDisclosureNamesTheIncidents() {
    HELD.tries(
        "pulled and fetched again",
        () -> {
          for (String route : List.of("/v1/sync/pull", "/v1/sync/incidents/" + incident)) {
            int before = looks("pc1201").size();
            assertThat(as("pc1201").get(route).status()).isEqualTo(200);
            List<LiveServer.Noted> looks = looks("pc1201");
            assertThat(looks).hasSize(before + 1);
            assertThat(new TreeSet<>(Set.of(looks.get(before).act()))).containsExactly("disclosed");
            assertThat(names(looks.get(before))).isTrue();
          }
        });
  }
}
