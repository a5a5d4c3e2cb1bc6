package uk.seenheard.sync.simulate;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How often each fault met each step of the protocol, in how many runs, and how many failed. */
final class FaultMatrix {
  private final long[][] met = new long[Fault.values().length][Step.values().length];
  private final long[] runs = new long[Fault.values().length];
  private final long[] failures = new long[Fault.values().length];
  private final Set<Fault> inThisRun = EnumSet.noneOf(Fault.class);

  void count(Fault fault, Step step) {
    met[fault.ordinal()][step.ordinal()]++;
    inThisRun.add(fault);
  }

  void endRun(boolean failed) {
    for (Fault fault : inThisRun) {
      runs[fault.ordinal()]++;
      failures[fault.ordinal()] += failed ? 1 : 0;
    }
    inThisRun.clear();
  }

  void add(FaultMatrix other) {
    for (Fault fault : Fault.values()) {
      int f = fault.ordinal();
      runs[f] += other.runs[f];
      failures[f] += other.failures[f];
      for (Step step : Step.values()) {
        met[f][step.ordinal()] += other.met[f][step.ordinal()];
      }
    }
  }

  long met(Fault fault) {
    long sum = 0;
    for (long count : met[fault.ordinal()]) {
      sum += count;
    }
    return sum;
  }

  /** As a table in Markdown, which is readable as text. */
  String table() {
    StringBuilder out = new StringBuilder("| fault |");
    for (Step step : Step.values()) {
      out.append(' ').append(step.word()).append(" |");
    }
    out.append(" runs | failures |\n|---|").append("--:|".repeat(Step.values().length + 2));
    for (Fault fault : Fault.values()) {
      out.append("\n| ").append(fault.word()).append(" |");
      for (Step step : Step.values()) {
        long count = met[fault.ordinal()][step.ordinal()];
        out.append(count == 0 ? " · |" : String.format(Locale.ROOT, " %d |", count));
      }
      out.append(
          String.format(
              Locale.ROOT, " %d | %d |", runs[fault.ordinal()], failures[fault.ordinal()]));
    }
    return out.append('\n').toString();
  }
}
