package uk.seenheard.api.ground.follow;

import java.util.Locale;

/** A place in the log: commit and change within it. */
public record Place(long n, int i) {
  /** Before everything. */
  public static final Place START = new Place(0, -1);

  /** The first commit in which something may stand behind this place. */
  public long nextCommit() {
    return i == Integer.MAX_VALUE ? n + 1 : n;
  }

  /** As a text that sorts as the log does. */
  public String text() {
    return String.format(Locale.ROOT, "%015d.%06d", n, Math.max(0, i));
  }

  /** Reads such a text. */
  public static Place of(String text) {
    return new Place(Long.parseLong(text.substring(0, 15)), Integer.parseInt(text.substring(16)));
  }
}
