package uk.seenheard.api.desk.find;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.DutySource;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.footage.FootageNote;
import uk.seenheard.sync.incident.Attending;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.prompt.Age;
import uk.seenheard.sync.prompt.DutyState;

/**
 * What a line of a list says beyond its counts: the children by their first names, where it was,
 * and what is due for whom. Read from the incidents when asked for, since cards hold no names;
 * whoever is shown one is written down.
 */
public final class Rows {
  private static final int MOST_DUE = 40;

  private final Incidents incidents;
  private final Cards cards;
  private final DutySource duties;
  private final Ages ages;
  private final Looks looks;
  private final LongSupplier now;

  /** Whether somebody is issued a camera. */
  private final Predicate<String> issued;

  /** How old everybody was, as the forms count it. */
  @FunctionalInterface
  public interface Ages {
    /** By entry, of whom that is known. */
    Map<FieldPath, Age> of(IncidentRecord record, Chronology chronology, long now);
  }

  Rows(
      Incidents incidents,
      Cards cards,
      DutySource duties,
      Ages ages,
      Looks looks,
      LongSupplier now,
      Predicate<String> issued) {
    this.issued = issued;
    this.incidents = incidents;
    this.cards = cards;
    this.duties = duties;
    this.ages = ages;
    this.looks = looks;
    this.now = now;
  }

  /**
   * A line.
   *
   * @param due what is not done, the deadline that comes first or has passed for longest first
   * @param cameras how many of who attended are on camera, once that was looked at
   */
  record Row(
      String incident,
      List<Child> children,
      Optional<String> place,
      List<Due> due,
      Optional<OnCamera> cameras) {
    /** Copies. */
    Row {
      children = List.copyOf(children);
      due = List.copyOf(due);
    }
  }

  /**
   * How many of the officers who attended and are issued a camera are recorded, as far as it has to
   * be.
   */
  record OnCamera(int officers, int met) {}

  /**
   * What is due.
   *
   * @param name the first name of the child or adult it is about, where there is one
   */
  record Due(DutyState duty, Optional<String> name) {}

  /** A child by the first of their names, as typed; empty where nobody has written one. */
  record Child(Optional<String> name, Optional<Age> age) {}

  /** The lines of those incidents that somebody may see the whole of; the others are left out. */
  Future<List<Row>> rows(Grant grant, Set<String> wanted) {
    return incidents
        .upToDate()
        .compose(n -> cards.cards(wanted).compose(found -> rows(seen(grant, found), n)))
        .compose(
            rows -> {
              Set<String> shown = new TreeSet<>();
              rows.forEach(row -> shown.add(row.incident()));
              return looks.at(grant, "rows", shown, rows);
            });
  }

  private static List<IncidentCard> seen(Grant grant, Map<String, IncidentCard> cards) {
    return cards.values().stream()
        .filter(card -> card.isOpenTo(grant.scopes()))
        .sorted(Comparator.comparing(IncidentCard::incident))
        .toList();
  }

  private Future<List<Row>> rows(List<IncidentCard> seen, long n) {
    List<Future<Row>> rows = new ArrayList<>();
    for (IncidentCard card : seen) {
      rows.add(
          cards
              .whole(card)
              .compose(whole -> incidents.at(whole, Math.max(n, whole.lastN())))
              .compose(at -> incidents.about(at.record(), () -> row(at))));
    }
    return Future.all(rows).map(all -> all.<Row>list());
  }

  private Row row(IncidentAt at) {
    long when = now.getAsLong();
    Chronology chronology = at.card().chronology();
    Sketch sketch = Sketch.of(at.record().frontier(), at.incident());
    Map<FieldPath, Age> known = ages.of(at.record(), chronology, when);
    List<Child> children = new ArrayList<>();
    for (Sketch.Known child : sketch.children()) {
      children.add(
          new Child(
              child.names().stream().findFirst().map(Rows::first),
              Optional.ofNullable(known.get(child.at()))));
    }
    return new Row(
        at.id(),
        children,
        sketch.places().stream().findFirst(),
        duties.of(at.record(), chronology, when).stream()
            .filter(Rows::isRunning)
            .sorted(Comparator.comparingLong(duty -> duty.due().orElse(Long.MAX_VALUE)))
            .limit(MOST_DUE)
            .map(duty -> new Due(duty, duty.subject().flatMap(whom -> named(sketch, whom))))
            .toList(),
        cameras(at.record()));
  }

  private static Optional<String> named(Sketch sketch, FieldPath at) {
    return Stream.concat(sketch.children().stream(), sketch.adults().stream())
        .filter(known -> known.at().equals(at))
        .flatMap(known -> known.names().stream())
        .findFirst()
        .map(Rows::first);
  }

  private Optional<OnCamera> cameras(IncidentRecord record) {
    Set<String> met = new TreeSet<>();
    Set<String> noted = new TreeSet<>();
    for (FootageNote note : FootageNote.of(record).values()) {
      note.person().filter(person -> note.isIssued()).ifPresent(noted::add);
      note.person().filter(person -> note.state().equals(FootageNote.MET)).ifPresent(met::add);
    }
    Set<String> officers = new TreeSet<>(Attending.officers(record));
    officers.addAll(noted);
    officers.removeIf(issued.negate());
    met.retainAll(officers);
    return noted.isEmpty() || officers.isEmpty()
        ? Optional.empty()
        : Optional.of(new OnCamera(officers.size(), met.size()));
  }

  private static boolean isRunning(DutyState duty) {
    return duty.due().isPresent()
        && switch (duty.phase()) {
          case DUE, WARNED, BREACHED -> true;
          default -> false;
        };
  }

  private static String first(String name) {
    return name.split("\\s+", 2)[0];
  }
}
