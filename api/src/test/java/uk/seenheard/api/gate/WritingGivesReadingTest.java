package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Access;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/**
 * Kind 2: whoever writes into an incident does not see it for that. It is seen by who is on it;
 * what a supervisor took back nobody gives themselves again; and every change is taken all the
 * same.
 */
class WritingGivesReadingTest {
  private static final Held HELD =
      Held.of(2, "Writing gives reading", WritingGivesReadingTest.class);
  private static final long HOURS = 3_600_000;

  @TempDir static Path data;
  private static final AtomicLong AHEAD = new AtomicLong();
  private static LiveServer server;
  private static int incidents;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data, () -> System.currentTimeMillis() + AHEAD.get(), Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  private static Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  private static Officer officer(String person) {
    return Officer.onShift(server.url(), person);
  }

  /** An incident of Ashmere with a child's words, begun by one of its officers. */
  private record Scene(Officer first, String incident, String child) {
    static Scene begun() {
      return begunBy("pc1201");
    }

    static Scene begunBy(String person) {
      Officer first = officer(person);
      String incident = first.incident("GATE-2-" + incidents++);
      String child = entry("child");
      first.record(
          incident,
          add(child, Json.EMPTY),
          add(
              entry("statement"),
              Json.object().put("about", child).put("words", "he locked the door").build()));
      first.sendAll();
      return new Scene(first, incident, child);
    }
  }

  /** The hashes of an incident that somebody's pull from the beginning holds. */
  private static Set<String> pulled(String person, String incident) {
    Set<String> changes = new TreeSet<>();
    for (Frame frame : as(person).pull(Optional.empty())) {
      if (frame instanceof Frame.Change change && change.content().contains(incident)) {
        changes.add(change.device() + "/" + change.seq());
      }
      if (frame instanceof Frame.Snapshot snapshot && snapshot.incident().equals(incident)) {
        changes.add("snapshot");
      }
    }
    return changes;
  }

  private static boolean sees(String person, String incident) {
    return as(person).get("/v1/incidents/" + incident + "/card").status() == 200;
  }

  /** Nothing of it comes back, by whatever route, and it counts in no digest. */
  private static void assertBlind(String person, String incident) {
    Caller caller = as(person);
    assertThat(pulled(person, incident)).isEmpty();
    assertThat(caller.get("/v1/sync/incidents").expect(200).canonical()).doesNotContain(incident);
    for (String list : List.of("/v1/incidents?state=waiting", "/v1/incidents", "/v1/overdue")) {
      Caller.Answer answer = caller.get(list);
      assertThat(answer.body()).doesNotContain(incident);
    }
    for (String at :
        List.of(
            "/v1/incidents/" + incident,
            "/v1/incidents/" + incident + "/card",
            "/v1/incidents/" + incident + "/history",
            "/v1/incidents/" + incident + "/quarantine",
            "/v1/incidents/" + incident + "/twins",
            "/v1/sync/incidents/" + incident)) {
      assertThat(caller.get(at).status()).as(at).isIn(403, 404);
    }
  }

  private static Json.Obj card(String supervisor, String incident) {
    return as(supervisor).get("/v1/incidents/" + incident + "/card").expect(200);
  }

  private static List<String> asking(String supervisor, String incident) {
    List<String> asking = new ArrayList<>();
    card(supervisor, incident)
        .items("asking")
        .forEach(one -> asking.add(((Json.Obj) one).text("id").orElse("")));
    return asking;
  }

  private static boolean waits(String supervisor, String incident) {
    return as(supervisor)
        .get("/v1/incidents?state=waiting&limit=200")
        .expect(200)
        .canonical()
        .contains(incident);
  }

  private static void assign(String by, String incident, String team) {
    Acts.decide(
            as(by), incident, Acts.decided("assign", "", Json.object().put("team", team).build()))
        .expect(201);
  }

  private static Caller.Answer authorise(String by, String incident) {
    Json.Obj look = Acts.look(as(by), incident);
    Json.Obj with = Json.object().put("captured", look.text("captured").orElse("")).build();
    return Acts.decide(as(by), incident, Acts.decided("authorise", "", with));
  }

  /** Everything that a change can say, but that somebody is there. */
  private static List<Operation> sayings(Scene scene) {
    List<Operation> all = new ArrayList<>();
    all.add(set("place", "somewhere"));
    all.add(add(entry("child"), Json.EMPTY));
    all.add(
        new Operation.StrikeEntry(
            new FieldPath(scene.child()), "mine", List.of(), new Hash("0".repeat(64))));
    for (String word : Acts.words()) {
      if (!Act.ATTEND.is(word)) {
        Json.Obj with = Act.of(word).map(one -> Acts.with(one, scene.child())).orElse(Json.EMPTY);
        all.add(Acts.pushed(word, scene.child(), with));
      }
    }
    return all;
  }

  @Test
  void nothingThatIsWrittenIsRefusedAndNothingOfItLetsAnybodySee() {
    Scene scene = Scene.begun();
    List<Operation> sayings = sayings(scene);
    HELD.walking(sayings.size() + " things that a change can say × 2 teams");
    for (String person : List.of("pc1202", "pc1204")) {
      Officer writer = officer(person);
      Caller caller = as(person);
      for (Operation saying : sayings) {
        HELD.tries(
            person + " writes " + saying,
            () -> {
              writer.write(scene.incident(), saying);
              int at = writer.written().size();
              Json.Obj answer = writer.send(writer.push(at, at)).expect(200);
              assertThat(answer.whole("acknowledgedThrough")).hasValue((long) at);
              assertThat(caller.get("/v1/incidents/" + scene.incident() + "/card").status())
                  .isEqualTo(404);
              assertThat(caller.get("/v1/sync/incidents").expect(200).canonical())
                  .doesNotContain(scene.incident());
            });
      }
      assertBlind(person, scene.incident());
    }
    assertThat(sees("pc1201", scene.incident())).isFalse();
    assertThat(pulled("pc1201", scene.incident())).isNotEmpty();
  }

  @Test
  void whoWritesFirstUnderAGuessedReferenceSeesNothingAndLocksNobodyOut() {
    HELD.walking("a reference guessed by another team × written, attended");
    for (boolean attends : List.of(false, true)) {
      HELD.tries(
          "guessed by another team" + (attends ? ", attended" : ""),
          () -> {
            Officer guesser = officer("pc1204");
            String incident = guesser.incident("GATE-2-" + incidents++);
            if (attends) {
              guesser.record(incident, set("place", "nowhere"));
            } else {
              guesser.write(incident, set("place", "nowhere"));
            }
            guesser.sendAll();
            Officer sent = officer("pc1201");
            sent.record(incident, set("place", "12 Elm Row"));
            sent.sendAll();
            Officer second = officer("pc1202");
            second.record(incident, set("honour", "no"));
            second.sendAll();
            // Those who were sent see what their team wrote, and no more than that.
            assertThat(pulled("pc1202", incident))
                .containsExactlyInAnyOrder(
                    "snapshot", sent.device() + "/1", second.device() + "/1");
            Set<String> guessed = pulled("pc1204", incident);
            guessed.remove("snapshot");
            assertThat(guessed)
                .isSubsetOf(Set.of(guesser.device() + "/1"))
                .hasSize(attends ? 1 : 0);
            assertThat(sees("pc1204", incident)).isFalse();
          });
    }
  }

  @Test
  void whatWasTakenBackOnlyASupervisorGivesAgain() {
    HELD.walking("taken back × written, attended, attended on a new handset, submitted");
    Scene scene = Scene.begun();
    Officer second = officer("pc1202");
    second.record(scene.incident(), set("honour", "no"));
    second.sendAll();
    assertThat(pulled("pc1202", scene.incident())).isNotEmpty();
    Access.take(as("ps401"), scene.incident(), "pc1202");
    List<Operation> ways = List.of(set("mutilation", "no"), act("attend"), act("submit"));
    for (Operation way : ways) {
      for (Officer handset : List.of(second, officer("pc1202"))) {
        HELD.tries(
            "taken back, then " + way,
            () -> {
              handset.write(scene.incident(), way);
              handset.sendAll();
              assertBlind("pc1202", scene.incident());
            });
      }
    }
    assertThat(asking("ps401", scene.incident())).containsExactly("pc1202");
    assertThat(waits("ps401", scene.incident())).isTrue();
    Access.give(as("ps401"), scene.incident(), "pc1202");
    assertThat(pulled("pc1202", scene.incident())).isNotEmpty();
    assertThat(asking("ps401", scene.incident())).isEmpty();
  }

  @Test
  void whoAttendsWithinTheTeamAndTheShiftIsOnIt() {
    HELD.tries(
        "a colleague attends",
        () -> {
          Scene scene = Scene.begun();
          Officer second = officer("pc1202");
          second.write(scene.incident(), act("attend"));
          second.sendAll();
          assertThat(pulled("pc1202", scene.incident()))
              .containsExactlyInAnyOrder(
                  "snapshot", scene.first().device() + "/1", second.device() + "/1");
          assertThat(waits("ps401", scene.incident())).isFalse();
        });
  }

  @Test
  void whoAttendsWhatIsAnotherTeamsOnlyAsksAndBothSupervisorsAreTold() {
    HELD.walking("another team's officer attends × let in by either supervisor");
    for (String lets : List.of("ps401", "ps402")) {
      HELD.tries(
          "attended from another team, let in by " + lets,
          () -> {
            Scene scene = Scene.begun();
            assign("ps401", scene.incident(), "ashmere");
            Officer other = officer("pc1204");
            other.write(scene.incident(), act("attend"));
            other.sendAll();
            assertBlind("pc1204", scene.incident());
            for (String supervisor : List.of("ps401", "ps402")) {
              assertThat(asking(supervisor, scene.incident())).containsExactly("pc1204");
              assertThat(waits(supervisor, scene.incident())).isTrue();
            }
            Access.give(as(lets), scene.incident(), "pc1204");
            assertThat(pulled("pc1204", scene.incident())).hasSizeGreaterThan(2);
            assertThat(waits("ps401", scene.incident())).isFalse();
          });
    }
  }

  @Test
  void whoComesWithItAfterTheShiftOnlyAsksWhateverTheHandsetsClockSays() {
    HELD.tries(
        "attended in a shift that is over",
        () -> {
          Scene scene = Scene.begun();
          Officer late = officer("pc1203");
          late.record(scene.incident(), set("honour", "no"));
          AHEAD.set(AHEAD.get() + 13 * HOURS);
          late.sendAll();
          assertBlind("pc1203", scene.incident());
          assertThat(asking("ps401", scene.incident())).containsExactly("pc1203");
        });
  }

  @Test
  void anAttendThatComesLateReopensNothingAndCorrectsNothing() {
    Scene scene = Scene.begun();
    String before = Acts.look(as("insp71"), scene.incident()).text("captured").orElseThrow();
    HELD.tries(
        "attended after the record",
        () -> {
          Officer second = officer("pc1202");
          second.write(scene.incident(), act("attend"));
          second.sendAll();
          assertThat(Acts.look(as("insp71"), scene.incident()).text("captured")).hasValue(before);
        });
  }

  @Test
  void aForgedAttendPutsNobodyOnIt() {
    Scene scene = Scene.begun();
    HELD.walking("attended in another's name");
    HELD.tries(
        "attended in another's name",
        () -> {
          Officer other = officer("pc1204");
          Officer victim = officer("pc1202");
          Change made = victim.write(scene.incident(), act("attend"));
          Json.Obj answer =
              other
                  .send(other.push(1, 1, List.of(made.content()), List.of(victim.pass())))
                  .expect(200);
          assertThat(answer.canonical()).contains("quarantined");
          assertBlind("pc1204", scene.incident());
          assertBlind("pc1202", scene.incident());
        });
  }

  @Test
  void twoTeamsThatBeginSeeTheirOwnPartUntilItIsSaidWhoseItIs() {
    HELD.walking("two teams begin × settled for either");
    for (String owner : List.of("ashmere", "brackenford")) {
      HELD.tries(
          "two teams, settled for " + owner,
          () -> {
            Scene scene = Scene.begun();
            Officer other = officer("pc1204");
            other.record(scene.incident(), set("place", "14 Elm Row"));
            other.sendAll();
            String first = scene.first().device() + "/1";
            String second = other.device() + "/1";
            assertThat(pulled("pc1201", scene.incident()))
                .containsExactlyInAnyOrder("snapshot", first);
            assertThat(pulled("pc1204", scene.incident()))
                .containsExactlyInAnyOrder("snapshot", second);
            for (String supervisor : List.of("ps401", "ps402")) {
              assertThat(pulled(supervisor, scene.incident()))
                  .containsExactlyInAnyOrder("snapshot", first, second);
              assertThat(card(supervisor, scene.incident()).isTrue("contested")).isTrue();
            }
            scene.first().record(scene.incident(), act("submit"));
            scene.first().sendAll();
            Caller.Answer refused = authorise("ps401", scene.incident());
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("whose it is");
            assign("ps401", scene.incident(), owner);
            String on = owner.equals("ashmere") ? "pc1201" : "pc1204";
            String off = owner.equals("ashmere") ? "pc1204" : "pc1201";
            assertThat(pulled(on, scene.incident())).contains(first, second);
            // Their own words stay readable to them: being asked for is no reason to forget those.
            String own = owner.equals("ashmere") ? second : first;
            String others = owner.equals("ashmere") ? first : second;
            assertThat(pulled(off, scene.incident())).contains(own).doesNotContain(others);
            assertThat(asking("ps401", scene.incident())).containsExactly(off);
            assertThat(authorise("ps402", scene.incident()).body()).doesNotContain("whose it is");
          });
    }
  }

  /** What somebody who supervises may say in another team's incident, to see it. */
  private static final List<Operation> OF_SUPERVISORS =
      List.of(set("place", "x road"), act("attend"), act("decide-something-newer"), act("submit"));

  @Test
  void whoSupervisesOpensNoIncidentOfAnotherTeamToThemselvesByWordsOrByAttending() {
    HELD.walking("said by another team's sergeant: 4 sayings × 2 incidents, begun and decided in");
    for (boolean decided : List.of(false, true)) {
      for (Operation saying : OF_SUPERVISORS) {
        HELD.tries(
            "ps402 says " + saying + (decided ? " where it was decided" : " where it was begun"),
            () -> {
              Scene scene = Scene.begun();
              if (decided) {
                assign("ps401", scene.incident(), "ashmere");
              }
              Officer sergeant = officer("ps402");
              sergeant.write(scene.incident(), saying);
              Json.Obj answer = sergeant.send(sergeant.push(1, 1)).expect(200);
              assertThat(answer.whole("acknowledgedThrough")).hasValue(1L);
              assertBlind("ps402", scene.incident());
              assertThat(pulled("pc1201", scene.incident()))
                  .contains(scene.first().device() + "/1");
              assertThat(card("ps401", scene.incident()).isTrue("contested")).isFalse();
              assertThat(waits("ps401", scene.incident())).isTrue();
            });
      }
    }
  }

  @Test
  void theSupervisorWhoseIncidentItIsIsAskedAndLetsAnotherTeamsSergeantIn() {
    HELD.tries(
        "a sergeant who is there asks, and is let in",
        () -> {
          Scene scene = Scene.begun();
          Officer sergeant = officer("ps402");
          sergeant.record(scene.incident(), set("place", "x road"));
          sergeant.sendAll();
          assertThat(asking("ps401", scene.incident())).containsExactly("ps402");
          Access.give(as("ps401"), scene.incident(), "ps402");
          assertThat(pulled("ps402", scene.incident())).hasSizeGreaterThan(2);
          assertThat(waits("ps401", scene.incident())).isFalse();
        });
  }

  @Test
  void aSergeantWhoGuessesAReferenceFirstSeesNothingOfWhatTheOfficersWriteWhoWereSent() {
    HELD.walking("a reference guessed by a sergeant × written, attended");
    for (boolean attends : List.of(false, true)) {
      HELD.tries(
          "guessed by a sergeant" + (attends ? ", attended" : ""),
          () -> {
            Officer guesser = officer("ps402");
            String incident = guesser.incident("GATE-2-" + incidents++);
            if (attends) {
              guesser.record(incident, set("place", "nowhere"));
            } else {
              guesser.write(incident, set("place", "nowhere"));
            }
            guesser.sendAll();
            assertThat(sees("ps402", incident)).isTrue();
            Officer sent = officer("pc1201");
            sent.record(incident, set("place", "12 Elm Row"));
            sent.sendAll();
            assertThat(sees("ps402", incident)).isFalse();
            assertThat(pulled("ps402", incident)).doesNotContain(sent.device() + "/1");
            assertThat(pulled("pc1201", incident)).contains(sent.device() + "/1");
            guesser.write(incident, set("honour", "no"));
            guesser.sendAll();
            assertThat(sees("ps402", incident)).isFalse();
            // Whose officers are there says whose it is.
            assign("ps401", incident, "ashmere");
            assertThat(pulled("pc1201", incident)).contains(guesser.device() + "/1");
          });
    }
  }

  /** All that a decision can say, and what hands an incident to the one who says it. */
  private static List<Json.Obj> decisions(Scene scene) {
    List<Json.Obj> all = new ArrayList<>();
    for (String word : Acts.words()) {
      Json.Obj with = Act.of(word).map(one -> Acts.with(one, scene.child())).orElse(Json.EMPTY);
      all.add(Acts.decided(word, scene.child(), with));
    }
    for (String word : List.of("assign", "share")) {
      all.add(Acts.decided(word, "", Json.object().put("team", "brackenford").build()));
      all.add(Acts.decided(word, "", Json.object().put("person", "ps402").build()));
      all.add(Acts.decided(word, "", Json.object().put("person", "pc1205").build()));
    }
    all.add(Acts.decided("unshare", "", Json.object().put("team", "ashmere").build()));
    all.add(Acts.decided("unshare", "", Json.object().put("person", "pc1201").build()));
    all.add(Acts.decided("return", "", Json.object().put("note", "which child?").build()));
    return all;
  }

  @Test
  void whoSeesItOnlyBecauseSomebodyOfTheirsWroteInItDecidesNothingInIt() {
    Scene scene = Scene.begun();
    assign("ps401", scene.incident(), "ashmere");
    Officer other = officer("pc1204");
    other.write(scene.incident(), set("place", "typo"));
    other.sendAll();
    assertThat(sees("ps402", scene.incident())).isTrue();
    List<Json.Obj> decisions = decisions(scene);
    HELD.walking(decisions.size() + " decisions by whose team only wrote in it");
    for (Json.Obj decision : decisions) {
      HELD.tries(
          "ps402 decides " + decision.canonical(),
          () -> {
            Caller.Answer answer = Acts.decide(as("ps402"), scene.incident(), decision);
            assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
          });
    }
    HELD.tries(
        "what is refused names the reason",
        () -> {
          Json.Obj takes =
              Acts.decided("assign", "", Json.object().put("team", "brackenford").build());
          Caller.Answer answer = Acts.decide(as("ps402"), scene.incident(), takes);
          assertThat(answer.status()).isEqualTo(403);
          assertThat(answer.body()).contains("another team's incident");
        });
    assertThat(card("ps401", scene.incident()).text("team")).hasValue("ashmere");
    assertThat(pulled("pc1201", scene.incident())).isNotEmpty();
  }

  @Test
  void whatAnotherTeamAuthorisedIsTakenByNobodyWhoWroteAWordInIt(@TempDir Path apart)
      throws IOException {
    Json.Obj written = RecordedCase.read("case-2-complete");
    long now = written.whole("now").orElseThrow();
    try (LiveServer other = LiveServer.start(apart, () -> now, Map.of())) {
      String incident = RecordedCase.record(other, "GATE-2-authorised", written);
      RecordedCase.authorise(other, incident).expect(201);
      Caller inspector = Caller.signedIn(other.url(), "insp71");
      for (String writer : List.of("ps403", "pc1204")) {
        Officer late = Officer.onShift(other.url(), writer);
        late.record(incident, set("place", "x road"));
        late.sendAll();
      }
      HELD.walking("authorised, then a word by a sergeant, and by a constable × who takes it");
      HELD.tries(
          "authorised: a sergeant's own word",
          () ->
              assertThat(
                      Caller.signedIn(other.url(), "ps403")
                          .get("/v1/incidents/" + incident)
                          .status())
                  .isEqualTo(404));
      Caller second = Caller.signedIn(other.url(), "ps402");
      for (Json.Obj with :
          List.of(
              Json.object().put("team", "brackenford").build(),
              Json.object().put("person", "ps402").build())) {
        for (String word : List.of("assign", "share")) {
          HELD.tries(
              "authorised: " + word + ' ' + with.canonical(),
              () -> {
                Caller.Answer answer = Acts.decide(second, incident, Acts.decided(word, "", with));
                assertThat(answer.status()).as(answer.body()).isEqualTo(403);
              });
        }
      }
      assertThat(inspector.get("/v1/incidents/" + incident + "/card").expect(200).text("team"))
          .hasValue("ashmere");
    }
  }

  @Test
  void aSergeantWhoAsksIsNotLetInByThoseWhoOnlySeeIt() {
    HELD.walking("a sergeant asks × let in by themselves; an officer, by their sergeant");
    Scene scene = Scene.begun();
    assign("ps401", scene.incident(), "ashmere");
    Officer sergeant = officer("ps402");
    sergeant.record(scene.incident(), set("place", "x road"));
    sergeant.sendAll();
    Officer other = officer("pc1204");
    other.record(scene.incident(), set("place", "typo"));
    other.sendAll();
    assertThat(asking("ps401", scene.incident())).containsExactly("pc1204", "ps402");
    HELD.tries(
        "a sergeant lets themselves in",
        () -> {
          Json.Obj with = Json.object().put("person", "ps402").build();
          assertThat(
                  Acts.decide(as("ps402"), scene.incident(), Acts.decided("share", "", with))
                      .status())
              .isEqualTo(403);
        });
    HELD.tries(
        "an officer who is there",
        () -> {
          Access.give(as("ps402"), scene.incident(), "pc1204");
          assertThat(pulled("pc1204", scene.incident())).contains(scene.first().device() + "/1");
        });
  }

  @Test
  void whatIsAnotherTeamsGoesToNobodyWithAnOfficersOtherWork() {
    HELD.tries(
        "handed over with what an officer has open",
        () -> {
          Scene kept = Scene.begunBy("pc1203");
          Scene given = Scene.begunBy("pc1203");
          assign("ps401", given.incident(), "brackenford");
          Json.Obj to = Json.object().put("to", "pc1202").put("reason", "on leave").build();
          assertThat(
                  as("ps401").post("/v1/people/pc1203/handover", to).expect(200).items("incidents"))
              .contains(Json.of(kept.incident()))
              .doesNotContain(Json.of(given.incident()));
        });
  }

  @Test
  void whomItWasSharedWithByNameDecides() {
    HELD.tries(
        "shared with a team, and with a sergeant",
        () -> {
          for (String member : List.of("team", "person")) {
            Scene scene = Scene.begun();
            String to = member.equals("team") ? "brackenford" : "ps402";
            Acts.decide(
                    as("ps401"),
                    scene.incident(),
                    Acts.decided("share", "", Json.object().put(member, to).build()))
                .expect(201);
            assign("ps402", scene.incident(), "brackenford");
          }
        });
  }

  @Test
  void whoCameSecondDoesNotTakeWhatAnotherTeamBegan() {
    HELD.walking("begun second × taken, shared, the first sent away, said to be the first's");
    Scene scene = Scene.begun();
    Officer other = officer("pc1204");
    other.record(scene.incident(), set("place", "typo"));
    other.sendAll();
    for (Json.Obj decision : decisions(scene)) {
      String word = decision.text("act").orElse("");
      if (Set.of("assign", "share", "unshare").contains(word)) {
        HELD.tries(
            "begun second, then " + decision.canonical(),
            () ->
                assertThat(Acts.decide(as("ps402"), scene.incident(), decision).status())
                    .isBetween(400, 499));
      }
    }
    HELD.tries(
        "begun second, said to be the first's",
        () -> {
          assign("ps402", scene.incident(), "ashmere");
          assertThat(card("ps401", scene.incident()).text("team")).hasValue("ashmere");
        });
  }

  @Test
  void assignedAwayAndBackTheOfficersWhoRecordedItSeeItAgain() {
    HELD.walking("assigned to another team and back × 3 ways to have been on it");
    for (String way : List.of("alone", "with another team", "decided in before")) {
      HELD.tries(
          "assigned away and back, " + way,
          () -> {
            Scene scene = Scene.begun();
            if (way.equals("decided in before")) {
              assign("ps401", scene.incident(), "ashmere");
            }
            if (!way.equals("alone")) {
              Officer other = officer("pc1204");
              other.record(scene.incident(), set("place", "14 Elm Row"));
              other.sendAll();
            }
            String own = scene.first().device() + "/1";
            Set<String> before = pulled("pc1201", scene.incident());
            assign("ps401", scene.incident(), "brackenford");
            assertThat(pulled("pc1201", scene.incident())).contains(own);
            assign("ps402", scene.incident(), "ashmere");
            assertThat(pulled("pc1201", scene.incident())).containsAll(before);
            assertThat(asking("ps401", scene.incident())).doesNotContain("pc1201");
            Officer second = officer("pc1202");
            second.record(scene.incident(), set("mutilation", "no"));
            second.sendAll();
            assertThat(pulled("pc1201", scene.incident())).contains(second.device() + "/1");
          });
    }
  }

  /** Letting a sergeant's words take effect opens no more than their coming in time would have. */
  @Test
  void wordsOfASergeantThatAreLetOutOfQuarantineOpenNothingToThem() {
    Scene scene = Scene.begun();
    Officer sergeant = officer("ps402");
    String next = sergeant.passOf("pc1202");
    Change theirs = sergeant.write("pc1202", next, scene.incident, set("place", "hall"));
    Change late = sergeant.write(scene.incident, set("note", "a word"));
    List<String> contents = List.of(theirs.content(), late.content());
    sergeant.send(sergeant.push(1, 1, contents, List.of(sergeant.pass(), next))).expect(200);
    Json.Obj let = Json.object().put("change", late.hash().hex()).put("reason", "Asked").build();
    Acts.decide(as("ps401"), scene.incident, Acts.decided("release", "", let)).expect(201);
    assertThat(server.record(scene.incident).field(new FieldPath("note"))).isPresent();
    assertThat(sees("ps402", scene.incident)).isFalse();
  }
}
