package uk.seenheard.api.partners.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/**
 * Three subscribers of one feed, one of which answers nothing but 503 for an hour while 10,000
 * events come in: how long the others wait, what the process holds, and whether the one that was
 * away is told all of it afterwards, each incident in order. First 2,000 events of two subscribers
 * alone, for a comparison within the run.
 *
 * <p>A command of its own, {@code main}, which takes how many events; it fails where one of the
 * living waits two seconds or more at the ninety-ninth of a hundred, where something is missing or
 * out of order, and where the heap grows.
 */
public final class SubscribersRun {
  private static final int BATCH = 50;
  private static final int WARM = 500;
  private static final int ALONE = 2_000;
  private static final long HOUR = 3_600_000;
  private static final long MOST_P99 = 2_000;
  private static final long MOST_GROWN_KIB = 4_096;
  private static final long WAIT_SECONDS = 1_200;

  private final Subscribed bench;
  private int next = 1;

  private SubscribersRun(Subscribed bench) {
    this.bench = bench;
  }

  /** Runs it in a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    Vertx vertx = Vertx.vertx();
    try (EmbeddedStore store = EmbeddedStore.open(Files.createTempDirectory("subscribers"))) {
      new SubscribersRun(new Subscribed(vertx, store.documents("subscribers", vertx)))
          .run(events, new HttpPost(vertx, new Addresses(Set.of("127.0.0.1"), Set.of(), () -> 1)));
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private void run(int events, Post post) throws Exception {
    try (Counting one = new Counting();
        Counting two = new Counting();
        Counting dead = new Counting()) {
      bench.subscribe("one", one.url());
      bench.subscribe("two", two.url());
      Deliveries process = bench.process("p1", post);
      comeIn(WARM, 0, one, two); // what a process has to learn when it starts
      comeIn(ALONE, 0, one, two);
      say("two subscribers alone", WARM + 1, WARM + ALONE, one, two);

      dead.status = 503;
      bench.subscribe("dead", dead.url());
      int from = next;
      long[] heap = new long[3];
      int[] at = {events / 5, events * 3 / 5, events};
      for (int i = 0; i < at.length; i++) {
        comeIn(from + at[i] - next, HOUR * (from + at[i] - next) / events, one, two);
        heap[i] = heapKib();
        System.out.printf(
            Locale.ROOT, "heap after a collection, at %,d events: %,d KiB%n", at[i], heap[i]);
      }
      long p99 = say("beside one that is dead", from, next - 1, one, two);
      require(dead.count() == 0, "the dead one took something");
      require(
          bench.standing("dead").progress().failingSince() > 0, "nobody notes that one is away");

      dead.status = 204;
      bench.now.addAndGet(HOUR);
      long began = System.nanoTime();
      process.wake();
      until("the dead one has caught up", () -> dead.count() == next - 1);
      System.out.printf(
          Locale.ROOT,
          "caught up with %,d events in %.1f s; asked %,d times while it was dead%n",
          next - 1,
          (System.nanoTime() - began) / 1e9,
          dead.besides()[2]);
      process.end();
      for (Counting each : new Counting[] {one, two, dead}) {
        require(each.count() == next - 1, "somebody was not told all of it");
        require(each.besides()[1] == 0, "an incident was told out of order");
      }
      System.out.printf(
          Locale.ROOT,
          "told more than once: %d, %d and %d; out of order: none%n",
          one.besides()[0],
          two.besides()[0],
          dead.besides()[0]);
      require(p99 < MOST_P99, "the others waited for " + p99 + " ms");
      require(heap[2] - heap[0] < MOST_GROWN_KIB, "the heap grew");
    }
  }

  /** Events come in, and so much time goes by meanwhile, a part of it with each batch. */
  private void comeIn(int events, long millis, Counting one, Counting two) throws Exception {
    int end = next + events;
    while (next < end) {
      int to = Math.min(end, next + BATCH);
      bench.file(next, to);
      bench.now.addAndGet(millis * (to - next) / events);
      next = to;
      until("the living are told", () -> one.count() == next - 1 && two.count() == next - 1);
    }
  }

  private long say(String what, int from, int to, Counting... receivers) {
    long worst = 0;
    for (Counting receiver : receivers) {
      long[] took = new long[to - from + 1];
      for (int n = from; n <= to; n++) {
        took[n - from] = receiver.at[n] - bench.filedAt(n);
      }
      Arrays.sort(took);
      long p99 = millis(took[took.length * 99 / 100]);
      System.out.printf(
          Locale.ROOT,
          "%s, %,d events: median %d ms, ninety-ninth of a hundred %d ms, longest %d ms%n",
          what,
          took.length,
          millis(took[took.length / 2]),
          p99,
          millis(took[took.length - 1]));
      worst = Math.max(worst, p99);
    }
    return worst;
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static long heapKib() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
  }

  private static void until(String what, BooleanSupplier done) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!done.getAsBoolean()) {
      require(System.nanoTime() < end, "it never came: " + what);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalStateException(otherwise);
    }
  }

  /** A subscriber that keeps nothing of what it is told but when, and whether it came in order. */
  private static final class Counting implements AutoCloseable {
    private static final int MOST = 100_000;

    final long[] at = new long[MOST];
    private final long[] last = new long[Subscribed.INCIDENTS];
    private final BitSet told = new BitSet();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    volatile int status = 204;
    private int again;
    private int disordered;
    private int refused;

    Counting() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
      server.createContext("/", this::take);
      server.setExecutor(threads);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    synchronized int count() {
      return told.cardinality();
    }

    /** How often it was told what it had, was told out of order, and refused. */
    synchronized int[] besides() {
      return new int[] {again, disordered, refused};
    }

    private void take(HttpExchange exchange) throws IOException {
      try (exchange) {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int answer = status;
        if (answer == 204) {
          Json.Obj event = (Json.Obj) new JacksonJsonReader().read(body);
          took((int) event.object("data").whole("n").orElseThrow().longValue());
        } else {
          refuse();
        }
        exchange.sendResponseHeaders(answer, -1);
      }
    }

    private synchronized void refuse() {
      refused++;
    }

    private synchronized void took(int n) {
      if (told.get(n)) {
        again++;
        return;
      }
      told.set(n);
      at[n] = System.nanoTime();
      int incident = n % Subscribed.INCIDENTS;
      if (n < last[incident]) {
        disordered++;
      }
      last[incident] = Math.max(n, last[incident]);
    }

    @Override
    public void close() {
      server.stop(0);
      threads.shutdownNow();
    }
  }
}
