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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Access;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * Kind 7: sixty who ask for one large incident cost what one costs, as long as it does not change;
 * and nobody is given by that what they may not see, or without a look.
 */
@Tag("long")
class OneAnswerForManyTest {
  private static final Held HELD =
      Held.of(
          7, "One costly record stops everybody: asked for by many", OneAnswerForManyTest.class);

  private static final int READERS = 60;

  /** Stands still, so that no answer grows old. */
  private static final AtomicLong NOW = new AtomicLong(System.currentTimeMillis());

  @TempDir static Path folder;
  private static LiveServer server;
  private static Officer owner;
  private static int incidents;

  @BeforeAll
  static void start() {
    server = LiveServer.start(folder, NOW::get, Map.of());
    owner = Officer.onShift(server.url(), "pc1201").byClock(NOW::get);
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  /** Eighty children, of each what was seen. */
  private static String large() {
    String incident = owner.incident("MANY-" + incidents++);
    for (int i = 0; i < 4; i++) {
      List<Operation> ops = new ArrayList<>();
      for (int child = 0; child < 20; child++) {
        String at = entry("child");
        ops.add(add(at, Json.object().put("name", "Child " + i + " " + child).build()));
        ops.add(set(at + "/seen", "yes"));
        ops.add(set(at + "/ethnicity", "not stated"));
        ops.add(set(at + "/spoken", "yes"));
        ops.add(set(at + "/injury", "no"));
        ops.add(set(at + "/demeanour", "quiet, sat under the table with the dog"));
      }
      owner.record(incident, ops.toArray(new Operation[0]));
    }
    push();
    return incident;
  }

  /** Sends what is new, and waits until nobody waits for its numbers. */
  private static void push() {
    Json.Obj answer = owner.sendAll();
    long n = answer.whole("n").orElseThrow();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    Caller anyone = Caller.stranger(server.url());
    while (anyone.get("/operations/projections").expect(200).whole("applied").orElse(0L) < n
        && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static void counted(String incident) {
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (inspector.get("/v1/incidents/" + incident + "/card").expect(200).isTrue("counting")
        && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** All at once, half of them the one, half the other; what they were told. */
  private static Queue<String> asked(String path) throws InterruptedException {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      Caller reader = Caller.signedIn(server.url(), i % 2 == 0 ? "insp71" : "ps401");
      readers.add(new Thread(() -> told.add(reader.get(path).expect(200).canonical())));
    }
    readers.forEach(Thread::start);
    for (Thread reader : readers) {
      reader.join();
    }
    return told;
  }

  @Test
  void sixtyReadersOfWhatDoesNotChangeCostOneAnswerAndAChangeOneMore() throws Exception {
    HELD.walking(READERS + " readers × a whole incident, a page of its history; a change between");
    String incident = large();
    for (String path :
        List.of("/v1/incidents/" + incident, "/v1/incidents/" + incident + "/history")) {
      for (int change = 0; change < 2; change++) {
        String now = "what stands now " + change;
        owner.record(incident, set("note" + owner.written().size(), now));
        push();
        counted(incident);
        long before = server.answersMade();
        HELD.tries(
            path.substring(path.lastIndexOf('/')) + " after change " + change,
            () -> {
              Queue<String> told = asked(path);
              assertThat(told).hasSize(READERS);
              assertThat(told).allSatisfy(one -> assertThat(one).contains(now));
              assertThat(told.stream().distinct()).hasSize(1);
              assertThat(server.answersMade() - before).isEqualTo(1);
            });
      }
    }
  }

  @Test
  void whatWasMadeForAnotherHasALookOfItsOwn() throws Exception {
    HELD.walking("a look for each reader");
    String incident = large();
    counted(incident);
    Caller.signedIn(server.url(), "insp71").get("/v1/incidents/" + incident).expect(200);
    long before = server.answersMade();
    for (String person : List.of("ps401", "pc1201")) {
      Caller.signedIn(server.url(), person).get("/v1/incidents/" + incident).expect(200);
      HELD.tries(
          "a look of " + person,
          () ->
              assertThat(server.ledger())
                  .anySatisfy(
                      noted -> {
                        assertThat(noted.by()).isEqualTo(person);
                        assertThat(noted.act()).isEqualTo("consulted");
                        assertThat(noted.with().canonical()).contains(incident);
                      }));
    }
    assertThat(server.answersMade()).as("and nothing was made for them").isEqualTo(before);
  }

  @Test
  void whoDoesNotSeeItOrNoLongerIsGivenNothingOfWhatIsKept() {
    HELD.walking("out of sight, shared, taken back, quarantined words × who reads");
    String incident = large();
    counted(incident);
    Caller supervisor = Caller.signedIn(server.url(), "ps401");
    Caller other = Caller.signedIn(server.url(), "pc1204");
    for (String path :
        List.of("/v1/incidents/" + incident, "/v1/incidents/" + incident + "/history")) {
      supervisor.get(path).expect(200);
      HELD.tries(path + " out of sight", () -> assertThat(other.get(path).status()).isEqualTo(404));
    }
    Access.give(supervisor, incident, "pc1204");
    other.get("/v1/incidents/" + incident).expect(200);
    // A decision on a handset waits for a supervisor.
    owner.record(incident, act("authorise"));
    push();
    String hash = owner.written().get(owner.written().size() - 1).hash().hex();
    String history = "/v1/incidents/" + incident + "/history";
    HELD.tries(
        "what waits in quarantine",
        () -> {
          assertThat(supervisor.get(history).expect(200).canonical()).contains(hash);
          assertThat(other.get(history).expect(200).canonical()).doesNotContain(hash);
          assertThat(Caller.signedIn(server.url(), "pc1201").get(history).expect(200).canonical())
              .contains(hash);
        });
    Access.take(supervisor, incident, "pc1204");
    HELD.tries(
        "taken back",
        () -> assertThat(other.get("/v1/incidents/" + incident).status()).isEqualTo(404));
  }

  @Test
  void anErasureAnywhereEmptiesWhatIsKept() {
    HELD.walking("an erasure of it, and of another");
    for (boolean itself : List.of(true, false)) {
      String incident = large();
      String erased = itself ? incident : large();
      counted(incident);
      Caller inspector = Caller.signedIn(server.url(), "insp71");
      inspector.get("/v1/incidents/" + incident).expect(200);
      assertThat(server.answersKept()).isPositive();
      inspector
          .post(
              "/v1/incidents/" + erased + "/erasure",
              Json.object().put("ground", "data-protection").put("reason", "by order").build())
          .expect(200);
      HELD.tries(
          itself ? "its own erasure" : "another's erasure",
          () -> {
            assertThat(server.answersKept()).isZero();
            assertThat(inspector.get("/v1/incidents/" + incident).status())
                .isEqualTo(itself ? 404 : 200);
          });
    }
  }
}
