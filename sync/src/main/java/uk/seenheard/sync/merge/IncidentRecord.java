package uk.seenheard.sync.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/**
 * What the fold of an incident's changes says: the same changes give the same record, and the same
 * bytes of {@link #canonical}, at every end.
 */
public final class IncidentRecord {
  private final String incident;
  private final GrowingSet.LateFrontier frontier;
  private final GrowingSet.LateFrontier captured;
  private final Extent extent;
  private final Map<FieldPath, Field> fields;
  private final Map<FieldPath, Entry> entries;
  private final List<RecordedAct> deeds;
  private final Optional<FormRef> form;
  private final List<FormRef> lenses;

  /** As the fold has it: nothing is copied, and frontiers are computed when they are asked for. */
  IncidentRecord(
      String incident,
      GrowingSet.LateFrontier frontier,
      GrowingSet.LateFrontier captured,
      Extent extent,
      PathMap<Field> fields,
      PathMap<Entry> entries,
      List<RecordedAct> deeds,
      Optional<FormRef> form,
      List<FormRef> lenses) {
    this.incident = incident;
    this.frontier = frontier;
    this.captured = captured;
    this.extent = extent;
    this.fields = fields;
    this.entries = entries;
    this.deeds = deeds;
    this.form = form;
    this.lenses = lenses;
  }

  /** This record with other fields and entries, such as those of another version of a form. */
  public IncidentRecord with(Map<FieldPath, Field> fields, Map<FieldPath, Entry> entries) {
    return new IncidentRecord(
        incident, frontier, captured, extent, sorted(fields), sorted(entries), deeds, form, lenses);
  }

  private static <V> PathMap<V> sorted(Map<FieldPath, V> map) {
    PathMap<V> sorted = PathMap.none();
    for (Map.Entry<FieldPath, V> one : map.entrySet()) {
      sorted = sorted.with(one.getKey(), one.getValue());
    }
    return sorted;
  }

  /** UUID of the incident. */
  public String incident() {
    return incident;
  }

  /** Digest of all changes folded here: SHA-256 of their hashes in order, one a line. */
  public Hash frontier() {
    return frontier.hash();
  }

  /**
   * The same over the changes that hold something else than review acts: what an authorisation
   * vouches for.
   */
  public Hash captured() {
    return captured.hash();
  }

  /** How many changes were folded. */
  public int changes() {
    return extent.changes();
  }

  /** How much was folded, whatever stands of it. */
  public Extent extent() {
    return extent;
  }

  /** Every field by the path it is read under. */
  public Map<FieldPath, Field> fields() {
    return fields;
  }

  /** Every entry by the path it is read under. */
  public Map<FieldPath, Entry> entries() {
    return entries;
  }

  /** Every act, in display order. */
  public List<RecordedAct> deeds() {
    return deeds;
  }

  /** The newest form version that an author saw. */
  public Optional<FormRef> form() {
    return form;
  }

  /**
   * The forms through which the authors of captured changes looked, of each the newest version, the
   * first one first. By which of them the incident is read, {@code IncidentForms} says.
   */
  public List<FormRef> lenses() {
    return lenses;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IncidentRecord
        && incident.equals(((IncidentRecord) other).incident)
        && changes() == ((IncidentRecord) other).changes()
        && frontier().equals(((IncidentRecord) other).frontier())
        && captured().equals(((IncidentRecord) other).captured())
        && fields.equals(((IncidentRecord) other).fields)
        && entries.equals(((IncidentRecord) other).entries)
        && deeds.equals(((IncidentRecord) other).deeds)
        && form.equals(((IncidentRecord) other).form)
        && lenses.equals(((IncidentRecord) other).lenses);
  }

  @Override
  public int hashCode() {
    return Objects.hash(incident, frontier(), fields, entries);
  }

  @Override
  public String toString() {
    return "IncidentRecord[" + incident + ", " + changes() + " changes, " + frontier().hex() + ']';
  }

  /** The field at a path, or empty. */
  public Optional<Field> field(FieldPath path) {
    return Optional.ofNullable(fields.get(path));
  }

  /** The field of that name in an entry, or empty. */
  public Optional<Field> field(FieldPath entry, String name) {
    return field(entry.field(name));
  }

  /** The entry at a path, or empty; a twin's path finds the entry it is read as. */
  public Optional<Entry> entry(FieldPath path) {
    Entry direct = entries.get(path);
    if (direct != null) {
      return Optional.of(direct);
    }
    return entries.values().stream().filter(entry -> entry.twins().contains(path)).findFirst();
  }

  /**
   * Everything that stands in an entry: its additions, the answers of its fields, and the additions
   * that are about it. Who strikes the entry names all of it in {@code over}.
   */
  public List<OperationId> standingIn(FieldPath at) {
    List<OperationId> standing = new ArrayList<>();
    Optional<Entry> struck = entry(at);
    if (!struck.isPresent()) {
      return standing;
    }
    Entry target = struck.get();
    for (Entry.Added added : target.added()) {
      standing.add(added.by().id());
    }
    for (Field field : fields.values()) {
      if (field.at().entry().equals(Optional.of(target.at()))) {
        standing.addAll(field.over());
      }
    }
    for (Entry other : entries.values()) {
      for (Entry.Added added : other.added()) {
        boolean about =
            added.by().value() instanceof Json.Obj value
                && target.twins().stream()
                    .anyMatch(twin -> value.text("about").equals(Optional.of(twin.text())));
        if (about && !standing.contains(added.by().id())) {
          standing.add(added.by().id());
        }
      }
    }
    return standing;
  }

  /** The record as one JSON value, whose canonical text is the bytes that all ends agree on. */
  public Json.Obj canonical() {
    return RecordText.of(this);
  }
}
