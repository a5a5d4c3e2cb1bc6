package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
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
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.PushRequest;

/**
 * Kind 11: whose handset. A pass that was left on a shared handset is good for nothing that comes
 * after somebody else's shift there, and no clock that was set back gets past a withdrawal; what
 * the first officer had not sent still arrives.
 */
class WhoseHandsetTest {
  private static final Held HELD = Held.of(11, "Whose handset", WhoseHandsetTest.class);

  @TempDir static Path data;
  private static LiveServer server;
  private static int incidents;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
  }

  private static void restart() {
    server.close();
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.walking(
            "a pass that was left: behind the next officer's words, in one push and in two, after a"
                + " contact, after a question, after a restart, in a new epoch, on its own handset"
                + " again; a withdrawal: 3 clocks × 2 contacts; words unsent before × 2; other doors")
        .write();
  }

  /** A handset that two officers share, the second of whom has just begun a shift on it. */
  private static final class Shared {
    final Officer first = Officer.onShift(server.url(), "pc1201");
    final String incident = first.incident("GATE-11-" + incidents++);
    final String second;

    Shared() {
      second = first.passOf("pc1202");
    }

    Change byFirst(String place) {
      return first.write(incident, set("place", place));
    }

    Change bySecond(String place) {
      return first.write("pc1202", second, incident, set("place", place));
    }

    List<String> push(int from, int queued) {
      return push(first.push(1, from, contents(from), List.of(first.pass(), second)), queued);
    }

    private List<String> contents(int from) {
      return first.written().subList(from - 1, first.written().size()).stream()
          .map(Change::content)
          .toList();
    }

    List<String> push(PushRequest request, int queued) {
      return verdicts(first.send(WhoseHandsetTest.with(request, request.clock(), queued)));
    }
  }

  private static PushRequest with(PushRequest one, ClockReading clock, int queued) {
    return new PushRequest(
        one.protocol(),
        one.enrolment(),
        one.epoch(),
        one.from(),
        one.previous(),
        one.changes(),
        one.signature(),
        one.passes(),
        queued,
        clock);
  }

  private static List<String> verdicts(Caller.Answer answer) {
    return answer.expect(200).items("verdicts").stream()
        .map(one -> ((Json.Obj) one).text("verdict").orElse(""))
        .toList();
  }

  @Test
  void whatTheFirstOfficerHadNotSentArrives() {
    HELD.tries(
        "in the push that brings the second officer's words too",
        () -> {
          Shared shared = new Shared();
          shared.byFirst("kitchen");
          shared.bySecond("hall");
          assertThat(shared.push(1, 0)).containsExactly("applied", "applied");
        });
    HELD.tries(
        "in several pushes, each of which says what is left",
        () -> {
          Shared shared = new Shared();
          shared.byFirst("kitchen");
          shared.byFirst("hall");
          PushRequest one = shared.first.push(1, 1);
          assertThat(shared.push(one, 1)).containsExactly("applied");
          assertThat(shared.push(2, 0)).containsExactly("applied");
        });
  }

  @Test
  void aPassThatWasLeftIsGoodForNothingBehindTheNextOfficersWords() {
    HELD.tries(
        "in one push",
        () -> {
          Shared shared = new Shared();
          shared.bySecond("hall");
          shared.byFirst("kitchen");
          assertThat(shared.push(1, 0)).containsExactly("applied", "quarantined");
        });
    HELD.tries(
        "in the next push, though it says that more is to come",
        () -> {
          Shared shared = new Shared();
          shared.bySecond("hall");
          assertThat(shared.push(1, 5)).containsExactly("applied");
          shared.byFirst("kitchen");
          assertThat(shared.push(2, 5)).containsExactly("quarantined");
        });
    HELD.tries(
        "a child's words by the first officer's name stay out of the record, and a supervisor sees",
        () -> {
          Shared shared = new Shared();
          shared.bySecond("hall");
          String child = entry("child");
          shared.first.write(shared.incident, add(child, Json.EMPTY));
          assertThat(shared.push(1, 0)).containsExactly("applied", "quarantined");
          Json.Obj seen =
              Caller.signedIn(server.url(), "ps401")
                  .get("/v1/incidents/" + shared.incident + "/quarantine")
                  .expect(200);
          assertThat(seen.canonical()).contains("another began one on this handset");
        });
  }

  @Test
  void aPassThatWasLeftIsGoodForNothingAfterAContactAtWhichNothingWasUnsent() {
    HELD.tries(
        "after a push",
        () -> {
          Shared shared = new Shared();
          shared.byFirst("kitchen");
          assertThat(shared.push(1, 0)).containsExactly("applied");
          shared.byFirst("hall");
          assertThat(shared.push(2, 0)).containsExactly("quarantined");
        });
    HELD.tries(
        "after a question for orders",
        () -> {
          Shared shared = new Shared();
          shared.first.ask(0).expect(200);
          shared.byFirst("hall");
          assertThat(shared.push(1, 0)).containsExactly("quarantined");
        });
    HELD.tries(
        "by another boot and an old wall clock",
        () -> {
          Shared shared = new Shared();
          shared.byFirst("kitchen");
          assertThat(shared.push(1, 0)).containsExactly("applied");
          shared.byFirst("hall");
          PushRequest request =
              shared.first.push(1, 2, shared.contents(2), List.of(shared.first.pass()));
          ClockReading clock = request.clock();
          assertThat(
                  verdicts(
                      shared.first.send(
                          with(request, new ClockReading(clock.wall(), "boot-9", 5), 0))))
              .containsExactly("quarantined");
        });
    HELD.tries(
        "in a new epoch",
        () -> {
          Shared shared = new Shared();
          shared.byFirst("kitchen");
          assertThat(shared.push(1, 0)).containsExactly("applied");
          Change late = shared.byFirst("hall");
          shared.first.written().clear();
          shared.first.written().add(late);
          PushRequest anew =
              shared.first.push(2, 1, List.of(late.content()), List.of(shared.first.pass()));
          assertThat(shared.push(anew, 0)).containsExactly("quarantined");
        });
  }

  @Test
  void whoComesBackToTheHandsetWithAShiftOfTheirOwnWritesThere() {
    HELD.tries(
        "a later pass of the first officer",
        () -> {
          Shared shared = new Shared();
          shared.bySecond("hall");
          assertThat(shared.push(1, 0)).containsExactly("applied");
          String again = shared.first.passOf("pc1201");
          Change change = shared.first.write("pc1201", again, shared.incident, set("place", "x"));
          assertThat(
                  shared.push(
                      shared.first.push(1, 2, List.of(change.content()), List.of(again)), 0))
              .containsExactly("applied");
        });
  }

  @Test
  void noClockGetsPastAWithdrawal() {
    for (boolean contact : List.of(true, false)) {
      for (String boot : List.of("boot-1", "boot-0")) {
        HELD.tries(
            "made after, " + boot + ", by a clock of before, contact " + contact,
            () -> {
              Officer officer = Officer.onShift(server.url(), "pc1206");
              String incident = officer.incident("GATE-11-" + incidents++);
              account("revocation");
              if (contact) {
                officer.ask(0).expect(200);
              }
              officer.byClock(() -> System.currentTimeMillis() - 3_600_000);
              officer.write(incident, set("place", "kitchen"));
              PushRequest request = officer.push(1, 1);
              // Seen since with nothing unsent, it is not believed however long ago it says.
              long elapsed = contact ? 3_600_000 : request.clock().elapsed();
              ClockReading sent = new ClockReading(System.currentTimeMillis(), boot, elapsed);
              assertThat(verdicts(officer.send(with(request, sent, 0))))
                  .containsExactly("quarantined");
              account("reinstatement");
            });
      }
    }
    HELD.tries(
        "made before, by the clock that only runs on, whatever the wall clock says",
        () -> {
          Officer officer = Officer.onShift(server.url(), "pc1206");
          String incident = officer.incident("GATE-11-" + incidents++);
          officer.byClock(() -> 4_000_000_000_000L);
          officer.write(incident, set("place", "kitchen"));
          PushRequest request = officer.push(1, 1);
          account("revocation");
          ClockReading clock = request.clock();
          ClockReading later = new ClockReading(clock.wall(), clock.boot(), 3_600_000);
          assertThat(verdicts(officer.send(with(request, later, 0)))).containsExactly("applied");
          account("reinstatement");
        });
  }

  private static void account(String what) {
    Caller.signedIn(server.url(), "insp71")
        .post(
            "/v1/people/pc1206/" + what, Json.object().put("reason", "For this test only.").build())
        .expect(200);
  }

  @Test
  void otherDoorsGiveTheColleagueNothing() {
    Shared shared = new Shared();
    shared.byFirst("kitchen");
    assertThat(shared.push(1, 0)).containsExactly("applied");
    HELD.tries(
        "the first officer's cursor brings the second nothing of theirs",
        () -> {
          List<Frame> page = Caller.signedIn(server.url(), "pc1201").pull(Optional.empty());
          String cursor = ((Frame.Through) page.get(page.size() - 1)).cursor();
          Caller.Answer answer =
              Caller.signedIn(server.url(), "pc1202").get("/v1/sync/pull?cursor=" + cursor);
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.problem()).isEqualTo("cursor-refused");
          assertThat(answer.body()).doesNotContain(shared.incident);
        });
    HELD.tries(
        "the handset with another key is not enrolled",
        () -> {
          Officer other = Officer.onShift(server.url(), "pc1202");
          assertThat(other.enrolAs(shared.first.device()).problem()).isEqualTo("device-known");
        });
    HELD.tries(
        "another handset's question is no word of this one",
        () -> {
          Officer other = Officer.onShift(server.url(), "pc1202");
          assertThat(other.ask(shared.first.enrolment(), 0).status()).isEqualTo(401);
        });
    HELD.tries(
        "a pass of another handset is none here",
        () -> {
          Officer other = Officer.onShift(server.url(), "pc1202");
          Change change =
              other.write("pc1201", shared.first.pass(), shared.incident, set("place", "x"));
          assertThat(
                  verdicts(
                      other.send(
                          other.push(
                              1, 1, List.of(change.content()), List.of(shared.first.pass())))))
              .containsExactly("quarantined");
        });
    HELD.tries(
        "a supervisor may let it in",
        () -> {
          Shared one = new Shared();
          one.bySecond("hall");
          Change late = one.byFirst("kitchen");
          one.push(1, 0);
          Acts.decide(
                  Caller.signedIn(server.url(), "ps401"),
                  one.incident,
                  Acts.decided(
                      "release",
                      "",
                      Json.object()
                          .put("change", late.hash().hex())
                          .put("reason", "Asked them: it is theirs")
                          .build()))
              .expect(201);
        });
  }

  @Test
  void aServerThatWasStartedAgainKnowsWhoseHandsetItIs() {
    HELD.tries(
        "restart",
        () -> {
          Shared shared = new Shared();
          shared.bySecond("hall");
          assertThat(shared.push(1, 5)).containsExactly("applied");
          shared.byFirst("kitchen");
          PushRequest late =
              shared.first.push(1, 2, shared.contents(2), List.of(shared.first.pass()));
          // A stop writes down what is in memory only; the same folder is opened again.
          restart();
          assertThat(verdicts(Caller.stranger(server.url()).post("/v1/sync/push", late.json())))
              .containsExactly("quarantined");
        });
  }
}
