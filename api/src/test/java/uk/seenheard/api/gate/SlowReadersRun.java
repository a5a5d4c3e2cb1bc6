package uk.seenheard.api.gate;

import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Caps;
import uk.seenheard.sync.codec.Json;

/**
 * Sixty who ask for the largest incident, whole and page by page, and read one byte a second: what
 * others wait for before and meanwhile, and what the process holds. A command of its own, because
 * it wants a quiet machine.
 *
 * <p>Arguments: readers, requests of each kind that are timed, children in the incident.
 */
public final class SlowReadersRun {
  private static final List<String> PEOPLE = List.of("insp71", "insp72", "ps401", "pc1201");

  private final ServerProcess server;
  private final int each;
  private final Officer other;
  private final Caller supervisor;
  private final String light;
  private final String large;
  private final List<Socket> readers = new ArrayList<>();
  private volatile boolean over;

  private SlowReadersRun(Path folder, int each, int children) {
    this.each = each;
    this.server =
        ServerProcess.start(
            folder.resolve("data"),
            Map.of(),
            uk.seenheard.api.Main.class,
            List.of("-Xmx512m", "-XX:+UseSerialGC"));
    this.other = Officer.onShift(server.url(), "pc1202");
    this.supervisor = Caller.signedIn(server.url(), "ps401");
    this.light = other.incident("LIGHT");
    Officer owner = Officer.onShift(server.url(), "pc1201");
    this.large = owner.incident("LARGE");
    fill(owner, children);
  }

  /**
   * Runs and prints; exits with 1 when others wait more than three times as long, or memory grows.
   */
  public static void main(String[] arguments) throws Exception {
    int readers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    int each = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    int children = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Caps.ENTRIES;
    SlowReadersRun run =
        new SlowReadersRun(Files.createTempDirectory("slow-readers"), each, children);
    boolean good = run.measure(readers);
    run.server.close();
    System.exit(good ? 0 : 1);
  }

  private void fill(Officer owner, int children) {
    owner.record(large, act("attend"));
    for (int child = 0; child < children; child += 10) {
      List<Operation> ops = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String at = entry("child");
        ops.add(add(at, Json.object().put("name", "Child " + (child + i)).build()));
        for (int more = 1; more < Caps.ANSWERS / Caps.ENTRIES - 1; more++) {
          ops.add(set(at + "/noted" + more, "something that was seen, and said to an officer"));
        }
      }
      owner.record(large, ops.toArray(new Operation[0]));
    }
    owner.sendAll();
    supervisor.get("/v1/incidents/" + large).expect(200);
  }

  private boolean measure(int count) throws Exception {
    others();
    Map<String, List<Long>> before = others();
    System.out.printf(Locale.ROOT, "before: %s%n", held());
    Map<String, Integer> answered = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String path =
          List.of("/v1/incidents/" + large, "/v1/incidents/" + large + "/history", "/v1/sync/pull")
              .get(i % 3);
      answered.merge(ask(path, PEOPLE.get(i % PEOPLE.size())), 1, Integer::sum);
    }
    Thread dribble = new Thread(this::dribble, "slow-readers");
    dribble.start();
    System.out.printf(
        Locale.ROOT, "%d readers, by what they were answered: %s; %s%n", count, answered, held());
    Map<String, List<Long>> meanwhile = others();
    System.out.printf(Locale.ROOT, "meanwhile: %s%n", held());
    boolean good = true;
    for (String kind : before.keySet()) {
      good &= held(kind, before.get(kind), meanwhile.get(kind));
    }
    over = true;
    dribble.join(5_000);
    for (Socket reader : readers) {
      reader.close();
    }
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
    System.out.printf(Locale.ROOT, "after: %s%n", held());
    System.out.println(good ? "1 passed, 0 failed" : "0 passed, 1 failed");
    return good;
  }

  /** Asks, and reads the first line of the answer. */
  private String ask(String path, String person) throws IOException {
    Socket socket = new Socket();
    // Little room at this end: what is not read stays at the server.
    socket.setReceiveBufferSize(4_096);
    socket.connect(
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort()));
    socket.setSoTimeout(60_000);
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + Caller.signedIn(server.url(), person).token()
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    byte[] said = socket.getInputStream().readNBytes(12);
    socket.setSoTimeout(1);
    readers.add(socket);
    return new String(said, StandardCharsets.ISO_8859_1).replace("HTTP/1.1 ", "");
  }

  private void dribble() {
    while (!over) {
      for (Socket reader : readers) {
        try {
          reader.getInputStream().read();
        } catch (SocketTimeoutException nothingYet) {
          continue;
        } catch (IOException left) {
          continue;
        }
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
  }

  private Map<String, List<Long>> others() {
    Map<String, List<Long>> took = new LinkedHashMap<>();
    for (int i = 0; i < each; i++) {
      other.record(light, set("field" + other.written().size(), "a"));
      int at = other.written().size();
      timed(took, "push", () -> other.send(other.push(at, at)));
      timed(took, "look", () -> supervisor.get("/v1/incidents/" + light));
      timed(took, "list", () -> supervisor.get("/v1/incidents"));
      timed(took, "card", () -> supervisor.get("/v1/incidents/" + light + "/card"));
    }
    return took;
  }

  private static void timed(
      Map<String, List<Long>> took, String kind, Supplier<Caller.Answer> work) {
    long began = System.nanoTime();
    work.get().expect(200);
    took.computeIfAbsent(kind, none -> new ArrayList<>()).add(System.nanoTime() - began);
  }

  private static boolean held(String kind, List<Long> before, List<Long> meanwhile) {
    double first = at(before, 99);
    double then = at(meanwhile, 99);
    System.out.printf(
        Locale.ROOT,
        "%s %s: p50 %.1f ms before, %.1f meanwhile; p99 %.1f ms before, %.1f meanwhile, load %.1f%n",
        then <= 3 * first ? "ok" : "FAILED",
        kind,
        at(before, 50),
        at(meanwhile, 50),
        first,
        then,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return then <= 3 * first;
  }

  private static double at(List<Long> took, int percent) {
    long[] sorted = took.stream().flatMapToLong(LongStream::of).toArray();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
  }

  /** What the process holds: of answers by its own count, and all of it by the system's. */
  private String held() throws IOException {
    String resident =
        Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .findFirst()
            .orElse("VmRSS: unknown")
            .replaceAll("\\s+", " ");
    String answers =
        Caller.stranger(server.url())
            .get("/metrics")
            .body()
            .lines()
            .filter(line -> line.startsWith("seenheard_http_answer_bytes"))
            .findFirst()
            .orElse("no gauge");
    return resident + ", " + answers;
  }
}
