package uk.seenheard.sync.incident;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;

/** An incident as people speak of it: its children, adults, words and contradictions. */
public record Incident(IncidentRecord record, Review review) {
  /** The collection of children. */
  public static final String CHILD = "child";

  /** The collection of adults. */
  public static final String ADULT = "adult";

  /** The collection in which each officer says whether their camera was on. */
  public static final String ATTENDANCE = "attendance";

  /** Whether it was: a field of an attendance. */
  public static final String RECORDING = "recording";

  /** The prompt that asks each officer; why it was not on is its reason. */
  public static final String CAMERA = "camera";

  /** The collection of the marks by which an officer finds a place in a recording again. */
  public static final String MARK = "mark";

  /** The collection of statements: words that never change. */
  public static final String STATEMENT = "statement";

  /** The prompt about a child who was crossed out: the reason decided on is the strike itself. */
  public static final String STRUCK = "struck";

  /**
   * Begins the prompts about an answer that was graver before; the field's name follows. The reason
   * decided on is the answer that stands in its place, where that says why.
   */
  public static final String TAKEN_BACK = "taken-back.";

  /** The field that holds control's reference. */
  public static final FieldPath REFERENCE = new FieldPath("reference");

  /** Reads a record. */
  public static Incident of(IncidentRecord record) {
    return new Incident(record, Review.of(record));
  }

  /** The children, those crossed out left aside, in the order they were added. */
  public List<Entry> children() {
    return entries(CHILD);
  }

  /** The adults, those crossed out left aside, in the order they were added. */
  public List<Entry> adults() {
    return entries(ADULT);
  }

  /**
   * The entries of a collection of the incident, those crossed out left aside, in the order they
   * were added; entries that nobody has added yet stand last.
   */
  public List<Entry> entries(String collection) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : record.entries().values()) {
      if (!entry.struck() && isIn(collection, entry.at())) {
        found.add(entry);
      }
    }
    found.sort(Incident::byAddition);
    return found;
  }

  /** What is inside an entry is in a collection of that entry, whatever its name. */
  private static boolean isIn(String collection, FieldPath at) {
    return at.text().lastIndexOf('/') == collection.length()
        && at.text().startsWith(collection + '/');
  }

  private static int byAddition(Entry one, Entry other) {
    Optional<Entry.Added> first = one.firstAdded();
    Optional<Entry.Added> second = other.firstAdded();
    if (first.isPresent() && second.isPresent()) {
      int byClock = first.get().by().hlc().compareTo(second.get().by().hlc());
      return byClock != 0 ? byClock : first.get().by().id().compareTo(second.get().by().id());
    }
    int missing = Boolean.compare(second.isPresent(), first.isPresent());
    return missing != 0 ? missing : one.at().compareTo(other.at());
  }

  /** The statements about an entry or one of its twins: a child's words. */
  public List<Entry> statementsAbout(Entry subject) {
    List<Entry> found = new ArrayList<>();
    for (Entry statement : entries(STATEMENT)) {
      if (addedAbout(statement).stream().anyMatch(subject.twins()::contains)) {
        found.add(statement);
      }
    }
    return found;
  }

  /** The entries that an entry was added about, by the paths that it names. */
  public static Set<FieldPath> addedAbout(Entry entry) {
    Set<FieldPath> about = new LinkedHashSet<>();
    entry.added().forEach(added -> about(added.by().value()).ifPresent(about::add));
    return about;
  }

  private static Optional<FieldPath> about(Json value) {
    return value instanceof Json.Obj object
        ? object
            .text("about")
            .filter(text -> !FieldPath.fault(text).isPresent())
            .map(FieldPath::new)
        : Optional.empty();
  }

  /** The entries that an entry says it is about, as it was added and as it was answered since. */
  public Set<FieldPath> about(FieldPath entry) {
    Set<FieldPath> about = new LinkedHashSet<>();
    record.entry(entry).map(Incident::addedAbout).ifPresent(about::addAll);
    record
        .field(entry, "about")
        .ifPresent(
            field ->
                field
                    .values()
                    .forEach(
                        value ->
                            about(Json.object().put("about", value).build())
                                .ifPresent(about::add)));
    return about;
  }

  /**
   * What stands in a field of an entry, each value once: what was answered there, or, while nobody
   * has, what the entry was added with. What a statement was added with stands in any case, and
   * first: a child's words, and what they were asked, never change (PROTOCOL.md, {@code add}), so
   * an answer in their place stands beside them.
   */
  public static List<Json> standing(IncidentRecord record, Entry entry, String name) {
    Set<Json> standing = new LinkedHashSet<>();
    boolean lasts = isWords(entry);
    if (lasts) {
      given(entry, name, standing);
    }
    record.field(entry.at(), name).ifPresent(field -> standing.addAll(field.values()));
    if (!lasts && standing.isEmpty()) {
      given(entry, name, standing);
    }
    return List.copyOf(standing);
  }

  /** Whether an entry holds somebody's words. */
  public static boolean isWords(Entry entry) {
    return isIn(STATEMENT, entry.at());
  }

  private static void given(Entry entry, String name, Set<Json> values) {
    for (Entry.Added added : entry.added()) {
      if (added.by().value() instanceof Json.Obj with) {
        with.get(name).ifPresent(values::add);
      }
    }
  }

  /** The fields in which different answers stand, for a person to settle. */
  public List<Field> contradictions() {
    List<Field> found = new ArrayList<>();
    for (Field field : record.fields().values()) {
      if (field.isContradicted()) {
        found.add(field);
      }
    }
    return found;
  }

  /** Control's reference, while all agree on it and it has the shape of one. */
  public Optional<String> reference() {
    return record
        .field(REFERENCE)
        .flatMap(Field::agreed)
        .filter(Json.Text.class::isInstance)
        .map(value -> ((Json.Text) value).value())
        .filter(text -> !Reference.fault(text).isPresent());
  }
}
