package uk.seenheard.handset.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.handset.jvm.JvmPorts;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.handset.jvm.device.SecureChance;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;

/**
 * How a handset that syncs by itself dials, waits and gives up, against a server that says what a
 * test wants.
 */
class AutoSyncTest {
  private static final Headers EVENTS = Headers.of("Content-Type", "text/event-stream");
  private static final SyncReport SYNCED = new SyncReport(Outcome.SYNCED, 0, 0, 0, List.of());

  private final MockWebServer server = new MockWebServer();
  private final List<Long> syncs = new CopyOnWriteArrayList<>();
  private final AtomicReference<Optional<String>> login =
      new AtomicReference<>(Optional.of("token-1"));
  private volatile SyncReport report = SYNCED;
  private AutoSync autoSync;

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    autoSync.end();
    server.close();
  }

  private void begin(AutoSync.Times times) {
    autoSync =
        new AutoSync(
            new OkHttpTransport(server.url("/").toString(), new JacksonJsonReader(), 1_000),
            JvmPorts.ofThisProcess());
    autoSync.begin(
        login::get,
        () -> {
          syncs.add(System.nanoTime());
          return report;
        },
        told -> {},
        times);
  }

  private static void eventually(BooleanSupplier holds) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private MockResponse events(String body) {
    return new MockResponse(200, EVENTS, body);
  }

  private MockResponse refusal(int status, String body, String... headers) {
    return new MockResponse(status, Headers.of(headers), body);
  }

  @Test
  void itDialsNoSoonerThanTheServerAskedAndThenSyncs() throws InterruptedException {
    server.enqueue(refusal(503, "{\"type\":\"/problems/not-ready\"}", "Retry-After", "1"));
    server.enqueue(events("event: log\ndata: {\"n\":3}\n\n"));
    begin(new AutoSync.Times(1, 1, 3_600_000));

    assertThat(server.takeRequest().getTarget()).isEqualTo("/v1/sync/live");
    long refused = System.nanoTime();
    assertThat(server.takeRequest(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(System.nanoTime() - refused).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(950));
    eventually(() -> syncs.size() > 1);
  }

  @Test
  void refusedLoginIsNotTriedAgainUntilThereIsAnother() throws InterruptedException {
    server.enqueue(refusal(401, "{\"type\":\"/problems/unauthenticated\"}"));
    begin(new AutoSync.Times(1, 1, 3_600_000));

    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
    eventually(() -> syncs.size() > 1);
    assertThat(server.takeRequest(1_300, TimeUnit.MILLISECONDS)).isNull();

    server.enqueue(events(": still here\n\n"));
    login.set(Optional.of("token-2"));
    autoSync.wake();
    assertThat(server.takeRequest(5, TimeUnit.SECONDS).getHeaders().get("Authorization"))
        .isEqualTo("Bearer token-2");
  }

  @Test
  void handsetWithoutSignalOrLoginDialsNobodyAndStillDrainsWhenWoken() throws InterruptedException {
    login.set(Optional.empty());
    begin(new AutoSync.Times(1, 1, 3_600_000));
    eventually(() -> syncs.size() == 1);

    autoSync.wake();

    eventually(() -> syncs.size() == 2);
    assertThat(server.takeRequest(300, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void runThatFailsIsTriedAgainAndOneThatSucceedsIsNot() {
    login.set(Optional.empty());
    report = new SyncReport(Outcome.NO_SIGNAL, 0, 0, 0, List.of());
    begin(new AutoSync.Times(1, 1, 3_600_000));
    eventually(() -> syncs.size() > 3);

    report = SYNCED;
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    int until = syncs.size();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    assertThat(syncs).hasSize(until);
  }

  @Test
  void looksByItselfWhereNoLineEverStands() {
    login.set(Optional.empty());
    begin(new AutoSync.Times(1, 1, 50));

    eventually(() -> syncs.size() > 3);
  }

  @Test
  void waitsAreSpreadOverTheirWholeRange() {
    begin(new AutoSync.Times(1, 1, 3_600_000));
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      waits.add(
          new Backoff(new SecureChance(), 5, 500).afterFailure(Optional.of(2L)).orElseThrow());
    }
    assertThat(waits).allMatch(wait -> wait >= 2_000 && wait < 3_000);
    assertThat(waits.stream().mapToLong(Long::longValue).min().orElseThrow()).isLessThan(2_200);
    assertThat(waits.stream().mapToLong(Long::longValue).max().orElseThrow()).isGreaterThan(2_800);
  }
}
