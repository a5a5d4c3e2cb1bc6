package uk.seenheard.api.desk.measures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.sync.change.FormRef;

/**
 * The measures of some weeks: of everything, and by team, form and week.
 *
 * <p>A group with fewer than {@link #FEW} incidents is not shown: in a team of three, a share is
 * somebody. Where just one group of a kind would be hidden, the smallest of the others is hidden as
 * well, so that nobody finds it by subtraction. There is no group of one officer at all.
 */
record Measures(List<Measures.Row> rows) {
  static final int FEW = 5;

  /**
   * One group.
   *
   * @param by {@code all}, {@code team}, {@code form} or {@code week}
   * @param key which one
   * @param tally its sums; empty when the group is too small to be shown
   */
  record Row(String by, String key, Optional<Tally> tally) {}

  Measures {
    rows = List.copyOf(rows);
  }

  /** Adds up incidents one by one. */
  static final class Sum {
    private final Tally all = new Tally();
    private final Map<String, Tally> teams = new TreeMap<>();
    private final Map<String, Tally> forms = new TreeMap<>();
    private final Map<String, Tally> weeks = new TreeMap<>();
    private final long now;

    Sum(long now) {
      this.now = now;
    }

    void add(IncidentCard card) {
      all.add(card, now);
      teams.computeIfAbsent(card.watch().team(), key -> new Tally()).add(card, now);
      forms
          .computeIfAbsent(card.form().map(FormRef::id).orElse(""), key -> new Tally())
          .add(card, now);
      weeks.computeIfAbsent(card.week(), key -> new Tally()).add(card, now);
    }

    long incidents() {
      return all.incidents();
    }

    Measures measures() {
      List<Row> rows = new ArrayList<>();
      rows.add(new Row("all", "", shown(all)));
      rows.addAll(rows("team", teams));
      rows.addAll(rows("form", forms));
      rows.addAll(rows("week", weeks));
      return new Measures(rows);
    }

    private static Optional<Tally> shown(Tally tally) {
      return Optional.of(tally).filter(sum -> sum.incidents() >= FEW || sum.incidents() == 0);
    }

    private static List<Row> rows(String by, Map<String, Tally> groups) {
      List<String> hidden = new ArrayList<>();
      groups.forEach(
          (key, tally) -> {
            if (tally.incidents() < FEW) {
              hidden.add(key);
            }
          });
      if (hidden.size() == 1) {
        groups.entrySet().stream()
            .filter(group -> !hidden.contains(group.getKey()))
            .min(Comparator.comparingLong(group -> group.getValue().incidents()))
            .ifPresent(smallest -> hidden.add(smallest.getKey()));
      }
      List<Row> rows = new ArrayList<>();
      groups.forEach(
          (key, tally) ->
              rows.add(
                  new Row(by, key, hidden.contains(key) ? Optional.empty() : Optional.of(tally))));
      return rows;
    }
  }
}
