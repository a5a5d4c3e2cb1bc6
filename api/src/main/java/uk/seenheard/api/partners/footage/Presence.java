package uk.seenheard.api.partners.footage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import uk.seenheard.sync.footage.Attended;
import uk.seenheard.sync.footage.Window;

/**
 * Makes of when somebody wrote in incidents when they were at them.
 *
 * <p>What was written within two hours of each other is one visit. A visit during which they said
 * that they were there counts; where they never said so, the first one does. What is written days
 * later at a desk is none.
 */
final class Presence {
  /** Words that lie further from each other are of two visits. */
  static final long APART = 2 * 3_600_000L;

  /** A shift is no longer: by then after the last word it has ended. */
  private static final long SHIFT = 12 * 3_600_000L;

  private Presence() {}

  /**
   * Who attended, and when.
   *
   * @param references by incident, the references under which an evidence system may know it
   * @param cameras whether somebody is issued a camera
   */
  static List<Attended> of(
      List<Attendances.Wrote> wrote,
      Map<String, Set<String>> references,
      Predicate<String> cameras) {
    Map<String, List<Attendances.Wrote>> byWhom = new TreeMap<>();
    for (Attendances.Wrote one : wrote) {
      byWhom
          .computeIfAbsent(one.incident() + '/' + one.person(), key -> new ArrayList<>())
          .add(one);
    }
    List<Attended> attended = new ArrayList<>();
    byWhom
        .values()
        .forEach(
            all ->
                counting(visits(all))
                    .forEach(visit -> attended.add(attended(visit, references, cameras))));
    return attended;
  }

  private static List<List<Attendances.Wrote>> visits(List<Attendances.Wrote> all) {
    List<Attendances.Wrote> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingLong(Attendances.Wrote::first));
    List<List<Attendances.Wrote>> visits = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (Attendances.Wrote one : sorted) {
      if (visits.isEmpty() || one.first() - last > APART) {
        visits.add(new ArrayList<>());
      }
      visits.get(visits.size() - 1).add(one);
      last = Math.max(last, one.last());
    }
    return visits;
  }

  private static List<List<Attendances.Wrote>> counting(List<List<Attendances.Wrote>> visits) {
    List<List<Attendances.Wrote>> said = new ArrayList<>();
    for (List<Attendances.Wrote> visit : visits) {
      if (visit.stream().anyMatch(one -> one.arrived().isPresent())) {
        said.add(visit);
      }
    }
    return said.isEmpty() ? visits.subList(0, 1) : said;
  }

  private static Attended attended(
      List<Attendances.Wrote> visit,
      Map<String, Set<String>> references,
      Predicate<String> cameras) {
    Attendances.Wrote any = visit.get(0);
    long first = visit.stream().mapToLong(Attendances.Wrote::first).min().orElseThrow();
    long last = visit.stream().mapToLong(Attendances.Wrote::last).max().orElseThrow();
    Optional<Long> arrived =
        visit.stream().flatMap(one -> one.arrived().stream()).min(Comparator.naturalOrder());
    return new Attended(
        any.incident(),
        any.person(),
        references.getOrDefault(any.incident(), Set.of()),
        cameras.test(any.person()),
        Optional.empty(),
        arrived,
        Optional.empty(),
        new Window(first, last),
        visit.stream().mapToLong(Attendances.Wrote::uncertainty).max().orElseThrow(),
        last + SHIFT);
  }
}
