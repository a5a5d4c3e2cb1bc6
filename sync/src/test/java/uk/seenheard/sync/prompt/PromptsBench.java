package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * How long {@link Prompts#of} takes, warm, for a domestic incident with six children, half of it
 * and all of it recorded: at most {@value #GOAL_MICROS} microseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(2)
public class PromptsBench {
  private static final double GOAL_MICROS = 100;
  private static final int HALF = 120;

  /** How much of the incident is recorded. */
  @Param({"half", "all"})
  public String recorded = "";

  private Scene scene = new Scene("domestic-abuse");
  private IncidentRecord record = scene.record();

  @Setup
  public void record() {
    scene = sixChildren(recorded.equals("all"));
    record = scene.record();
  }

  @Benchmark
  public List<PromptState> open() {
    return Prompts.of(record, scene.form, scene.context());
  }

  /** Runs it and says for each case whether the goal is reached; ends with 1 where it is not. */
  public static void main(String[] args) throws RunnerException {
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(PromptsBench.class.getName()).build()).run();
    List<String> lines = new ArrayList<>();
    boolean reached = true;
    for (RunResult result : results) {
      String recorded = result.getParams().getParam("recorded");
      Scene scene = sixChildren(recorded.equals("all"));
      double micros = result.getPrimaryResult().getScore();
      reached &= micros <= GOAL_MICROS;
      lines.add(
          String.format(
              Locale.ROOT,
              "six children, %s recorded, %d fields, %d prompts: %.1f µs, goal %.0f, %s",
              recorded,
              scene.record().fields().size(),
              scene.prompts().size(),
              micros,
              GOAL_MICROS,
              micros <= GOAL_MICROS ? "ok" : "short"));
    }
    lines.forEach(System.out::println);
    System.exit(reached ? 0 : 1);
  }

  private static Scene sixChildren(boolean full) {
    Scene scene = new Scene("domestic-abuse");
    Map<String, Json> said =
        Map.of(
            "childrenLiving", Json.of(6),
            "childrenHere", Json.of(6),
            "adultsHere", Json.of(2),
            "livesHere", Json.of("yes"),
            "hereNow", Json.of("yes"),
            "spoken", Json.of("yes"));
    Walk walk = new Walk(scene, 7, said);
    if (full) {
      walk.answerEverything();
    } else {
      for (int i = 0; i < HALF; i++) {
        walk.answerNext();
      }
    }
    return scene;
  }
}
