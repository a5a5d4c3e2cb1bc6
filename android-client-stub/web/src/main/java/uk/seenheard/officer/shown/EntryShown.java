package uk.seenheard.officer.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;

/** An entry of a collection in a line: what it was added with, and what was answered since. */
final class EntryShown {
  private static final int MOST_PARTS = 3;

  private EntryShown() {}

  /**
   * What stands in a field of an entry, as it was answered or as it was added; of a statement what
   * it was added with.
   */
  static @Nullable Json at(Scene scene, Entry entry, String name) {
    List<Json> standing = Incident.standing(scene.record(), entry, name);
    return standing.size() == 1 || Incident.isWords(entry) && !standing.isEmpty()
        ? standing.get(0)
        : value(entry).get(name);
  }

  /** The members of the value that an entry was first added with. */
  static Map<String, Json> value(Entry entry) {
    return entry.firstAdded().map(EntryShown::value).orElse(Map.of());
  }

  /** The members of the value of one addition. */
  static Map<String, Json> value(Entry.Added added) {
    return added.by().value() instanceof Json.Obj with ? with.members() : Map.of();
  }

  /** The entry in a line. */
  static String line(Scene scene, Form form, Entry entry) {
    List<String> parts = new ArrayList<>();
    for (FormField field : form.fieldsOf(entry.at().collection())) {
      Json value = at(scene, entry, field.name());
      boolean plain = field.type() != FieldType.ENTRY && field.type() != FieldType.TIME;
      if (value != null && plain && parts.size() < MOST_PARTS) {
        parts.add(Said.answer(form, Optional.of(field), value));
      }
    }
    String title = scene.title(entry.at());
    return parts.isEmpty() ? title : title + ": " + String.join(", ", parts);
  }
}
