package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;

/**
 * Bounds by number where bytes count (kind 19): when the signal of a whole force comes back, pages
 * of changes are made so many at once, and whoever else asks holds nothing while they wait. A
 * server of 512 MB ended in such a storm, since it began all of them.
 */
class PullsInTurnTest {
  private static final int MOST_AT_ONCE = 32;
  private static final int BEYOND = 3;
  private static final int WORDS = 40_000;

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

  private static int waiting() {
    return server.core().basis().pages().waiting();
  }

  @Test
  void whoeverAsksForAPageBeyondThemWaitsAndIsAnsweredLater() throws Exception {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("STORM-1");
    for (int i = 0; i < 5; i++) {
      officer.record(incident, set("happened", "words ".repeat(WORDS / 6)));
    }
    officer.sendAll();
    for (String path : List.of("/v1/sync/pull", "/v1/sync/incidents/" + incident)) {
      CountDownLatch until = new CountDownLatch(1);
      server.holdWorkers(until);
      Queue<Integer> answered = new ConcurrentLinkedQueue<>();
      List<Thread> crowd = new ArrayList<>();
      for (int i = 0; i < MOST_AT_ONCE + BEYOND; i++) {
        Caller caller = Caller.signedIn(server.url(), i % 2 == 0 ? "pc1201" : "ps401");
        crowd.add(new Thread(() -> answered.add(caller.get(path).status())));
      }
      crowd.forEach(Thread::start);
      while (waiting() < BEYOND && crowd.stream().anyMatch(Thread::isAlive)) {
        Thread.sleep(10);
      }
      assertThat(waiting()).as(path).isGreaterThanOrEqualTo(BEYOND);
      assertThat(answered).as(path).isEmpty();
      until.countDown();
      for (Thread one : crowd) {
        one.join();
      }
      assertThat(answered).as(path).hasSize(crowd.size()).containsOnly(200);
      assertThat(waiting()).as(path).isZero();
    }
  }
}
