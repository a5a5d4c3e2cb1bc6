package uk.seenheard.api.desk.measures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
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

  /** Cards that are kept of what is behind a measure: more are shown to nobody. */
  private static final int MOST_KEPT = 2_000;

  private static final OptionalLong ANY = OptionalLong.of(-1);

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
    private final PriorityQueue<Looked> behind =
        new PriorityQueue<>(Comparator.comparingLong(one -> one.card().firstAt()));
    private final Optional<Behind> wanted;
    private final long now;

    /** A card, and when a supervisor first looked at its incident, or 0. */
    private record Looked(IncidentCard card, long sightAt) {}

    /**
     * Begins with nothing.
     *
     * @param wanted whose cards are kept, to be shown
     */
    Sum(Optional<Behind> wanted, long now) {
      this.wanted = wanted;
      this.now = now;
    }

    void add(IncidentCard card, long sightAt) {
      all.add(card, sightAt, now);
      if (wanted.filter(measure -> measure.holds(card, sightAt, ANY)).isPresent()) {
        behind.add(new Looked(card, sightAt));
        if (behind.size() > MOST_KEPT) {
          behind.poll();
        }
      }
      teams.computeIfAbsent(card.watch().team(), key -> new Tally()).add(card, sightAt, now);
      forms
          .computeIfAbsent(card.form().map(FormRef::id).orElse(""), key -> new Tally())
          .add(card, sightAt, now);
      weeks.computeIfAbsent(card.week(), key -> new Tally()).add(card, sightAt, now);
    }

    long incidents() {
      return all.incidents();
    }

    /** Those behind the measure that is wanted, the newest first. */
    List<IncidentCard> behind() {
      OptionalLong usual = all.sightedWithin(0.5);
      return behind.stream()
          .filter(one -> wanted.orElseThrow().holds(one.card(), one.sightAt(), usual))
          .map(Looked::card)
          .sorted(Comparator.comparingLong(IncidentCard::firstAt).reversed())
          .toList();
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
