package uk.seenheard.api.field.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keeps the table of capacities in api/OPERATIONS.md in step with the measured figures and the
 * assumptions that stand above it there.
 */
class CapacityTest {
  private static final Path PAGE = Path.of("OPERATIONS.md");
  private static final String BEGIN = "<!-- capacity: written by CapacityTest.main -->\n";
  private static final String END = "<!-- end of capacity -->";
  private static final int SECONDS_A_DAY = 86_400;

  /** Writes the table anew; run it in the folder api. */
  public static void main(String[] arguments) throws IOException {
    String text = Files.readString(PAGE);
    Files.writeString(
        PAGE,
        text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
            + table(text)
            + text.substring(text.indexOf(END)));
  }

  @Test
  void tableIsTheOneOfTheFiguresAndAssumptionsAboveIt() throws IOException {
    String text = Files.readString(PAGE);
    assertThat(text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END)))
        .isEqualTo(table(text));
  }

  private static String table(String page) {
    double rate = figure(page, "changes acknowledged a second");
    double kilobytes = figure(page, "kilobytes on disk a change");
    double incidents = figure(page, "incidents an officer records in a shift");
    double changes = figure(page, "changes of an incident");
    double shifts = figure(page, "shifts of an officer in a year");
    double peak = figure(page, "busiest hour, of the mean hour");
    double onShift = figure(page, "share of officers on shift at the busiest");
    double unsent = figure(page, "unsent changes of a handset in a storm");
    double streams = figure(page, "live streams a process takes");
    StringBuilder out =
        new StringBuilder(
            "| | one force, 1,813 officers | all 43 forces, 147,000 officers |\n|---|---|---|\n");
    row(out, "changes a year, millions", "%.1f", n -> year(n, incidents, changes, shifts) / 1e6);
    row(
        out,
        "changes a second in the busiest hour",
        "%.1f",
        n -> peak * year(n, incidents, changes, shifts) / 365 / SECONDS_A_DAY);
    row(
        out,
        "logs (one a force) that this keeps busy, of one log's measured pace",
        "%.4f",
        n -> peak * year(n, incidents, changes, shifts) / 365 / SECONDS_A_DAY / rate);
    row(out, "storm: every handset comes back at once, changes", "%,.0f", n -> n * unsent);
    row(
        out,
        "storm: minutes to the last acknowledgement, each force on a machine like the measured one",
        "%.1f",
        n -> Math.min(n, 1_813) * unsent / rate / 60);
    row(
        out,
        "on disk after a year, GB, before the store's copies",
        "%,.0f",
        n -> year(n, incidents, changes, shifts) * kilobytes / 1e6);
    row(out, "live streams at the busiest", "%,.0f", n -> n * onShift);
    row(
        out,
        "api processes that take them, without one for failover",
        "%.0f",
        n -> Math.ceil(n * onShift / streams));
    return out.toString();
  }

  private static double year(double officers, double incidents, double changes, double shifts) {
    return officers * incidents * changes * shifts;
  }

  private interface Of {
    double officers(double number);
  }

  private static void row(StringBuilder out, String name, String format, Of value) {
    out.append("| ").append(name);
    for (double officers : new double[] {1_813, 147_000}) {
      out.append(" | ").append(String.format(Locale.ROOT, format, value.officers(officers)));
    }
    out.append(" |\n");
  }

  /** The number beside a name in a table of the page. */
  private static double figure(String page, String name) {
    Matcher row =
        Pattern.compile("(?m)^\\| " + Pattern.quote(name) + " \\| ([0-9.,]+) \\|").matcher(page);
    assertThat(row.find()).as(name).isTrue();
    return Double.parseDouble(row.group(1).replace(",", ""));
  }
}
