package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.Upcast;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * A record as a newer version of its form reads it: answers that were given under older names and
 * codes stand under those of now. A view and nothing else: no change, no hash and no record is
 * altered, and whoever reads by an older version of the form reads what was typed.
 */
public final class Upcasts {
  private final Form form;

  private Upcasts(Form form) {
    this.form = form;
  }

  /** The record as the form reads it; the very same where the form renames nothing. */
  public static IncidentRecord view(IncidentRecord record, Form form) {
    return form.upcasts().isEmpty() ? record : new Upcasts(form).of(record);
  }

  private IncidentRecord of(IncidentRecord record) {
    Map<FieldPath, Field> fields = new LinkedHashMap<>();
    List<Field> moved = new ArrayList<>();
    for (Field field : record.fields().values()) {
      Field now = of(field);
      if (now.at().equals(field.at())) {
        fields.put(now.at(), now);
      } else {
        moved.add(now);
      }
    }
    for (Field older : moved) {
      fields.merge(older.at(), older, Upcasts::besides);
    }
    Map<FieldPath, Entry> entries = new LinkedHashMap<>();
    record.entries().forEach((at, entry) -> entries.put(at, of(entry)));
    return record.with(fields, entries);
  }

  private Field of(Field field) {
    String collection = field.at().entry().map(FieldPath::collection).orElse("");
    String whole = field.at().name();
    int point = whole.indexOf('.');
    String name = point < 0 ? whole : whole.substring(0, point);
    FieldPath at = field.at();
    List<Answer> standing = field.standing();
    List<Answer> replaced = field.replaced();
    for (Upcast upcast : form.upcasts()) {
      if (upcast.collection().equals(collection) && upcast.from().equals(name)) {
        String now = point < 0 ? upcast.to() : upcast.to() + whole.substring(point);
        Optional<FieldPath> entry = field.at().entry();
        at = entry.isPresent() ? entry.get().field(now) : new FieldPath(now);
        standing = of(standing, upcast);
        replaced = of(replaced, upcast);
      }
    }
    return new Field(at, standing, replaced);
  }

  /**
   * An older name's answers beside those under the name of now. What was answered under the name of
   * now came after looking at the older answer; what an older handset answered later still stands
   * beside it, for a person to settle under the name of now.
   */
  private static Field besides(Field now, Field older) {
    List<Answer> standing = new ArrayList<>(now.standing());
    List<Answer> replaced = new ArrayList<>(older.replaced());
    replaced.addAll(now.replaced());
    for (Answer answer : older.standing()) {
      boolean later = now.standing().stream().allMatch(a -> a.hlc().compareTo(answer.hlc()) < 0);
      (later ? standing : replaced).add(answer);
    }
    return new Field(now.at(), standing, replaced);
  }

  private List<Answer> of(List<Answer> answers, Upcast upcast) {
    List<Answer> now = new ArrayList<>(answers.size());
    for (Answer answer : answers) {
      now.add(with(answer, value(answer.value(), upcast)));
    }
    return now;
  }

  private Json value(Json value, Upcast upcast) {
    if (value instanceof Json.Text text) {
      String now = upcast.codes().get(text.value());
      return now == null ? value : Json.of(now);
    }
    if (value instanceof Json.Arr list) {
      List<Json> now = new ArrayList<>(list.items().size());
      list.items().forEach(item -> now.add(item instanceof Json.Text ? value(item, upcast) : item));
      return Json.list(now);
    }
    return value instanceof Json.Obj register ? register(register, upcast) : value;
  }

  /** Of a register, the members that take codes. */
  private Json register(Json.Obj register, Upcast upcast) {
    FormField field = form.field(upcast.collection(), upcast.to()).orElse(null);
    Json.Obj now = register;
    for (Map.Entry<String, Json> member : register.members().entrySet()) {
      String name = member.getKey();
      if (member.getValue() instanceof Json.Text
          && (name.equals(FormField.GRADE)
              || (field != null && field.members().containsKey(name)))) {
        now = now.with(name, value(member.getValue(), upcast));
      }
    }
    return now;
  }

  private static Answer with(Answer answer, Json value) {
    return new Answer(
        answer.id(),
        value,
        answer.author(),
        answer.device(),
        answer.wall(),
        answer.hlc(),
        answer.reason(),
        answer.evidence());
  }

  private Entry of(Entry entry) {
    List<Entry.Added> added = new ArrayList<>(entry.added().size());
    for (Entry.Added one : entry.added()) {
      Json now = added(one.by().value(), entry.at().collection());
      added.add(now == null ? one : new Entry.Added(with(one.by(), now), one.at()));
    }
    return new Entry(entry.at(), entry.twins(), added, entry.strikes(), entry.struck());
  }

  /** The values an entry was added with, as read now, or null where nothing of them is renamed. */
  private @Nullable Json added(Json value, String collection) {
    if (!(value instanceof Json.Obj given)) {
      return null;
    }
    Map<String, Json> now = new LinkedHashMap<>(given.members());
    for (Upcast upcast : form.upcasts()) {
      Json older = upcast.collection().equals(collection) ? now.remove(upcast.from()) : null;
      if (older != null) {
        Json read = value(older, upcast);
        if (upcast.to().equals(upcast.from())) {
          now.put(upcast.to(), read);
        } else {
          now.putIfAbsent(upcast.to(), read);
        }
      }
    }
    Json.Builder read = Json.object();
    now.forEach(read::put);
    return read.build();
  }
}
