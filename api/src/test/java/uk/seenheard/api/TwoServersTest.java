package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.engine.embedded.StoreProcess;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** Two server processes on one store that is a third process; one of them is killed. */
@Tag("long")
class TwoServersTest {
  private static final int OFFICERS = 4;
  private static final int CHANGES = 120;
  private static final int BATCH = 10;

  @TempDir Path folder;

  @Test
  void bothWriteOneDenseLogAndSeeEverythingThoughOneIsKilled() throws Exception {
    Path keys = folder.resolve("keys.json");
    Keys.create(keys);
    try (StoreProcess store = StoreProcess.start(folder.resolve("store"), Map.of())) {
      Map<String, String> settings = StoreFixture.environment(store.uri(), keys);
      try (ServerProcess one = ServerProcess.start(folder.resolve("one"), settings);
          ServerProcess two = ServerProcess.start(folder.resolve("two"), settings)) {
        CompletableFuture<Long> woken = firstWakeUp(two.url());
        List<String> urls = List.of(one.url(), two.url());
        List<Officer> officers = new ArrayList<>();
        ExecutorService writers = Executors.newFixedThreadPool(OFFICERS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < OFFICERS; i++) {
          Officer officer = Officer.onShift(one.url(), "pc1201");
          officers.add(officer);
          running.add(writers.submit(() -> write(officer, urls, new Random(officers.size()))));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700));
        one.kill();
        for (Future<?> writer : running) {
          writer.get(60, TimeUnit.SECONDS);
        }
        writers.shutdown();
        one.restart();

        assertThat(woken.get(10, TimeUnit.SECONDS)).isPositive();
        for (String url : urls) {
          assertThat(changesSeen(url, officers)).isEqualTo(OFFICERS * CHANGES);
          assertThat(digest(url)).isPresent();
        }
        assertThat(digest(one.url())).isEqualTo(digest(two.url()));
      }
    }
  }

  /** Pushes every batch to both servers, the same one twice, and goes on when one is gone. */
  private static void write(Officer officer, List<String> urls, Random random) {
    String incident = officer.incident("TWO-" + officer.device());
    for (int from = 1; from <= CHANGES; from += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        officer.record(incident, Officer.set("note." + (from + i), Json.of("words")));
      }
      boolean kept = false;
      for (int tries = 0; !kept && tries < 50; tries++) {
        for (String url : random.nextBoolean() ? urls : List.of(urls.get(1), urls.get(0))) {
          kept |= pushed(officer, url, from);
        }
      }
      assertThat(kept).isTrue();
    }
  }

  private static boolean pushed(Officer officer, String url, int from) {
    try {
      return Caller.stranger(url)
              .post("/v1/sync/push", officer.push(from, from + BATCH - 1).json())
              .status()
          == 200;
    } catch (UncheckedIOException killed) {
      return false;
    }
  }

  private static int changesSeen(String url, List<Officer> officers) {
    int seen = 0;
    for (Frame frame : Caller.signedIn(url, "insp71").pull(Optional.empty())) {
      seen += frame instanceof Frame.Change ? 1 : 0;
    }
    assertThat(officers).hasSize(OFFICERS);
    return seen;
  }

  private static Optional<?> digest(String url) {
    List<Frame> frames = Caller.signedIn(url, "insp71").pull(Optional.empty());
    return ((Frame.Through) frames.get(frames.size() - 1)).digest();
  }

  /** The first position after its present one that a server's live feed announces. */
  private static CompletableFuture<Long> firstWakeUp(String url) throws Exception {
    Caller inspector = Caller.signedIn(url, "insp71");
    HttpURLConnection live =
        (HttpURLConnection) URI.create(url + "/v1/sync/live").toURL().openConnection();
    live.setRequestProperty("Authorization", "Bearer " + inspector.token());
    live.setReadTimeout(60_000);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(live.getInputStream(), StandardCharsets.UTF_8));
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            int events = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              if (line.startsWith("data: ") && ++events == 2) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
              }
            }
            return 0L;
          } catch (IOException gone) {
            throw new UncheckedIOException(gone);
          }
        });
  }
}
