package uk.seenheard.api;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What handsets that push keep of their pace while other clients read one byte a second (pulls and
 * live streams) or send one byte a second: windows without and with them in turn, at one server
 * process. Prints every window and the ratio of the medians; exits with 1 when it is below 0.9.
 *
 * <p>Arguments: pairs of windows, seconds of one, slow clients of each kind.
 */
public final class SlowClientsRun {
  private static final int WRITERS = 8;
  private static final int BATCH = 50;
  private static final double GOAL = 0.9;
  private static final int SETTLING_SECONDS = 5;

  private SlowClientsRun() {}

  /** Runs and prints. */
  public static void main(String[] args) throws Exception {
    int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 7;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int slow = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    Path data = Files.createTempDirectory("seenheard-slow").resolve("data");
    List<Double> alone = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(data, Map.of())) {
      fill(server.url());
      window(server.url(), seconds);
      for (int i = 0; i < pairs; i++) {
        // Which of the two comes first changes from pair to pair.
        for (boolean with : i % 2 == 0 ? List.of(false, true) : List.of(true, false)) {
          if (with) {
            try (SlowClients clients = new SlowClients(server.url(), slow)) {
              beside.add(window(server.url(), seconds));
              System.out.printf(
                  Locale.ROOT,
                  "with %d slow clients (%d of them closed by the server): %.0f changes/s%n",
                  3 * slow,
                  clients.closed(),
                  beside.get(beside.size() - 1));
            }
          } else {
            alone.add(window(server.url(), seconds));
            System.out.printf(
                Locale.ROOT, "without: %.0f changes/s%n", alone.get(alone.size() - 1));
          }
        }
      }
    }
    double ratio = median(beside) / median(alone);
    System.out.printf(
        Locale.ROOT,
        "slow clients %.2f of %.0f changes/s goal >= %.1f %s%n",
        ratio,
        median(alone),
        GOAL,
        ratio >= GOAL ? "ok" : "short");
    System.exit(ratio >= GOAL ? 0 : 1);
  }

  /** Something of a page's size for slow readers to read. */
  private static void fill(String url) {
    Officer officer = Officer.onShift(url, "pc1203");
    for (int i = 0; i < 2_000; i++) {
      officer.record(officer.incident("SLOW-" + i / 50), Officer.set("note." + i, text(i)));
    }
    officer.sendAll();
  }

  private static String text(int i) {
    return "What was said and seen, at a length that people write. ".repeat(10) + i;
  }

  /** Changes acknowledged in a second, by handsets that push as fast as they are answered. */
  private static double window(String url, int seconds) throws Exception {
    List<Officer> officers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      officers.add(Officer.onShift(url, i % 2 == 0 ? "pc1201" : "pc1202"));
    }
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    long began = System.nanoTime();
    long end = began + TimeUnit.SECONDS.toNanos(seconds);
    List<Future<Integer>> running = new ArrayList<>();
    for (Officer officer : officers) {
      running.add(writers.submit(() -> push(officer, end)));
    }
    int acknowledged = 0;
    for (Future<Integer> writer : running) {
      acknowledged += writer.get();
    }
    double took = (System.nanoTime() - began) / 1e9;
    writers.shutdown();
    return acknowledged / took;
  }

  private static int push(Officer officer, long end) {
    String incident = officer.incident("PACE-" + officer.device());
    int written = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < BATCH; i++) {
        officer.record(incident, Officer.set("note." + (written + i), "words"));
      }
      officer.send(officer.push(written + 1, written + BATCH)).expect(200);
      written += BATCH;
    }
    return written;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Arrays.stream(sorted)
        .skip((sorted.length - 1) / 2)
        .limit(2 - sorted.length % 2)
        .average()
        .orElse(0);
  }

  /** Clients of three kinds, a byte a second each, driven by one thread. */
  private static final class SlowClients implements AutoCloseable {
    private final List<Socket> readers = new ArrayList<>();
    private final List<Socket> senders = new ArrayList<>();
    private final Thread thread;
    private volatile boolean over;
    private volatile int closed;

    SlowClients(String url, int each) throws IOException {
      String login =
          "Host: 127.0.0.1\r\nAuthorization: Bearer "
              + Caller.signedIn(url, "pc1203").token()
              + "\r\n\r\n";
      for (int i = 0; i < each; i++) {
        readers.add(open(url, "GET /v1/sync/pull HTTP/1.1\r\n" + login));
        readers.add(open(url, "GET /v1/sync/live HTTP/1.1\r\n" + login));
        senders.add(
            open(
                url,
                "POST /v1/sync/push HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 8000000\r\n\r\n{"));
      }
      thread = new Thread(this::dribble, "slow-clients");
      thread.start();
      // What they asked for is made first: the cost of slow clients is measured, not that of pulls.
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SETTLING_SECONDS));
    }

    private static Socket open(String url, String request) throws IOException {
      Socket socket = new Socket();
      // Little room at this end: what is not read stays at the server.
      socket.setReceiveBufferSize(4_096);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(url).getPort()));
      socket.setSoTimeout(1);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return socket;
    }

    private void dribble() {
      while (!over) {
        int gone = 0;
        for (Socket reader : readers) {
          try {
            gone += reader.getInputStream().read() < 0 ? 1 : 0;
          } catch (java.net.SocketTimeoutException nothingYet) {
            continue;
          } catch (IOException broken) {
            gone++;
          }
        }
        for (Socket sender : senders) {
          try {
            sender.getOutputStream().write(' ');
          } catch (IOException broken) {
            gone++;
          }
        }
        closed = gone;
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      }
    }

    int closed() {
      return closed;
    }

    @Override
    public void close() throws Exception {
      over = true;
      thread.join(5_000);
      for (Socket socket : readers) {
        socket.close();
      }
      for (Socket socket : senders) {
        socket.close();
      }
    }
  }
}
