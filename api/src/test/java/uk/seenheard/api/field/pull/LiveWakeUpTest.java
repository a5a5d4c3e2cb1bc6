package uk.seenheard.api.field.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Access;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.api.Relay;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.AutoSync;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.sync.codec.Json;

/** Handsets that nobody tells to sync: woken by the server, by their officer, and by the signal. */
class LiveWakeUpTest {
  /** Quick for a test; never looks by itself, so that whatever happens was a wake-up. */
  private static final AutoSync.Times TIMES = new AutoSync.Times(50, 50, 3_600_000);

  @TempDir static Path folder;
  private static LiveServer server;
  private static Relay relay;

  private final List<SyncReport> reports = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    server = LiveServer.start(folder.resolve("server"));
    relay = Relay.before(URI.create(server.url()).getPort());
  }

  @AfterAll
  static void stop() throws IOException {
    relay.close();
    server.close();
  }

  private Handset watching(String name, String person) {
    Handset handset =
        RealHandset.open(
            folder.resolve(name),
            relay.url(),
            new RealHandset.Clocks(System::currentTimeMillis, 0));
    assertThat(handset.signIn(person, Optional.empty())).isEmpty();
    handset.autoSync(TIMES, reports::add);
    eventually("the first sync", () -> synced() > 0);
    return handset;
  }

  private long synced() {
    return reports.stream().filter(report -> report.outcome() == Outcome.SYNCED).count();
  }

  private static void eventually(String what, BooleanSupplier holds) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static boolean serverHas(String incident, String words) {
    return Caller.signedIn(server.url(), "insp71")
        .get("/v1/incidents/" + incident)
        .body()
        .contains(words);
  }

  @Test
  void whatAnotherOfficerRecordsArrivesByItselfAndWhatIsRecordedHereGoesOut() {
    try (Handset handset = watching("woken", "pc1201")) {
      Officer other = Officer.onShift(server.url(), "pc1202");
      String incident = other.incident("WAKE-1");
      other.record(incident, Officer.set("place", "the cellar"));
      other.sendAll();
      assertThat(handset.incidents()).isEmpty();

      Access.give(Caller.signedIn(server.url(), "ps401"), incident, "pc1201");

      eventually("the grant", () -> handset.incidents().contains(incident));
      String own = RealHandset.recordChild(handset, "WAKE-2", "nobody pressed sync");
      eventually("own words", () -> serverHas(own, "nobody pressed sync"));
      eventually("own words seen", () -> handset.status().synced());
    }
  }

  @Test
  void comingBackIntoSignalSendsAndFetchesWithoutBeingTold() throws IOException {
    try (Handset handset = watching("signal", "pc1204")) {
      relay.cut();
      String own = RealHandset.recordChild(handset, "WAKE-3", "no signal in the lift");
      Officer other = Officer.onShift(server.url(), "pc1205");
      String incident = other.incident("WAKE-4");
      other.record(incident, Officer.set("place", "the garage"));
      other.sendAll();
      Access.give(Caller.signedIn(server.url(), "ps402"), incident, "pc1204");
      assertThat(serverHas(own, "no signal in the lift")).isFalse();

      relay.mend();

      eventually("own words", () -> serverHas(own, "no signal in the lift"));
      eventually("what was missed", () -> handset.incidents().contains(incident));
    } finally {
      relay.mend();
    }
  }

  @Test
  void lineThatBreaksIsTakenUpAgainEvenWhenNothingIsToBeSent() throws IOException {
    try (Handset handset = watching("broken", "pc1207")) {
      relay.cut();
      relay.mend();
      long before = synced();
      eventually("a sync on coming back", () -> synced() > before);
      Officer other = Officer.onShift(server.url(), "pc1208");
      String incident = other.incident("WAKE-5");
      other.record(incident, Officer.set("place", "the shed"));
      other.sendAll();
      Access.give(Caller.signedIn(server.url(), "ps403"), incident, "pc1207");

      eventually("woken on the new line", () -> handset.incidents().contains(incident));
    }
  }

  @Test
  @Tag("long")
  void withdrawnPersonsHandsetLocksAtOnceAndOthersHearOfIt() {
    try (Handset handset = watching("withdrawn", "pc1210");
        Stream withdrawn = new Stream("pc1210");
        Stream other = new Stream("pc1211")) {
      RealHandset.recordChild(handset, "WAKE-6", "before the withdrawal");
      eventually("sent", () -> handset.status().synced());
      eventually("both connected", () -> !other.events.isEmpty() && !withdrawn.events.isEmpty());
      int heard = other.events.size();

      Caller.signedIn(server.url(), "insp71")
          .post("/v1/people/pc1210/revocation", Json.object().put("reason", "left").build())
          .expect(200);

      assertThat(withdrawn.endsWithin(2_000)).isTrue();
      eventually("the lock", () -> handset.status().locked());
      eventually("a ledger act that matters wakes", () -> other.events.size() > heard);
      assertThat(other.endsWithin(100)).isFalse();
    }
  }

  @Test
  void looksWakeNobody() {
    Officer officer = Officer.onShift(server.url(), "pc1213");
    String incident = officer.incident("WAKE-7");
    officer.record(incident, Officer.set("place", "the yard"));
    officer.sendAll();
    assertThat(officer.seen(incident).changes()).isEqualTo(1);
    try (Stream stream = new Stream("pc1214")) {
      eventually("connected", () -> !stream.events.isEmpty());
      int heard = stream.events.size();
      assertThat(serverHas(incident, "the yard")).isTrue();
      Caller.signedIn(server.url(), "pc1213").pull(Optional.empty());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400));
      assertThat(stream.events).hasSize(heard);
    }
  }

  /** A live connection as the wire shows it. */
  private static final class Stream implements AutoCloseable {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Socket socket;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Stream(String person) {
      try {
        String token = Caller.signedIn(server.url(), person).token();
        socket = new Socket("127.0.0.1", URI.create(server.url()).getPort());
        String request =
            "GET /v1/sync/live HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + token
                + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException failed) {
        throw new IllegalStateException(failed);
      }
      Thread reading = new Thread(this::read);
      reading.setDaemon(true);
      reading.start();
    }

    private void read() {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("data:")) {
            events.add(line);
          }
        }
      } catch (IOException over) {
        // That is how a stream ends.
      } finally {
        ended.complete(null);
      }
    }

    boolean endsWithin(long millis) {
      try {
        ended.get(millis, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException goesOn) {
        return false;
      } catch (InterruptedException | ExecutionException failed) {
        throw new IllegalStateException(failed);
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException gone) {
        // It is over either way.
      }
    }
  }
}
