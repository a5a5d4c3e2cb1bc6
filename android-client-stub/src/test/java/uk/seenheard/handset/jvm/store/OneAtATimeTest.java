package uk.seenheard.handset.jvm.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;

/**
 * Where there are threads, a store lets one of them at it at a time, whether it reads or changes:
 * what a handset keeps in memory beside the rows has no lock of its own.
 */
class OneAtATimeTest {
  private static final int THREADS = 8;
  private static final int TURNS = 100;

  @TempDir Path folder;

  @Test
  void inSqlite() throws InterruptedException {
    assertTurns(() -> SqliteStore.open(folder.resolve("sqlite")));
  }

  @Test
  void inALog() throws InterruptedException {
    assertTurns(() -> LogInAFolder.open(folder));
  }

  private static void assertTurns(Supplier<Store> opening) throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger met = new AtomicInteger();
    AtomicInteger through = new AtomicInteger();
    Runnable turn =
        () -> {
          met.addAndGet(inside.incrementAndGet() - 1);
          Thread.yield();
          inside.decrementAndGet();
          through.incrementAndGet();
        };
    try (Store store = opening.get()) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        boolean reads = i % 4 != 0;
        threads.add(
            new Thread(
                () -> {
                  for (int n = 0; n < TURNS; n++) {
                    if (reads) {
                      store.<Boolean>read(
                          rows -> {
                            turn.run();
                            return true;
                          });
                    } else {
                      store.change(
                          rows -> {
                            rows.put(Space.META, "a", "one");
                            turn.run();
                          });
                    }
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread one : threads) {
        one.join();
      }
    }
    assertThat(met).hasValue(0);
    assertThat(through).hasValue(THREADS * TURNS);
  }
}
