package uk.seenheard.api.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is printed, and kept in files: the table, and the raw rows behind it. */
final class Report {
  private static final String BEGIN = "<!-- measure: written by Bench -->";
  private static final String END = "<!-- end of measure -->";

  private final Path folder;
  private final String form;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final String machine;

  Report(Path folder, String form) throws IOException {
    this.folder = folder;
    this.form = form;
    this.machine = machine();
    Files.createDirectories(folder);
    Files.deleteIfExists(raw());
    raw("%s form, %s", form, LocalDate.now(java.time.ZoneOffset.UTC));
    raw("machine: %s", machine);
    raw("commit: %s", commit());
  }

  private Path raw() {
    return folder.resolve("raw.txt");
  }

  /** Notes a raw row. */
  synchronized void raw(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values);
    System.out.println("    " + line);
    append(line);
  }

  private void append(String line) {
    try {
      Files.writeString(
          raw(),
          line + '\n',
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException full) {
      System.out.println("cannot write " + raw() + ": " + full.getMessage());
    }
  }

  synchronized void add(Row row) {
    rows.add(row);
    System.out.println(row.line());
    append(row.line());
  }

  /** Says that a measurement could not be done. */
  synchronized void failed(String id, String work, String reason) {
    String line = id + " - - - goal - short   (" + work + ": not measured, " + reason + ")";
    System.out.println(line);
    append(line);
    failures.add(
        "| "
            + id
            + " | "
            + work
            + " | not measured | | | **short**: "
            + reason.replace('|', '/')
            + " |");
  }

  /** Whether every row reached its goal. */
  synchronized boolean isReached() {
    return failures.isEmpty() && rows.stream().allMatch(Row::isReached);
  }

  synchronized String markdown() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("The ")
        .append(form)
        .append(" form on ")
        .append(LocalDate.now(java.time.ZoneOffset.UTC))
        .append(", commit ")
        .append(commit())
        .append("; ")
        .append(machine)
        .append(", load ")
        .append(String.format(Locale.ROOT, "%.1f", load()))
        .append(
            " at the end.\n\n| | work | figure | ratio | goal | |\n|---|---|---|---|---|---|\n");
    rows.forEach(row -> text.append(row.markdown()).append('\n'));
    failures.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** Writes the table, and into the README between its marks where that is asked for. */
  void close(Path readme, boolean intoReadme) throws IOException {
    String table = markdown();
    Files.writeString(folder.resolve("measure.md"), table);
    if (intoReadme) {
      Path drawn = folder.resolve("p2").resolve("storm.png");
      Path kept = Path.of("docs", "storm.png");
      if (Files.isRegularFile(drawn)) {
        Files.copy(drawn, kept, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      if (Files.isRegularFile(kept)) {
        table += "\n![How many handsets waited in the storm, and how long](docs/storm.png)\n";
      }
      String text = Files.readString(readme);
      int from = text.indexOf(BEGIN);
      int to = text.indexOf(END);
      if (from < 0 || to < from) {
        throw new IOException(readme + " has no marks for the table: " + BEGIN + " and " + END);
      }
      Files.writeString(
          readme, text.substring(0, from + BEGIN.length()) + '\n' + table + text.substring(to));
    }
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String machine() throws IOException {
    String processor = "processor not known";
    Path cpus = Path.of("/proc/cpuinfo");
    if (Files.isReadable(cpus)) {
      processor =
          Files.readAllLines(cpus).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 2))
              .findFirst()
              .orElse(processor);
    }
    return String.format(
        Locale.ROOT,
        "%d × %s, %s, Java %s, load %.1f at the start",
        Runtime.getRuntime().availableProcessors(),
        processor,
        System.getProperty("os.name"),
        System.getProperty("java.version"),
        load());
  }

  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude", "*")
              .redirectErrorStream(true)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return git.waitFor() == 0 ? said : "not known";
    } catch (IOException | InterruptedException none) {
      return "not known";
    }
  }
}
