package uk.seenheard.api.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the threads of a process had of the processors, and for how long they were ready to run and
 * had none: by this one tells what others wait for, work of the process itself or a processor that
 * somebody else has. From {@code /proc}, so on Linux only; nothing elsewhere.
 */
final class ThreadTimes {
  /** The system cuts names off there. */
  private static final String LOOP = "vert.x-eventloo";

  private final long nanos;
  private final Map<Long, Time> byThread;

  /** One thread since it began. */
  private record Time(String name, long ran, long waited) {}

  private ThreadTimes(long nanos, Map<Long, Time> byThread) {
    this.nanos = nanos;
    this.byThread = byThread;
  }

  /** Of a process, up to now. */
  static ThreadTimes of(long pid) {
    Map<Long, Time> times = new HashMap<>();
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    if (!Files.isDirectory(tasks)) {
      return new ThreadTimes(System.nanoTime(), times);
    }
    try (Stream<Path> found = Files.list(tasks)) {
      for (Path task : found.collect(Collectors.toList())) {
        try {
          String[] counted = Files.readString(task.resolve("schedstat")).trim().split(" ");
          long id = Long.parseLong(task.getFileName().toString());
          String name = Files.readString(task.resolve("comm")).trim();
          times.put(
              id,
              new Time(
                  LOOP.equals(name) ? name + ' ' + id : name,
                  Long.parseLong(counted[0]),
                  Long.parseLong(counted[1])));
        } catch (NoSuchFileException ended) {
          continue;
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new ThreadTimes(System.nanoTime(), times);
  }

  /** Since a moment before: of each kind of thread, milliseconds in a second: run, and waited. */
  Map<String, double[]> since(ThreadTimes before) {
    Map<String, double[]> shares = new TreeMap<>();
    double seconds = (nanos - before.nanos) / 1e9;
    byThread.forEach(
        (id, now) -> {
          Time then = before.byThread.getOrDefault(id, new Time(now.name(), 0, 0));
          double[] share = shares.computeIfAbsent(now.name(), none -> new double[2]);
          share[0] += (now.ran() - then.ran()) / 1e6 / seconds;
          share[1] += (now.waited() - then.waited()) / 1e6 / seconds;
        });
    return shares;
  }

  /** All of it together. */
  static double ran(Map<String, double[]> shares) {
    return shares.values().stream().mapToDouble(share -> share[0]).sum();
  }

  /** Of the kinds whose names begin so. */
  static double ran(Map<String, double[]> shares, String... names) {
    return shares.entrySet().stream()
        .filter(one -> Stream.of(names).anyMatch(one.getKey()::startsWith))
        .mapToDouble(one -> one.getValue()[0])
        .sum();
  }

  /** What ran, or waited for a processor, for a hundredth of the time at least. */
  static String text(Map<String, double[]> shares) {
    return shares.entrySet().stream()
        .filter(one -> one.getValue()[0] >= 10 || one.getValue()[1] >= 10)
        .sorted((a, b) -> Double.compare(b.getValue()[0], a.getValue()[0]))
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "%s %.0f+%.0f",
                    one.getKey(),
                    one.getValue()[0],
                    one.getValue()[1]))
        .collect(Collectors.joining(", "));
  }

  /** The mean of several of them. */
  static Map<String, double[]> mean(List<Map<String, double[]>> all) {
    Map<String, double[]> mean = new TreeMap<>();
    for (Map<String, double[]> one : all) {
      one.forEach(
          (name, share) -> {
            double[] sum = mean.computeIfAbsent(name, none -> new double[2]);
            sum[0] += share[0] / all.size();
            sum[1] += share[1] / all.size();
          });
    }
    return mean;
  }
}
