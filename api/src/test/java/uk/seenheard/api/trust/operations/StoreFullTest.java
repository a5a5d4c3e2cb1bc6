package uk.seenheard.api.trust.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.engine.embedded.StoreProcess;
import uk.seenheard.api.engine.embedded.pages.FaultyDisk;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.sync.feed.PushRequest;

/**
 * A server whose store's disk is full: every process stands on the same disk, so none is taken out
 * of service for it, and whoever looks after it is told.
 */
class StoreFullTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private static double writable(Caller anybody) throws Exception {
    return OperationsTest.meters(anybody.get("/metrics").body()).get("seenheard_store_writable");
  }

  @Test
  void readinessAndTheMeterSayThatNothingCanBeWrittenUntilThereIsRoom() throws Exception {
    FaultyDisk disk = FaultyDisk.prepare(folder);
    assumeTrue(disk.isReady(), "no C compiler, or not Linux");
    Path keys = folder.resolve("keys.json");
    Keys.create(keys);
    Path data = StoreFixture.folder(folder.resolve("store"));
    try (StoreProcess store = StoreProcess.start(data, disk.environment(data));
        LiveServer server =
            LiveServer.start(
                folder.resolve("server"),
                System::currentTimeMillis,
                StoreFixture.environment(store.uri(), keys))) {
      Caller anybody = Caller.stranger(server.url());
      Officer officer = Officer.onShift(server.url(), "pc1201");
      officer.record(officer.incident("FULL"), Officer.set("happened", "words"));
      PushRequest push = officer.push(1, 1);
      assertThat(anybody.get("/health/ready").body()).contains("\"status\":\"ready\"");
      assertThat(writable(anybody)).isEqualTo(1);

      disk.full(true);
      assertThat(officer.send(push).status()).isEqualTo(503);

      Caller.Answer ready = anybody.get("/health/ready");
      assertThat(ready.status()).as("the desk still reads").isEqualTo(200);
      assertThat(ready.body())
          .contains("\"status\":\"degraded\"", "the store's disk is full", "Make room");
      // What only the store knows is looked up every two seconds.
      until("told by the meter", () -> writable(anybody) == 0);
      assertThat(OperationsTest.meters(anybody.get("/metrics").body()).get("seenheard_store_up"))
          .isEqualTo(1);
      assertThat(anybody.get("/health/ready").body()).as("still").contains("degraded");
      assertThat(OperationsTest.meters(anybody.get("/metrics").body()))
          .containsEntry("seenheard_shed_total{route=\"/v1/sync/push\",status=\"503\"}", 1.0);

      disk.full(false);
      until(
          "ready without anybody writing",
          () -> anybody.get("/health/ready").body().contains("\"status\":\"ready\""));
      until("told by the meter", () -> writable(anybody) == 1);
      assertThat(officer.send(push).status()).isEqualTo(200);
    }
  }

  private interface Question {
    boolean answer() throws Exception;
  }

  private static void until(String what, Question is) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!is.answer()) {
      assertThat(Instant.now()).as(what).isBefore(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
