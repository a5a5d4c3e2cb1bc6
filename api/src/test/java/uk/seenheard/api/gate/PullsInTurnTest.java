package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.set;

import io.vertx.core.Promise;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import uk.seenheard.api.ground.work.Turns;

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

  /** Asks on a connection of their own, and reads nothing yet. */
  private static Socket asking(String path, String headers) throws IOException {
    URI at = URI.create(server.url());
    Socket socket = new Socket(at.getHost(), at.getPort());
    String head = "GET " + path + " HTTP/1.1\r\nHost: " + at.getAuthority() + "\r\n" + headers;
    socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Whatever happened on a connection before was seen by the threads that answer these. */
  private static void everyThreadLooked() throws IOException {
    for (int i = 0; i < 64; i++) {
      try (Socket one = asking("/health/live", "Connection: close\r\n")) {
        assertThat(one.getInputStream().readAllBytes()).isNotEmpty();
      }
    }
  }

  private static long handedTo(String person) {
    return server.ledger().stream()
        .filter(note -> note.act().equals("disclosed") && note.by().equals(person))
        .count();
  }

  @Test
  void whoeverWentWhileTheyWaitedWasNotShownIt() throws Exception {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("STORM-2");
    officer.record(incident, set("happened", "words ".repeat(WORDS / 6)));
    officer.sendAll();
    long before = handedTo("ps401");
    Promise<Void> until = Promise.promise();
    Turns pages = server.core().basis().pages();
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      pages.one(() -> false, until::future);
    }
    int others = waiting();
    String bearing = "Authorization: Bearer " + Caller.signedIn(server.url(), "ps401").token();
    try (Socket leaving = asking("/v1/sync/pull", bearing + "\r\n")) {
      while (waiting() == others) {
        Thread.sleep(5);
      }
    }
    everyThreadLooked();
    until.complete();
    // Their turn came before this one's, and so would have what is written of it.
    assertThat(Caller.signedIn(server.url(), "pc1201").get("/v1/sync/pull").status())
        .isEqualTo(200);
    assertThat(handedTo("pc1201")).isPositive();
    assertThat(handedTo("ps401")).isEqualTo(before);
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
