package uk.seenheard.api.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** P6: the prompts of an incident with six children, by JMH in a process of its own. */
final class PromptsTime implements Measurement {
  @Override
  public void run(Place place) throws Exception {
    Path classes = Path.of("..", "sync", "target", "test-classes").toAbsolutePath().normalize();
    if (!Files.isRegularFile(classes.resolve("META-INF/BenchmarkList"))) {
      throw new IOException(classes + " holds no benchmarks: build sync with its tests first");
    }
    Path result = place.fresh("p6").resolve("jmh.csv");
    String path = classes + java.io.File.pathSeparator + System.getProperty("java.class.path");
    Process jmh =
        Children.start(
            new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    path,
                    "org.openjdk.jmh.Main",
                    "PromptsBench",
                    "-f",
                    "1",
                    "-wi",
                    "" + place.size(3, 5),
                    "-w",
                    "1",
                    "-i",
                    "" + place.size(5, 10),
                    "-r",
                    "1",
                    "-rf",
                    "csv",
                    "-rff",
                    result.toString())),
            result.resolveSibling("jmh.log"));
    boolean ended = jmh.waitFor(place.size(300, 600), TimeUnit.SECONDS);
    Children.end(jmh);
    if (!ended || !Files.isRegularFile(result)) {
      throw new IOException("JMH did not end; see " + result.resolveSibling("jmh.log"));
    }
    for (String line : Files.readAllLines(result)) {
      String[] cells = line.replace("\"", "").split(",");
      if (cells[0].endsWith("PromptsBench.open")) {
        place.report().raw("P6 %s", line);
        double micros = Double.parseDouble(cells[4]);
        String recorded = cells[cells.length - 1];
        place
            .report()
            .add(
                new Row(
                    "P6",
                    "prompts of an incident with six children, "
                        + (recorded.equals("all") ? "all of it" : "half of it")
                        + " recorded, warm, by JMH",
                    micros,
                    "µs",
                    micros / 100,
                    "of 100 µs",
                    Goal.atMost(1),
                    "every prompt of every child is asked anew; closed by asking only what moved"));
      }
    }
  }
}
