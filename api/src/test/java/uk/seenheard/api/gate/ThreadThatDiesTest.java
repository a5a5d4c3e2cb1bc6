package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.codec.Json;

/**
 * A process in which something broke for good does not go on looking alive: it is not ready first,
 * then it ends; and what it had acknowledged is there when it is started again.
 */
@Tag("long")
class ThreadThatDiesTest {
  private static final Held HELD =
      Held.of(19, "Bounds by number where bytes count", ThreadThatDiesTest.class);

  @TempDir Path folder;

  @AfterAll
  static void record() {
    HELD.write();
  }

  private static boolean until(BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return holds.getAsBoolean();
  }

  private static int ready(LiveServer server) {
    return Caller.stranger(server.url()).get("/health/ready").status();
  }

  @Test
  void whatBreaksForGoodTakesReadyDownAndThenTheProcess() {
    Map<String, Consumer<LiveServer>> ways = new LinkedHashMap<>();
    ways.put(
        "memory at its end on the log's thread",
        server ->
            server.onLogThread(
                () -> {
                  throw new OutOfMemoryError("tried");
                }));
    ways.put(
        "a fault that nobody handles on the log's thread",
        server ->
            server.onLogThread(
                () -> {
                  throw new IllegalStateException("tried");
                }));
    ways.put(
        "memory at its end on a thread that serves",
        server ->
            server.onAnotherThread(
                () -> {
                  throw new OutOfMemoryError("tried");
                }));
    ways.put("memory at its end on a worker", LiveServer::breakWorker);
    ways.put("memory at its end where the log is kept waiting", LiveServer::breakRound);
    ways.put("memory at its end on the store's thread", LiveServer::breakStore);
    HELD.walking(ways.size() + " ways to break a thread");
    int tried = 0;
    for (Map.Entry<String, Consumer<LiveServer>> way : ways.entrySet()) {
      Path data = folder.resolve("data" + tried++);
      String incident;
      try (LiveServer server = LiveServer.start(data)) {
        Officer officer = Officer.onShift(server.url(), "pc1201");
        incident = officer.incident("MC-1");
        officer.record(incident, set("place", "3 Mill Lane"));
        officer.sendAll();
        assertThat(ready(server)).isEqualTo(200);
        way.getValue().accept(server);
        HELD.tries(
            way.getKey(),
            () -> {
              assertThat(until(() -> ready(server) == 503)).as("not ready").isTrue();
              assertThat(until(() -> !server.ended().isEmpty())).as("ends").isTrue();
              assertThat(server.ended()).hasSize(1);
            });
      }
      try (LiveServer again = LiveServer.start(data)) {
        assertThat(ready(again)).isEqualTo(200);
        Json.Obj seen =
            Caller.signedIn(again.url(), "insp71").get("/v1/incidents/" + incident).expect(200);
        assertThat(seen.toString()).contains("3 Mill Lane");
      }
    }
  }

  @Test
  void aFaultOfOneRequestEndsNothing() {
    try (LiveServer server = LiveServer.start(folder.resolve("data"))) {
      server.onAnotherThread(
          () -> {
            throw new IllegalStateException("tried");
          });
      HELD.tries(
          "a fault on a thread that serves",
          () -> {
            for (int i = 0; i < 20; i++) {
              assertThat(ready(server)).isEqualTo(200);
            }
            assertThat(server.ended()).isEmpty();
          });
    }
  }
}
