package uk.seenheard.api.ground.chronology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.reading.Days;

/** Reads from an incident what later incidents have to count about its children. */
public final class Chronicle {
  /** A notice that nobody graded belongs to the pattern as well: else it would hide it. */
  private static final Set<String> LOW_OR_NOT_GRADED = Set.of("green");

  private static final Set<String> VICTIM = Set.of("victim", "da-victim");

  private static final FieldPath HAPPENED = new FieldPath("happened");

  private final ChildKeys keys;

  /** With the keys of a force. */
  public Chronicle(ChildKeys keys) {
    this.keys = keys;
  }

  /**
   * What an incident says. While officers disagree about a notice's grade the graver one acts, so
   * that it is no low-grade notice; while they disagree about whether a child was missing, it was.
   * Several low-grade notices about a child in one incident count once.
   *
   * @param received when the server first heard of it: its moment, unless it says so itself
   */
  public Chronology of(Incident incident, long received) {
    IncidentRecord record = incident.record();
    long happened = moment(record, received);
    List<Chronology.Sign> own = new ArrayList<>();
    Set<String> noticed = lowNotices(incident);
    for (Entry child : incident.children()) {
      Set<String> of = keys(record, child);
      if (!of.isEmpty()) {
        own.add(new Chronology.Sign(child.at(), of, events(record, child, noticed, happened)));
      }
    }
    return new Chronology(happened, received, own, Map.of());
  }

  /** When an incident was: what it says itself, the earliest answer, or else what is given. */
  private static long moment(IncidentRecord record, long otherwise) {
    return record
        .field(HAPPENED)
        .flatMap(field -> earliest(field).stream().boxed().findFirst())
        .filter(happened -> happened <= otherwise)
        .orElse(otherwise);
  }

  private static OptionalLong earliest(Field field) {
    return field.standing().stream()
        .map(answer -> answer.value() instanceof Json.Text text ? text.value() : "")
        .map(Days::moment)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .min();
  }

  private Set<String> keys(IncidentRecord record, Entry child) {
    Set<String> births = new LinkedHashSet<>();
    for (String birth : texts(record, child, "dob")) {
      if (Days.parse(birth).isPresent()) {
        births.add(birth);
      }
    }
    return keys.of(texts(record, child, "name"), births);
  }

  /** The paths of those about whom there is a low-grade notice. */
  private static Set<String> lowNotices(Incident incident) {
    IncidentRecord record = incident.record();
    Set<String> about = new HashSet<>();
    for (Entry referral : incident.entries("referral")) {
      if (texts(record, referral, "kind").contains("ppn")
          && LOW_OR_NOT_GRADED.containsAll(texts(record, referral, "grade"))) {
        about.addAll(texts(record, referral, "about"));
      }
    }
    return about;
  }

  private static List<ChildEvent> events(
      IncidentRecord record, Entry child, Set<String> noticed, long happened) {
    List<ChildEvent> events = new ArrayList<>();
    if (child.twins().stream().anyMatch(twin -> noticed.contains(twin.text()))) {
      events.add(new ChildEvent(ChildEvent.Kind.LOW_NOTICE, record.incident(), happened));
    }
    if (texts(record, child, "missing").contains("yes")) {
      long reported =
          record
              .field(child.at(), "reportedAt")
              .flatMap(field -> earliest(field).stream().boxed().findFirst())
              .orElse(happened);
      events.add(new ChildEvent(ChildEvent.Kind.MISSING, record.incident(), reported));
    }
    Set<String> roles = texts(record, child, "roles");
    if (VICTIM.stream().anyMatch(roles::contains)) {
      events.add(new ChildEvent(ChildEvent.Kind.VICTIM, record.incident(), happened));
    }
    return events;
  }

  /** The texts that stand in a field of an entry, or that it was added with. */
  static Set<String> texts(IncidentRecord record, Entry entry, String name) {
    Set<String> texts = new LinkedHashSet<>();
    Incident.standing(record, entry, name).forEach(value -> add(value, texts));
    return texts;
  }

  private static void add(Json value, Set<String> texts) {
    if (value instanceof Json.Text text) {
      texts.add(text.value());
    } else if (value instanceof Json.Arr list) {
      list.items().forEach(item -> add(item, texts));
    }
  }
}
