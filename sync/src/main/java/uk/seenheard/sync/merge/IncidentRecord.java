package uk.seenheard.sync.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/**
 * What the fold of an incident's changes says: the same changes give the same record, and the same
 * bytes of {@link #canonical}, at every end.
 *
 * @param incident UUID of the incident
 * @param frontier digest of all changes folded here: SHA-256 of their hashes in order, one a line
 * @param captured the same over the changes that hold something else than review acts: what an
 *     authorisation vouches for
 * @param changes how many changes were folded
 * @param fields every field by the path it is read under
 * @param entries every entry by the path it is read under
 * @param deeds every act, in display order
 * @param form the newest form version that an author saw
 */
public record IncidentRecord(
    String incident,
    Hash frontier,
    Hash captured,
    int changes,
    Map<FieldPath, Field> fields,
    Map<FieldPath, Entry> entries,
    List<Deed> deeds,
    Optional<FormRef> form) {

  /** Copies and sorts. */
  public IncidentRecord {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    deeds = List.copyOf(deeds);
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
