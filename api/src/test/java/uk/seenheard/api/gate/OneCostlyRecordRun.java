package uk.seenheard.api.gate;

import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Caps;
import uk.seenheard.sync.codec.Json;

/**
 * What others wait for while one record at its caps (1,000 entries, 20,000 answers) is pushed to,
 * looked at, paged, pulled and asked for its prompts by whoever can, as fast as they can: a command
 * of its own, because it wants a quiet machine. Both sides are measured in turn, round by round, so
 * that whatever else the machine does falls on both.
 */
public final class OneCostlyRecordRun {
  private static final int ROUNDS = Integer.getInteger("costly.rounds", 3);
  private static final int EACH = Integer.getInteger("costly.each", 120);
  private static final int GOAL = 3;

  /** Whether the crowd asks for an incident as they usually are: what a crowd costs by itself. */
  private static final boolean USUAL_CROWD = Boolean.getBoolean("costly.control");

  /** Changes of an incident as they usually are, which others look at and page. */
  private static final int USUAL = 200;

  private final LiveServer server;
  private final Officer other;
  private final Officer pusher;
  private final Caller supervisor;
  private final String light;
  private final String usual;
  private final String costly;
  private final AtomicBoolean going = new AtomicBoolean();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();

  private OneCostlyRecordRun(LiveServer server) {
    this.server = server;
    this.other = Officer.onShift(server.url(), "pc1202");
    this.supervisor = Caller.signedIn(server.url(), "ps401");
    this.light = other.incident("LIGHT");
    this.usual = other.incident("USUAL");
    for (int i = 0; i < USUAL; i++) {
      other.record(usual, set("noted" + i, "something that was seen"));
    }
    awaitProjections(other.sendAll());
    Officer owner = Officer.onShift(server.url(), "pc1201");
    this.costly = USUAL_CROWD ? usual : owner.incident("COSTLY");
    if (!USUAL_CROWD) {
      fill(owner);
    }
    this.pusher = owner;
  }

  /** Prints the 50th and the 99th of a hundred, before and meanwhile, and the machine's load. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("costly");
    try (LiveServer server = LiveServer.start(folder.resolve("data"))) {
      new OneCostlyRecordRun(server).measure();
      System.exit(0);
    } catch (RuntimeException | Error failed) {
      failed.printStackTrace();
      System.exit(1);
    }
  }

  /** To the brim: each push waits for the projections, as a handset that writes for hours does. */
  private void fill(Officer owner) {
    int each = Caps.ANSWERS / Caps.ENTRIES - 1;
    for (int child = 0; child < Caps.ENTRIES; child += 10) {
      List<Operation> ops = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String at = entry("child");
        ops.add(
            add(
                at,
                Json.object()
                    .put("name", "Child " + (child + i))
                    .put("dob", "2015-03-" + (10 + i))
                    .build()));
        ops.add(set(at + "/seen", "yes"));
        ops.add(set(at + "/demeanour", "quiet, sat under the table with the dog, child " + i));
        for (int more = 2; more < each; more++) {
          ops.add(set(at + "/noted" + more, "something that was seen"));
        }
      }
      owner.record(costly, ops.toArray(new Operation[0]));
    }
    awaitProjections(owner.sendAll());
  }

  private void awaitProjections(Json.Obj pushed) {
    long n = pushed.whole("n").orElseThrow();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    Caller anyone = Caller.stranger(server.url());
    while (anyone.get("/operations/projections").expect(200).whole("applied").orElse(0L) < n
        && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private void measure() throws InterruptedException {
    // Once unmeasured, both: what is compiled meanwhile is no part of what others wait for later.
    others();
    meanwhile();
    Map<String, List<Long>> before = new LinkedHashMap<>();
    Map<String, List<Long>> meanwhile = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      gather(before, others());
      gather(meanwhile, meanwhile());
    }
    int failed = 0;
    for (String kind : before.keySet()) {
      failed += held(kind, before.get(kind), meanwhile.get(kind)) ? 0 : 1;
    }
    System.out.println(
        "the costly record was asked or pushed to " + asked + " times, refused " + turnedAway);
    System.out.println((before.size() - failed) + " passed, " + failed + " failed");
  }

  /** What others wait for while the costly record keeps whoever can busy. */
  private Map<String, List<Long>> meanwhile() throws InterruptedException {
    List<Thread> crowd = crowd();
    Map<String, List<Long>> took = others();
    going.set(false);
    for (Thread one : crowd) {
      one.join();
    }
    other.record(light, set("quiet" + other.written().size(), "a"));
    int at = other.written().size();
    awaitProjections(other.send(other.push(at, at)).expect(200));
    return took;
  }

  private static void gather(Map<String, List<Long>> all, Map<String, List<Long>> round) {
    round.forEach(
        (kind, took) -> all.computeIfAbsent(kind, none -> new ArrayList<>()).addAll(took));
  }

  /** What everybody else does: a push, a look, a list, a page of a history, a pull. */
  private Map<String, List<Long>> others() {
    Map<String, List<Long>> took = new LinkedHashMap<>();
    for (int i = 0; i < EACH; i++) {
      other.record(light, set("field" + other.written().size(), "a"));
      int at = other.written().size();
      timed(took, "push", () -> other.send(other.push(at, at)));
      timed(took, "look", () -> supervisor.get("/v1/incidents/" + usual));
      timed(took, "list", () -> supervisor.get("/v1/incidents"));
      timed(took, "page", () -> supervisor.get("/v1/incidents/" + usual + "/history"));
      timed(took, "card", () -> supervisor.get("/v1/incidents/" + light + "/card"));
    }
    return took;
  }

  /** Whoever is told to come back comes back until it is done: that is what they wait. */
  private static void timed(
      Map<String, List<Long>> took, String kind, Supplier<Caller.Answer> work) {
    long began = System.nanoTime();
    while (work.get().status() != 200) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    took.computeIfAbsent(kind, none -> new ArrayList<>()).add(System.nanoTime() - began);
  }

  private List<Thread> crowd() {
    going.set(true);
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    List<Thread> crowd = new ArrayList<>();
    crowd.add(new Thread(this::push));
    for (String path :
        List.of(
            "/v1/incidents/" + costly,
            "/v1/incidents/" + costly + "/history",
            "/v1/incidents/" + costly + "/twins",
            "/v1/sync/incidents/" + costly,
            "/v1/sync/pull")) {
      crowd.add(new Thread(() -> ask(inspector, path)));
    }
    crowd.forEach(Thread::start);
    return crowd;
  }

  private void push() {
    while (going.get()) {
      pusher.record(costly, set("note" + asked.incrementAndGet(), "a"));
      int at = pusher.written().size();
      count(pusher.send(pusher.push(at, at)).status());
    }
  }

  /**
   * Reads to the end, and looks at nothing of it: the reader's own work is not what is measured.
   */
  private void ask(Caller caller, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Authorization", "Bearer " + caller.token())
            .header("Accept-Encoding", "gzip")
            .timeout(java.time.Duration.ofMinutes(2))
            .build();
    while (going.get()) {
      try {
        asked.incrementAndGet();
        count(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
      } catch (java.io.IOException | InterruptedException failed) {
        System.out.println(path + ": " + failed);
      }
    }
  }

  private void count(int status) {
    if (status != 200) {
      turnedAway.incrementAndGet();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private static boolean held(String kind, List<Long> before, List<Long> meanwhile) {
    double first = at(before, 99);
    double then = at(meanwhile, 99);
    boolean held = then <= GOAL * first;
    System.out.printf(
        Locale.ROOT,
        "%s %s: p50 %.1f ms before, %.1f meanwhile; p99 %.1f ms before, %.1f meanwhile: %.1f times"
            + " (goal %d), load %.1f%n",
        held ? "ok" : "FAILED",
        kind,
        at(before, 50),
        at(meanwhile, 50),
        first,
        then,
        then / first,
        GOAL,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return held;
  }

  private static double at(List<Long> took, int percent) {
    long[] sorted = took.stream().flatMapToLong(LongStream::of).toArray();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
  }
}
