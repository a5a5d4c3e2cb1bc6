package uk.seenheard.api.engine.embedded.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Seed;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.engine.embedded.StoreProcess;

/** {@code kill -9} under eight writers; {@code -Dseenheard.store.kills=20} for the long run. */
class StoreKillTest {
  private static final int KILLS = Integer.getInteger("seenheard.store.kills", 2);

  @TempDir Path directory;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsDoubled() {
    Seed.drawn(this::kill);
  }

  private void kill(Random random) throws Exception {
    Hammer hammer = new Hammer();
    Hammer.Verdict last = new Hammer.Verdict(0, 0, 0);
    for (int kill = 1; kill <= KILLS; kill++) {
      try (StoreProcess store =
          StoreProcess.start(
              directory, Map.of(), "-Dseenheard.store.checkpointBytes=" + (1 << 20))) {
        hammer.start(store.uri());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(1_500)));
        store.kill();
        hammer.stop();
      }
      try (EmbeddedStore store = EmbeddedStore.open(directory, false);
          MongoClient client = StoreFixture.client(StoreFixture.serve(store))) {
        last = hammer.verify(client.getDatabase("force"), System.nanoTime());
      }
      System.out.println("kill " + kill + " of " + KILLS + ": " + last);
      assertThat(last.lost()).as("lost").isZero();
      assertThat(last.doubled()).as("doubled").isZero();
    }
    assertThat(last.acknowledged()).isPositive();
  }
}
