package uk.seenheard.api.gate;

import static uk.seenheard.api.Officer.set;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Main;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.sync.codec.Json;

/**
 * What others wait for while one record at its caps (1,000 entries, 20,000 answers) is pushed to,
 * looked at, paged, pulled and asked for its prompts by whoever can, as fast as they can: a command
 * of its own, because it wants a quiet machine. Server, crowd and the others are a process each.
 * Everything is measured in turn, round by round, so that whatever else the machine does falls on
 * all of it alike.
 *
 * <p>In each round a third and a fourth window tell whose the wait is: in them the crowd asks for
 * nothing and spends the processor time that it spent itself, and then that and what the server
 * spent more for it as well. What others wait for then, no server could spare them.
 *
 * <p>{@code nice=19} among its arguments starts the crowd behind everybody else in the system's
 * queue, as a crowd that has machines of its own; {@code control=true} has it ask for an incident
 * as they usually are.
 */
public final class OneCostlyRecordRun {
  private static final int GOAL = 3;

  /** Of the server's processor time, what its compiler has when it is warm. */
  private static final double COMPILING = 0.1;

  /** Changes of the costly record in one push. */
  private static final int SENT_AT_ONCE = 60;

  /** Changes of an incident as they usually are, which others look at and page. */
  private static final int USUAL = 200;

  /** What was asked for; read once the words of the command are known. */
  private static final class Wanted {
    static final int ROUNDS = Integer.getInteger("costly.rounds", 3);
    static final int EACH = Integer.getInteger("costly.each", 120);
    static final int MOST_WARM = Integer.getInteger("costly.warm", 8);

    /** Whether the crowd asks for an incident as they usually are: what a crowd costs by itself. */
    static final boolean USUAL_CROWD = Boolean.getBoolean("costly.control");

    /** What the record is made costly by. */
    static final CostlyShape SHAPE =
        CostlyShape.valueOf(System.getProperty("costly.shape", "CHILDREN"));

    /** How far behind everybody else the crowd stands for a processor. */
    static final int NICE = Integer.getInteger("costly.nice", 0);

    /** Options of the server's machine, with a space between them. */
    static final String OPTIONS = System.getProperty("costly.options", "");
  }

  /** Who does what beside the others. */
  private enum Beside {
    NOBODY("before"),
    CROWD("meanwhile"),
    ASKING("the crowd's time spent, no server asked"),
    ALL("that and the server's for it");

    private final String told;

    Beside(String told) {
      this.told = told;
    }
  }

  private final ServerProcess server;
  private final CostlyCrowd crowd;
  private final Officer other;

  /**
   * Two, in turn: one person who asks for long answers without a pause is given them at the reading
   * pace, which is another wait than the one that is looked for here.
   */
  private final List<Caller> supervisors;

  private String light = "";
  private int windows;
  private final String usual;
  private final Map<Beside, Map<String, List<Long>>> took = new EnumMap<>(Beside.class);
  private final Map<Beside, List<Map<String, double[]>>> ran = new EnumMap<>(Beside.class);
  private final Map<Beside, List<double[]>> spent = new EnumMap<>(Beside.class);
  private long asked;
  private long refused;
  private long bytes;

  private OneCostlyRecordRun(ServerProcess server) throws IOException {
    this.server = server;
    this.other = Officer.onShift(server.url(), "pc1202");
    this.supervisors =
        List.of(Caller.signedIn(server.url(), "ps401"), Caller.signedIn(server.url(), "insp71"));
    this.usual = other.incident("USUAL");
    for (int i = 0; i < USUAL; i++) {
      other.record(usual, set("noted" + i, "something that was seen"));
    }
    awaitProjections(other.sendAll());
    Officer owner = Officer.onShift(server.url(), "pc1201");
    String costly = Wanted.USUAL_CROWD ? usual : owner.incident("COSTLY");
    if (!Wanted.USUAL_CROWD) {
      Wanted.SHAPE.fill(owner, costly);
      sendInTurn(owner);
    }
    this.crowd =
        new CostlyCrowd(
            server.url(),
            costly,
            Wanted.SHAPE == CostlyShape.REPLACED,
            Wanted.NICE == 0 ? List.of() : List.of("nice", "-n", Integer.toString(Wanted.NICE)));
  }

  /** Prints the 50th and the 99th of a hundred, before and meanwhile, and the machine's load. */
  public static void main(String[] arguments) throws Exception {
    for (String word : String.join(" ", arguments).trim().split("[ ,]+")) {
      int is = word.indexOf('=');
      if (is > 0) {
        System.setProperty("costly." + word.substring(0, is), word.substring(is + 1));
      }
    }
    Path folder = Files.createTempDirectory("costly");
    List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+ExitOnOutOfMemoryError"));
    Arrays.stream(Wanted.OPTIONS.split(" ")).filter(one -> !one.isEmpty()).forEach(options::add);
    try (ServerProcess server =
        ServerProcess.start(folder.resolve("data"), Map.of(), Main.class, options)) {
      OneCostlyRecordRun run = new OneCostlyRecordRun(server);
      boolean held = run.measure();
      run.crowd.close();
      server.terminate(Duration.ofMinutes(1));
      System.exit(held ? 0 : 1);
    } catch (RuntimeException | Error failed) {
      failed.printStackTrace();
      System.exit(1);
    }
  }

  /**
   * As who writes for hours does: what was not folded yet counts as standing, and the cap is met.
   */
  private void sendInTurn(Officer owner) {
    int all = owner.written().size();
    for (int from = 1; from <= all; from += SENT_AT_ONCE) {
      int to = Math.min(all, from + SENT_AT_ONCE - 1);
      Json.Obj answer = owner.send(owner.push(from, to)).expect(200);
      for (Json verdict : answer.items("verdicts")) {
        if (!((Json.Obj) verdict).text("verdict").equals(Optional.of("applied"))) {
          throw new IllegalStateException("not all of the costly record was taken: " + verdict);
        }
      }
      awaitProjections(answer);
    }
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

  private boolean measure() throws InterruptedException {
    warm();
    took.clear();
    ran.clear();
    spent.clear();
    asked = 0;
    refused = 0;
    bytes = 0;
    for (int round = 0; round < Wanted.ROUNDS; round++) {
      for (Beside beside : Beside.values()) {
        window(beside);
      }
    }
    int failed = 0;
    for (String kind : took.get(Beside.NOBODY).keySet()) {
      failed += held(kind) ? 0 : 1;
    }
    System.out.println("processor time in ms a second, of others, crowd, server; then threads of");
    System.out.println("the server: ms a second run + ready to run and without a processor");
    for (Beside beside : Beside.values()) {
      double[] mean = mean(spent.get(beside));
      System.out.printf(
          Locale.ROOT,
          "%s: %.0f, %.0f, %.0f; %s%n",
          beside.told,
          mean[0],
          mean[1],
          mean[2],
          ThreadTimes.text(ThreadTimes.mean(ran.get(beside))));
    }
    System.out.printf(
        Locale.ROOT,
        "the costly record was asked or pushed to %d times, refused %d, %.1f MB packed%n",
        asked,
        refused,
        bytes / 1e6);
    int kinds = took.get(Beside.NOBODY).size();
    System.out.println((kinds - failed) + " passed, " + failed + " failed");
    return failed == 0;
  }

  /** Unmeasured, both: what is compiled meanwhile is no part of what others wait for later. */
  private void warm() throws InterruptedException {
    double compiling;
    int times = 0;
    do {
      window(Beside.NOBODY);
      window(Beside.CROWD);
      Map<String, double[]> shares = ran.get(Beside.CROWD).get(times);
      compiling = ThreadTimes.ran(shares, "C1 Compiler", "C2 Compiler") / ThreadTimes.ran(shares);
      times++;
    } while (compiling > COMPILING && times < Wanted.MOST_WARM);
    System.out.printf(
        Locale.ROOT,
        "warm after %d windows each: of the server's processor time %.0f in a hundred compile%n",
        times,
        100 * compiling);
  }

  /** What others wait for, and who had the processors. */
  private void window(Beside beside) throws InterruptedException {
    // One of its own each time: an incident that is written in for long is no light one.
    light = other.incident("LIGHT-" + ++windows);
    begin(beside);
    if (beside != Beside.NOBODY) {
      // Until the crowd is at it, with the server as busy as it gets.
      TimeUnit.SECONDS.sleep(1);
    }
    long self = ProcessHandle.current().pid();
    ThreadTimes own = ThreadTimes.of(self);
    ThreadTimes theirs = ThreadTimes.of(crowd.pid());
    ThreadTimes serving = ThreadTimes.of(server.pid());
    others(took.computeIfAbsent(beside, none -> new LinkedHashMap<>()));
    Map<String, double[]> shares = ThreadTimes.of(server.pid()).since(serving);
    ran.computeIfAbsent(beside, none -> new ArrayList<>()).add(shares);
    spent
        .computeIfAbsent(beside, none -> new ArrayList<>())
        .add(
            new double[] {
              ThreadTimes.ran(ThreadTimes.of(self).since(own)),
              ThreadTimes.ran(ThreadTimes.of(crowd.pid()).since(theirs)),
              ThreadTimes.ran(shares)
            });
    end(beside);
  }

  private void begin(Beside beside) {
    double crowds = last(Beside.CROWD, 1);
    switch (beside) {
      case NOBODY -> {}
      case CROWD -> crowd.ask();
      case ASKING -> crowd.burn(crowds, 0);
      case ALL -> crowd.burn(crowds, Math.max(0, last(Beside.CROWD, 2) - last(Beside.NOBODY, 2)));
    }
  }

  private void end(Beside beside) {
    if (beside == Beside.NOBODY) {
      return;
    }
    String[] did = crowd.stop().split(" ");
    if (beside == Beside.CROWD) {
      asked += Long.parseLong(did[0]);
      refused += Long.parseLong(did[1]);
      bytes += Long.parseLong(did[2]);
    }
    other.record(light, set("quiet" + other.written().size(), "a"));
    int at = other.written().size();
    awaitProjections(other.send(other.push(at, at)).expect(200));
  }

  private double last(Beside beside, int whose) {
    List<double[]> all = spent.getOrDefault(beside, List.of());
    return all.isEmpty() ? 0 : all.get(all.size() - 1)[whose];
  }

  private static double[] mean(List<double[]> all) {
    double[] mean = new double[3];
    for (double[] one : all) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += one[i] / all.size();
      }
    }
    return mean;
  }

  /** What everybody else does: a push, a look, a list, a page of a history, a pull. */
  private void others(Map<String, List<Long>> took) {
    for (int i = 0; i < Wanted.EACH; i++) {
      other.record(light, set("field" + other.written().size(), "a"));
      int at = other.written().size();
      Caller supervisor = supervisors.get(i % supervisors.size());
      timed(took, "push", () -> other.send(other.push(at, at)));
      timed(took, "look", () -> supervisor.get("/v1/incidents/" + usual));
      timed(took, "list", () -> supervisor.get("/v1/incidents"));
      timed(took, "page", () -> supervisor.get("/v1/incidents/" + usual + "/history"));
      timed(took, "card", () -> supervisor.get("/v1/incidents/" + light + "/card"));
    }
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

  private boolean held(String kind) {
    double first = at(took.get(Beside.NOBODY).get(kind), 99);
    boolean held = at(took.get(Beside.CROWD).get(kind), 99) <= GOAL * first;
    System.out.printf(Locale.ROOT, "%s %s:", held ? "ok" : "FAILED", kind);
    for (Beside beside : Beside.values()) {
      List<Long> all = took.get(beside).get(kind);
      System.out.printf(
          Locale.ROOT,
          "%s %s p50 %.1f p90 %.1f p99 %.1f ms, %.1f times",
          beside == Beside.NOBODY ? "" : ";",
          beside.told,
          at(all, 50),
          at(all, 90),
          at(all, 99),
          at(all, 99) / first);
    }
    System.out.printf(
        Locale.ROOT,
        " (goal %d), load %.1f%n",
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
