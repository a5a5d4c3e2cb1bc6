package uk.seenheard.api.bench;

import java.util.Locale;

/** What a ratio has to reach. */
record Goal(boolean atLeast, double value) {
  static Goal atLeast(double value) {
    return new Goal(true, value);
  }

  static Goal atMost(double value) {
    return new Goal(false, value);
  }

  boolean isReachedBy(double ratio) {
    return atLeast ? ratio >= value : ratio <= value;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s", atLeast ? "≥" : "≤", Row.number(value));
  }
}
