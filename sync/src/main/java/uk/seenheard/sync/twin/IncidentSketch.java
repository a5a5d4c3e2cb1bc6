package uk.seenheard.sync.twin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.reading.Names;
import uk.seenheard.sync.reading.Words;

/**
 * What tells an incident from others: reference, place, people, and when it came in. Two officers
 * without signal, one with control's reference and one without, make two incidents of one event.
 *
 * @param at when the server first heard of it, milliseconds since 1970
 * @param linked incidents that a person has said are the same
 */
public record IncidentSketch(
    String incident,
    long at,
    Set<String> references,
    Set<String> places,
    Set<String> names,
    Set<String> linked) {
  /** The act that says that two incidents are one event; it stands in both. */
  public static final String SAME = Act.SAME_INCIDENT.word();

  /** The act that takes it back. */
  public static final String SEPARATE = Act.OTHER_INCIDENT.word();

  private static final long CLOSE_MILLIS = 12L * 3_600_000;
  private static final int MOST_NAMES = 100;

  /** Copies. */
  public IncidentSketch {
    references = Collections.unmodifiableSet(new LinkedHashSet<>(references));
    places = Collections.unmodifiableSet(new LinkedHashSet<>(places));
    names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    linked = Collections.unmodifiableSet(new LinkedHashSet<>(linked));
  }

  /** The sketch of a record. */
  public static IncidentSketch of(IncidentRecord record, long at) {
    Set<String> names = new LinkedHashSet<>();
    Incident incident = Incident.of(record);
    List<Entry> people = new ArrayList<>(incident.children());
    people.addAll(incident.adults());
    for (Entry person : people) {
      if (names.size() < MOST_NAMES) {
        names.addAll(new PersonSketch(record, person).texts("name"));
      }
    }
    return new IncidentSketch(
        record.incident(),
        at,
        texts(record, "reference"),
        texts(record, "place"),
        names,
        linked(record));
  }

  private static Set<String> texts(IncidentRecord record, String field) {
    Set<String> texts = new LinkedHashSet<>();
    record
        .field(new FieldPath(field))
        .map(Field::values)
        .ifPresent(
            values ->
                values.forEach(
                    value -> {
                      if (value instanceof Json.Text text && Words.says(text.value())) {
                        texts.add(text.value().trim());
                      }
                    }));
    return texts;
  }

  /** The incidents that stand as linked in a record: each link that no later act names. */
  public static Set<String> linked(IncidentRecord record) {
    Set<String> linked = new LinkedHashSet<>();
    for (RecordedAct link : links(record)) {
      link.with().text("incident").ifPresent(linked::add);
    }
    return linked;
  }

  /** The acts that link a record to others and that nobody has taken back. */
  public static List<RecordedAct> links(IncidentRecord record) {
    Set<OperationId> undone = new HashSet<>();
    for (RecordedAct deed : record.deeds()) {
      if (deed.act().equals(SEPARATE)) {
        undone.addAll(deed.over());
      }
    }
    List<RecordedAct> standing = new ArrayList<>();
    for (RecordedAct deed : record.deeds()) {
      if (deed.act().equals(SAME) && !undone.contains(deed.id())) {
        standing.add(deed);
      }
    }
    return standing;
  }

  /** Which of others may be about the same event as this, those with most reasons first. */
  public List<SketchLikeness> likeliest(List<IncidentSketch> others) {
    List<SketchLikeness> found = new ArrayList<>();
    for (IncidentSketch other : others) {
      if (!other.incident.equals(incident) && !linked.contains(other.incident)) {
        List<String> reasons = reasons(other);
        if (!reasons.isEmpty()) {
          found.add(new SketchLikeness(other.incident, reasons));
        }
      }
    }
    found.sort(
        Comparator.comparing((SketchLikeness one) -> -one.reasons().size())
            .thenComparing(SketchLikeness::incident));
    return Collections.unmodifiableList(found);
  }

  private List<String> reasons(IncidentSketch other) {
    boolean sameReference = any(references, other.references, Names::same);
    boolean nearReference =
        any(references, other.references, (a, b) -> Names.slips(joined(a), joined(b), 1) == 1);
    boolean samePlace = any(places, other.places, Names::alike);
    boolean close = Math.abs(at - other.at) <= CLOSE_MILLIS;
    long shared = names.stream().filter(name -> hasAlike(other.names, name)).count();
    List<String> reasons = new ArrayList<>();
    if (sameReference) {
      reasons.add("Both have the same incident number.");
    } else if (nearReference) {
      reasons.add("Their incident numbers differ in one character.");
    }
    if (samePlace) {
      reasons.add("Their places are alike.");
    }
    if (shared > 0) {
      reasons.add(
          shared == 1
              ? "A person in both has the same or a similar name."
              : shared + " people in both have the same or similar names.");
    }
    if (close) {
      reasons.add("They came in within twelve hours of each other.");
    }
    boolean likely =
        sameReference
            || (nearReference && (samePlace || shared > 0))
            || (close && samePlace && shared > 0)
            || (close && shared > 1);
    return likely ? reasons : new ArrayList<>();
  }

  private static String joined(String text) {
    return String.join("", Names.words(text));
  }

  private interface Test {
    boolean holds(String one, String other);
  }

  private static boolean any(Set<String> ones, Set<String> others, Test test) {
    return ones.stream().anyMatch(one -> others.stream().anyMatch(other -> test.holds(one, other)));
  }

  private static boolean hasAlike(Set<String> names, String name) {
    return names.stream().anyMatch(other -> Names.alike(name, other));
  }
}
