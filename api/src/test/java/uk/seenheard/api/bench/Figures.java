package uk.seenheard.api.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Figures of the same thing, measured several times. */
final class Figures {
  private final List<Double> values = new ArrayList<>();

  synchronized void add(double value) {
    values.add(value);
  }

  synchronized void addAll(Figures others) {
    values.addAll(others.values);
  }

  synchronized int size() {
    return values.size();
  }

  double median() {
    return at(0.5);
  }

  /** The figure that this share of all figures does not exceed. */
  synchronized double at(double share) {
    if (values.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int place = (int) Math.ceil(share * sorted.size()) - 1;
    if (share == 0.5 && sorted.size() % 2 == 0) {
      return (sorted.get(place) + sorted.get(place + 1)) / 2;
    }
    return sorted.get(Math.max(0, place));
  }

  synchronized double most() {
    return Collections.max(values);
  }

  @Override
  public synchronized String toString() {
    return values.stream().map(Row::number).collect(Collectors.joining(" "));
  }
}
