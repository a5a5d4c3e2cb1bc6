package uk.seenheard.api.ground.log;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.codec.Json;

/** What is in hand when a server is stopped is answered, and is in the log that is remembered. */
class KeptHeadAtStopTest {
  @TempDir static Path data;

  private static final int ROUND_MILLIS = 20;
  private static final int MOST_ROUNDS = 3_000;

  /** Of two, one is on its way to the disk and the other behind it. */
  @Test
  void pushesThatAreAnsweredWhileTheServerStopsAreRemembered() throws Exception {
    LiveServer server = LiveServer.start(data);
    List<Officer> officers = new ArrayList<>();
    for (String person : List.of("pc1201", "pc1202", "pc1203")) {
      Officer officer = Officer.onShift(server.url(), person);
      String incident = officer.incident("STOP-" + person);
      officer.write(incident, set("place", "kitchen"));
      officer.sendAll();
      officer.write(incident, set("happened", "words"));
      officers.add(officer);
    }
    CountDownLatch until = new CountDownLatch(1);
    server.holdStore(until);
    List<CompletableFuture<Json.Obj>> answers = new ArrayList<>();
    Executor side = each -> new Thread(each).start();
    for (int round = 0; waiting(server) == 0 && round < MOST_ROUNDS; round++) {
      if (round % 50 == 0 && answers.size() < officers.size()) {
        Officer next = officers.get(answers.size());
        answers.add(
            CompletableFuture.supplyAsync(() -> next.send(next.push(2, 2)).expect(200), side));
      }
      Thread.sleep(ROUND_MILLIS);
    }
    assertThat(waiting(server)).isPositive();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close, side);
    Thread.sleep(10 * ROUND_MILLIS);
    until.countDown();
    long last = 0;
    for (CompletableFuture<Json.Obj> answer : answers) {
      last = Math.max(last, answer.get().whole("n").orElseThrow());
    }
    stopped.get();
    assertThat(KeptHead.beside(keys(), "marlshire").read().orElseThrow().n())
        .isGreaterThanOrEqualTo(last);
  }

  private static int waiting(LiveServer server) {
    return server.core().writing().writer().queueLength();
  }

  private static Path keys() {
    return data.resolve("keys.json");
  }
}
