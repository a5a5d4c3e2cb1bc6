package uk.seenheard.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The clock of a demonstration that tells of weeks gone by: it begins in the past, and whoever
 * started the process sets it forward by lines on its standard input, never back and never beyond
 * the machine's own. No request reaches it, and {@link Settings} allows it to no other server.
 */
final class DemoClock implements LongSupplier {
  /** The line after which it is the machine's own clock for good. */
  static final String NOW = "now";

  private final LongSupplier machine;
  private volatile long behind;

  DemoClock(LongSupplier machine, Instant begins) {
    this.machine = machine;
    this.behind = Math.max(0, machine.getAsLong() - begins.toEpochMilli());
  }

  @Override
  public long getAsLong() {
    return machine.getAsLong() - behind;
  }

  /**
   * Reads moments line by line, until it is the machine's own or the lines end.
   *
   * @param told hears what the clock shows after each line
   */
  void follow(InputStream lines, Consumer<String> told) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
    String line = in.readLine();
    while (line != null && !line.trim().equals(NOW)) {
      try {
        long asked = machine.getAsLong() - Instant.parse(line.trim()).toEpochMilli();
        behind = Math.max(0, Math.min(behind, asked));
      } catch (DateTimeParseException nothing) {
        told.accept("not a moment");
      }
      told.accept(Instant.ofEpochMilli(getAsLong()).toString());
      line = in.readLine();
    }
    behind = 0;
    told.accept(NOW);
  }
}
