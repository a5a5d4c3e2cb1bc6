package uk.seenheard.api.gate;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.PushRequest;

/**
 * Takes the memory of a server that six devices write to and that others read, again and again: the
 * process has to end by itself, without the machine's help, and is started again; then counts what
 * it had acknowledged, and what of that is lost or there twice.
 *
 * <p>Arguments: rounds, and a seed. The seed is printed; which thread asks for memory next depends
 * on the machine.
 */
public final class MemoryAtItsEndRun {
  private static final int WRITERS = 6;
  private static final int BATCH = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Set<Hash> acknowledged = ConcurrentHashMap.newKeySet();
  private final List<Officer> officers = new ArrayList<>();
  private final Map<String, Integer> parts = new TreeMap<>();
  private final Path appetite;
  private final ServerProcess server;
  private int unready;

  private MemoryAtItsEndRun(Path folder) {
    this.appetite = folder.resolve("hungry");
    this.server =
        ServerProcess.start(
            folder.resolve("data"),
            Map.of(),
            HungryServer.class,
            List.of("-Xmx192m", "-Dhungry=" + appetite));
    for (int i = 0; i < WRITERS; i++) {
      officers.add(Officer.onShift(server.url(), i % 2 == 0 ? "pc1201" : "pc1202"));
    }
  }

  /** Runs and prints; exits with 1 when a process did not end, or anything was lost or doubled. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    System.out.println("seed " + seed);
    MemoryAtItsEndRun run = new MemoryAtItsEndRun(Files.createTempDirectory("memory"));
    Random random = new Random(seed);
    int good = 0;
    for (int round = 1; round <= rounds; round++) {
      good += run.round(round, random) ? 1 : 0;
    }
    boolean whole = run.count(rounds);
    run.server.close();
    System.out.println(
        (whole ? good : 0) + " passed, " + (rounds - (whole ? good : 0)) + " failed");
    System.exit(whole && good == rounds ? 0 : 1);
  }

  private boolean round(int round, Random random) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    int before = acknowledged.size();
    ExecutorService callers = Executors.newCachedThreadPool();
    List<Future<?>> running = new ArrayList<>();
    officers.forEach(officer -> running.add(callers.submit(() -> write(officer, stop))));
    String token = Caller.signedIn(server.url(), "insp71").token();
    running.add(callers.submit(() -> read(token, stop)));
    Future<Boolean> watched = callers.submit(() -> saysNo(stop));
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while (acknowledged.size() < before + WRITERS * BATCH && System.nanoTime() < patience) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_000)));
    int said = server.said().length();
    long began = System.nanoTime();
    Files.createFile(appetite);
    OptionalInt ended = server.ended(PATIENCE);
    double took = (System.nanoTime() - began) / 1e9;
    stop.set(true);
    for (Future<?> one : running) {
      one.get(60, TimeUnit.SECONDS);
    }
    unready += watched.get(60, TimeUnit.SECONDS) ? 1 : 0;
    callers.shutdown();
    Files.delete(appetite);
    String part = part(server.said().substring(said));
    parts.merge(part, 1, Integer::sum);
    if (ended.isEmpty()) {
      server.kill();
    }
    server.restart();
    System.out.printf(
        Locale.ROOT,
        "round %d: %d acknowledged, %s after %.1f s: %s%n",
        round,
        acknowledged.size() - before,
        ended.isEmpty() ? "did not end" : "ended with " + ended.getAsInt(),
        took,
        part);
    return ended.isPresent();
  }

  /** Which part told, as the last line says. */
  private static String part(String said) {
    int at = said.lastIndexOf("The server ended. ");
    if (at < 0) {
      return "nobody said";
    }
    String line = said.substring(at + "The server ended. ".length());
    int end = line.indexOf(" ended:");
    return end > 0 ? line.substring(0, end) : line.lines().findFirst().orElse("");
  }

  private void write(Officer officer, AtomicBoolean stop) {
    String incident = officer.incident("MEMORY-" + officer.device());
    while (!stop.get()) {
      for (int i = 0; i < BATCH; i++) {
        officer.record(incident, Officer.set("note." + officer.written().size(), Json.of("words")));
      }
      try {
        int to = officer.written().size();
        acknowledge(officer, officer.send(officer.push(firstUnknown(officer), to)));
      } catch (UncheckedIOException gone) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  private void read(String token, AtomicBoolean stop) {
    Caller inspector = Caller.bearing(server.url(), token);
    while (!stop.get()) {
      try {
        inspector.get("/v1/incidents");
        inspector.get("/v1/sync/pull");
      } catch (UncheckedIOException gone) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  /** Whether it was seen to say that it is not ready before it was gone. */
  private boolean saysNo(AtomicBoolean stop) {
    boolean no = false;
    while (!stop.get()) {
      try {
        no |= Caller.stranger(server.url()).get("/health/ready").status() == 503;
      } catch (UncheckedIOException gone) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return no;
  }

  private int firstUnknown(Officer officer) {
    int from = officer.written().size();
    while (from > 1 && !acknowledged.contains(officer.written().get(from - 2).hash())) {
      from--;
    }
    return Math.max(from, officer.written().size() - PushRequest.MAX_CHANGES + 1);
  }

  private void acknowledge(Officer officer, Caller.Answer answer) {
    if (answer.status() == 200) {
      int through = answer.json().whole("acknowledgedThrough").orElseThrow().intValue();
      for (int i = 0; i < through; i++) {
        acknowledged.add(officer.written().get(i).hash());
      }
    }
  }

  /** Reads everything back, from a server that has been started once more. */
  private boolean count(int rounds) {
    Map<Hash, Integer> found = new HashMap<>();
    Set<Long> commits = new TreeSet<>();
    for (Frame frame : Caller.signedIn(server.url(), "insp71").pull(Optional.empty())) {
      if (frame instanceof Frame.Change change) {
        found.merge(Hash.of(change.content(), new JdkDigests()), 1, Integer::sum);
        commits.add(change.n());
      }
    }
    long lost = acknowledged.stream().filter(hash -> !found.containsKey(hash)).count();
    long doubled = found.values().stream().mapToLong(times -> times - 1L).sum();
    System.out.printf(
        Locale.ROOT,
        "rounds %d, acknowledged %d, lost %d, doubled %d, said that it was not ready first %d"
            + " times; who told: %s%n",
        rounds,
        acknowledged.size(),
        lost,
        doubled,
        unready,
        parts);
    return lost == 0 && doubled == 0 && !commits.isEmpty() && !acknowledged.isEmpty();
  }
}
