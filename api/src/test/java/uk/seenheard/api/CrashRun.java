package uk.seenheard.api;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.PushRequest;

/**
 * Kills a server that eight devices and three handset processes write to, and the handsets too,
 * each at a moment of its own; starts them again, lets them go on; then counts what the server had
 * acknowledged and what a handset had said was saved, what of that is lost, and what is there
 * twice.
 *
 * <p>Argument: the number of rounds. The seed is printed; a kill's moment still depends on the
 * machine.
 */
public final class CrashRun {
  private static final int WRITERS = 8;
  private static final int HANDSETS = 3;
  private static final int BATCH = 5;
  private static final int MAX_CHANGES_EACH = 5_000;

  /** Far longer than the slowest machine takes to acknowledge something. */
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  private static final Pattern WORDS = Pattern.compile("handset-\\d said word \\d+");

  private CrashRun() {}

  /** What came of it. */
  public record Result(
      int rounds,
      int acknowledged,
      int handsetKills,
      int saved,
      int lost,
      int doubled,
      boolean complete) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "rounds %d, acknowledged %d, handsets killed %d times, saved on them %d,"
              + " lost %d, doubled %d, everything written is there: %s",
          rounds,
          acknowledged,
          handsetKills,
          saved,
          lost,
          doubled,
          complete);
    }
  }

  /** Runs and prints; exits with 1 when anything was lost or doubled. */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    System.out.println("seed " + seed);
    Path data = Files.createTempDirectory("seenheard-crash").resolve("data");
    Result result = run(rounds, data, seed);
    System.out.println(result);
    boolean good = result.lost() == 0 && result.doubled() == 0 && result.complete();
    System.out.println((good ? rounds : 0) + " passed, " + (good ? 0 : rounds) + " failed");
    System.exit(good ? 0 : 1);
  }

  static Result run(int rounds, Path data, long seed) throws Exception {
    Random random = new Random(seed);
    Set<Hash> acknowledged = ConcurrentHashMap.newKeySet();
    List<HandsetUnderFire> handsets = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(data, Map.of())) {
      List<Officer> officers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        officers.add(Officer.onShift(server.url(), i % 2 == 0 ? "pc1201" : "pc1202"));
      }
      for (int i = 0; i < HANDSETS; i++) {
        handsets.add(
            HandsetUnderFire.start(data.resolveSibling("handset-" + i), server.url(), "pc1203"));
      }
      for (int round = 1; round <= rounds; round++) {
        int before = acknowledged.size();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> running = new ArrayList<>();
        for (Officer officer : officers) {
          running.add(writers.submit(() -> write(officer, acknowledged, stop)));
        }
        // A kill proves nothing before something was acknowledged: on a slow machine it waits for
        // that, but for one round in four, whose kill meets a server that has hardly begun.
        int wanted = round % 4 == 0 ? 0 : 1 + random.nextInt(10 * BATCH);
        awaitAcknowledged(acknowledged, before + wanted);
        pause(random.nextInt(wanted == 0 ? 1_400 : 400));
        int struck = random.nextInt(HANDSETS);
        boolean handsetFirst = random.nextBoolean();
        if (handsetFirst) {
          handsets.get(struck).kill();
        }
        server.kill();
        if (!handsetFirst) {
          pause(random.nextInt(300));
          handsets.get(struck).kill();
        }
        stop.set(true);
        for (Future<?> writer : running) {
          writer.get(60, TimeUnit.SECONDS);
        }
        writers.shutdown();
        server.restart();
        System.out.printf(
            Locale.ROOT,
            "round %d: %d acknowledged before the kill%n",
            round,
            acknowledged.size() - before);
      }
      for (Officer officer : officers) {
        drain(officer, acknowledged);
      }
      Map<String, Integer> words = new HashMap<>();
      boolean synced = true;
      for (HandsetUnderFire handset : handsets) {
        List<String> said = handset.drain();
        System.out.println(said.get(0));
        synced &= said.get(0).startsWith("Synced");
        handset.attempted().forEach(attempted -> words.put(attempted, 0));
      }
      return count(rounds, server, officers, acknowledged, handsets, words, synced);
    } finally {
      handsets.forEach(HandsetUnderFire::close);
    }
  }

  private static void awaitAcknowledged(Set<Hash> acknowledged, int wanted) {
    long until = System.nanoTime() + PATIENCE;
    while (acknowledged.size() < wanted) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("nothing is acknowledged any more");
      }
      pause(5);
    }
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static void write(Officer officer, Set<Hash> acknowledged, AtomicBoolean stop) {
    String incident = officer.incident("CRASH-" + officer.device());
    while (!stop.get() && officer.written().size() < MAX_CHANGES_EACH) {
      for (int i = 0; i < BATCH; i++) {
        officer.record(incident, Officer.set("note." + officer.written().size(), Json.of("words")));
      }
      try {
        int to = officer.written().size();
        acknowledge(
            officer,
            officer.send(officer.push(firstUnknown(officer, acknowledged), to)),
            acknowledged);
      } catch (UncheckedIOException killed) {
        return;
      }
    }
  }

  /** A handset resends from the first position that it has no acknowledgement for. */
  private static int firstUnknown(Officer officer, Set<Hash> acknowledged) {
    int from = officer.written().size();
    while (from > 1 && !acknowledged.contains(officer.written().get(from - 2).hash())) {
      from--;
    }
    return Math.max(from, officer.written().size() - PushRequest.MAX_CHANGES + 1);
  }

  private static void acknowledge(Officer officer, Caller.Answer answer, Set<Hash> acknowledged) {
    if (answer.status() == 200) {
      int through = answer.json().whole("acknowledgedThrough").orElseThrow().intValue();
      for (int i = 0; i < through; i++) {
        acknowledged.add(officer.written().get(i).hash());
      }
    }
  }

  private static void drain(Officer officer, Set<Hash> acknowledged) {
    int from = 1;
    while (from <= officer.written().size()) {
      int to = Math.min(officer.written().size(), from + PushRequest.MAX_CHANGES - 1);
      Caller.Answer answer = officer.send(officer.push(from, to));
      answer.expect(200);
      acknowledge(officer, answer, acknowledged);
      from = to + 1;
    }
  }

  private static Result count(
      int rounds,
      ServerProcess server,
      List<Officer> officers,
      Set<Hash> acknowledged,
      List<HandsetUnderFire> handsets,
      Map<String, Integer> words,
      boolean synced) {
    Map<Hash, Integer> found = new HashMap<>();
    Set<Long> commits = new TreeSet<>();
    for (Frame frame : Caller.signedIn(server.url(), "insp71").pull(Optional.empty())) {
      if (frame instanceof Frame.Change change) {
        found.merge(Hash.of(change.content(), new JdkDigests()), 1, Integer::sum);
        commits.add(change.n());
        Matcher spoken = WORDS.matcher(change.content());
        while (spoken.find()) {
          words.merge(spoken.group(), 1, Integer::sum);
        }
      }
    }
    int lost = 0;
    for (Hash hash : acknowledged) {
      lost += found.containsKey(hash) ? 0 : 1;
    }
    int doubled = 0;
    for (int times : found.values()) {
      doubled += times - 1;
    }
    int saved = 0;
    int kills = 0;
    for (HandsetUnderFire handset : handsets) {
      saved += handset.confirmed().size();
      kills += handset.kills();
      for (String confirmed : handset.confirmed()) {
        lost += words.get(confirmed) == 0 ? 1 : 0;
      }
    }
    for (int times : words.values()) {
      doubled += Math.max(0, times - 1);
    }
    // A hole in the log would stop the projector, and what comes after it would be missing here.
    int written = officers.stream().mapToInt(officer -> officer.written().size()).sum();
    boolean complete =
        synced && found.keySet().containsAll(hashes(officers)) && !commits.isEmpty() && written > 0;
    return new Result(rounds, acknowledged.size(), kills, saved, lost, doubled, complete);
  }

  private static Set<Hash> hashes(List<Officer> officers) {
    Set<Hash> hashes = new HashSet<>();
    officers.forEach(officer -> officer.written().forEach(change -> hashes.add(change.hash())));
    return hashes;
  }
}
