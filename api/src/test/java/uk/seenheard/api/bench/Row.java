package uk.seenheard.api.bench;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param id such as P1
 * @param work what was measured
 * @param figure how much of it
 * @param ratio the figure beside the other one, measured in the same run
 * @param beside what the ratio is to
 * @param wouldClose why it falls short, when it does, and what would close the gap
 */
record Row(
    String id,
    String work,
    double figure,
    String unit,
    double ratio,
    String beside,
    Goal goal,
    String wouldClose) {

  boolean isReached() {
    return goal.isReachedBy(ratio);
  }

  /** As it is printed. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s %s %s %s goal %s %s   (%s, %s)",
        id,
        number(figure),
        unit,
        number(ratio),
        goal,
        isReached() ? "ok" : "short",
        work,
        beside);
  }

  /** As it stands in the README. */
  String markdown() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s %s | %s %s | %s | %s |",
        id,
        work,
        number(figure),
        unit,
        number(ratio),
        beside,
        goal,
        isReached() ? "ok" : "**short**: " + wouldClose);
  }

  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (size >= 10) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
