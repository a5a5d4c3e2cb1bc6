package uk.seenheard.api.trust.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.engine.embedded.StoreProcess;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.sync.feed.PushRequest;

/** A server whose store, a process of its own, is killed and comes back. */
@Tag("long")
class StoreOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void readinessSaysThatTheStoreIsAwayAndRecoversByItself() throws Exception {
    Path keys = folder.resolve("keys.json");
    Keys.create(keys);
    int port = ServerProcess.freePort();
    Path data = folder.resolve("store");
    StoreProcess store = StoreProcess.start(data, port, Map.of());
    Map<String, String> settings = StoreFixture.environment(store.uri(), keys);
    try (LiveServer server =
        LiveServer.start(folder.resolve("server"), System::currentTimeMillis, settings)) {
      Caller anybody = Caller.stranger(server.url());
      Officer officer = Officer.onShift(server.url(), "pc1201");
      officer.record(officer.incident("AWAY"), Officer.set("happened", "words"));
      PushRequest push = officer.push(1, 1);
      assertThat(anybody.get("/health/ready").status()).isEqualTo(200);

      store.kill();

      Caller.Answer ready = anybody.get("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.problem()).isEqualTo("not-ready");
      assertThat(ready.body()).contains("Not ready: store").contains("the store does not answer");
      assertThat(ready.response().headers().firstValue("Retry-After")).isPresent();
      assertThat(anybody.get("/health/live").status()).isEqualTo(200);
      Caller.Answer refused = officer.send(push);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
      Caller.Answer meters = anybody.get("/metrics");
      assertThat(meters.status()).isEqualTo(200);
      assertThat(OperationsTest.meters(meters.body()).get("seenheard_store_up")).isZero();

      store = StoreProcess.start(data, port, Map.of());
      Instant end = Instant.now().plus(PATIENCE);
      while (anybody.get("/health/ready").status() != 200) {
        assertThat(Instant.now()).as("ready again").isBefore(end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      assertThat(officer.send(push).status()).isEqualTo(200);
      assertThat(officer.seen(officer.incident("AWAY"))).isNotNull();
      assertThat(OperationsTest.meters(anybody.get("/metrics").body()).get("seenheard_store_up"))
          .isEqualTo(1);
    } finally {
      store.close();
    }
  }
}
