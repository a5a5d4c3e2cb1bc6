package uk.seenheard.api.engine.embedded.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static uk.seenheard.api.engine.embedded.StoreFixture.count;

import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Seed;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.engine.embedded.StoreProcess;

/**
 * A disk that loses what was not synced, simulated: a file layer in front of the C library keeps a
 * journal of the store's calls, from which the test builds what such a disk could hold at a moment.
 * Needs Linux and a C compiler; {@code -Dseenheard.store.images=200} for the long run.
 */
class PowerLossTest {
  private static final int IMAGES = Integer.getInteger("seenheard.store.images", 12);
  private static final int FEW = 4;
  private static final int MILLIS = Integer.getInteger("seenheard.store.millis", 1_500);

  @TempDir Path directory;

  @Test
  void whatWasAcknowledgedSurvivesTheLossOfEverythingUnsynced() throws Exception {
    losesPower(FEW);
  }

  @Test
  @Tag("long")
  void whatWasAcknowledgedSurvivesTheLossOfEverythingUnsyncedAtAnyMoment() throws Exception {
    losesPower(IMAGES);
  }

  private void losesPower(int images) throws Exception {
    FaultyDisk disk = FaultyDisk.prepare(directory);
    assumeTrue(disk.isReady(), "no C compiler, or not Linux");
    Seed.drawn(random -> loseWhatIsUnsynced(disk, random, images));
  }

  private void loseWhatIsUnsynced(FaultyDisk disk, Random random, int images) throws Exception {
    Hammer hammer = new Hammer();
    Path data = StoreFixture.folder(directory.resolve("data"));
    try (StoreProcess store =
        StoreProcess.start(
            data, disk.environment(data), "-Dseenheard.store.checkpointBytes=" + (1 << 18))) {
      hammer.start(store.uri());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS));
      store.kill();
      hammer.stop();
    }
    FaultyDisk.Journal journal = disk.journal();
    assertThat(journal.syncs()).isGreaterThan(20);
    Hammer.Verdict total = new Hammer.Verdict(0, 0, 0);
    for (int image = 0; image < images; image++) {
      Path copy = directory.resolve("image-" + image);
      // Some of the cuts at the very end, where all promises count, the others anywhere.
      int cut = image % 4 == 0 ? journal.length() : 1 + random.nextInt(journal.length());
      long at = journal.imageAt(cut, random, copy);
      try (EmbeddedStore store = EmbeddedStore.open(copy, false);
          MongoClient client = StoreFixture.client(StoreFixture.serve(store))) {
        Hammer.Verdict verdict =
            hammer.verify(
                client.getDatabase("force"), cut == journal.length() ? System.nanoTime() : at);
        assertThat(verdict.lost()).as("lost at record %d", cut).isZero();
        assertThat(verdict.doubled()).as("doubled at record %d", cut).isZero();
        total = total.plus(verdict);
      }
      FaultyDisk.delete(copy);
    }
    System.out.println(images + " images, summed over them: " + total);
    assertThat(total.acknowledged()).isPositive();
  }

  @Test
  void aFullDiskAnswersWritesWithAnErrorAndGoesOnServingReads() throws Exception {
    FaultyDisk disk = FaultyDisk.prepare(directory);
    assumeTrue(disk.isReady(), "no C compiler, or not Linux");
    Path data = StoreFixture.folder(directory.resolve("data"));
    try (StoreProcess store = StoreProcess.start(data, disk.environment(data));
        MongoClient client = StoreFixture.client(store.uri())) {
      StoreFacts.keepServingWhenFull(
          client.getDatabase("force"), () -> disk.full(true), () -> disk.full(false));
    }
    try (EmbeddedStore store = EmbeddedStore.open(data, false);
        MongoClient client = StoreFixture.client(StoreFixture.serve(store))) {
      assertThat(count(client.getDatabase("force").getCollection("entries"))).isEqualTo(2);
    }
  }
}
