package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of true time.
 *
 * @param from its first moment, milliseconds since 1970
 * @param to its last moment, not before {@code from}
 */
public record Window(long from, long to) {
  public Window {
    if (to < from) {
      throw new IllegalArgumentException("a stretch of time ends before it begins");
    }
  }

  /** How long it is, in milliseconds. */
  public long length() {
    return to - from;
  }

  Window wider(long millis) {
    return new Window(from - millis, to + millis);
  }

  Window later(long millis) {
    return new Window(from + millis, to + millis);
  }

  /** Its beginning, so long and no longer. */
  Window first(long millis) {
    return new Window(from, Math.min(to, from + millis));
  }

  boolean overlaps(Window other) {
    return from <= other.to && other.from <= to;
  }

  Optional<Window> within(Window other) {
    return overlaps(other)
        ? Optional.of(new Window(Math.max(from, other.from), Math.min(to, other.to)))
        : Optional.empty();
  }

  /** What of this stretch none of the others reaches, in order. */
  List<Window> without(List<Window> others) {
    List<Window> sorted = new ArrayList<>(others);
    sorted.sort(Comparator.comparingLong(Window::from));
    List<Window> left = new ArrayList<>();
    long reached = from;
    for (Window other : sorted) {
      if (other.from > reached && reached < to) {
        left.add(new Window(reached, Math.min(other.from, to)));
      }
      reached = Math.max(reached, other.to);
    }
    if (reached < to) {
      left.add(new Window(reached, to));
    }
    return Collections.unmodifiableList(left);
  }
}
