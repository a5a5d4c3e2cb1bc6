package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.sync.feed.Frame;

/** A server that is asked to end (SIGTERM) while handsets push to it. */
class GracefulStopTest {
  private static final int WRITERS = 6;
  private static final int BATCH = 20;
  private static final Duration AT_MOST = Duration.ofSeconds(15);

  @TempDir Path folder;

  /**
   * What became of the pushes of one handset.
   *
   * @param acknowledged how many were
   * @param last the status of the one that was not, 0 when it was closed without an answer
   */
  private record Ending(Officer officer, int acknowledged, int last) {}

  @Test
  void everyPushIsKeptOrRefusedAndNoneHalf() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"), Map.of())) {
      ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
      List<Future<Ending>> running = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Officer officer = Officer.onShift(server.url(), i % 2 == 0 ? "pc1201" : "pc1202");
        Callable<Ending> work = () -> pushUntilItEnds(server.url(), officer);
        running.add(writers.submit(work));
      }
      URI url = URI.create(server.url());
      try (Socket listening = open(url, liveRequest(server.url()));
          Socket dribbling = open(url, halfABody());
          Socket silent = open(url, "")) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(600));
        Duration took = server.terminate(AT_MOST);
        assertThat(took).isLessThan(AT_MOST);
        assertThat(List.of(listening, dribbling, silent)).noneMatch(Socket::isClosed);
      }
      List<Ending> endings = new ArrayList<>();
      for (Future<Ending> writer : running) {
        endings.add(writer.get(60, TimeUnit.SECONDS));
      }
      writers.shutdown();
      assertThat(endings).allMatch(ending -> Set.of(0, 503).contains(ending.last()));
      assertThat(endings.stream().mapToInt(Ending::acknowledged).sum()).isGreaterThan(WRITERS);

      server.restart();
      Map<String, Set<Long>> kept = new java.util.TreeMap<>();
      for (Frame frame : Caller.signedIn(server.url(), "insp71").pull(Optional.empty())) {
        if (frame instanceof Frame.Change change) {
          assertThat(kept.computeIfAbsent(change.device(), unused -> new TreeSet<>()))
              .as("a position twice")
              .doesNotContain(change.seq());
          kept.get(change.device()).add(change.seq());
        }
      }
      for (Ending ending : endings) {
        int count = kept.getOrDefault(ending.officer().device(), Set.of()).size();
        int acknowledged = ending.acknowledged() * BATCH;
        assertThat(count).isIn(acknowledged, acknowledged + BATCH);
        if (ending.last() == 503) {
          assertThat(count).as("what was refused was not taken").isEqualTo(acknowledged);
        }
      }
    }
  }

  private static Ending pushUntilItEnds(String url, Officer officer) {
    String incident = officer.incident("STOP-" + officer.device());
    for (int pushed = 0; ; pushed++) {
      for (int i = 0; i < BATCH; i++) {
        officer.record(incident, Officer.set("note." + (pushed * BATCH + i), "words"));
      }
      int from = pushed * BATCH + 1;
      int status;
      try {
        status =
            Caller.stranger(url)
                .post("/v1/sync/push", officer.push(from, from + BATCH - 1).json())
                .status();
      } catch (UncheckedIOException closed) {
        status = 0;
      }
      if (status != 200) {
        return new Ending(officer, pushed, status);
      }
    }
  }

  private static Socket open(URI url, String request) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
    OutputStream out = socket.getOutputStream();
    out.write(request.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return socket;
  }

  private static String liveRequest(String url) {
    return "GET /v1/sync/live HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + Caller.signedIn(url, "insp71").token()
        + "\r\n\r\n";
  }

  private static String halfABody() {
    return "POST /v1/sync/push HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        + "Content-Length: 100000\r\n\r\n{";
  }
}
