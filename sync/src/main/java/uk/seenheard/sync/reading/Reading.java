package uk.seenheard.sync.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * How a form reads what was recorded: what counts as an answer, and which answers mean the same.
 *
 * <p>The rules are numbered and each version of a form names its number ({@link Form#reading}), so
 * that a record keeps the reading it was made under. They stand above the fold, whose bytes know
 * nothing of them: what was typed stays as typed. The rules themselves stand in {@code
 * sync/PROTOCOL.md}, section 11.
 */
public final class Reading {
  private final Form form;

  private Reading(Form form) {
    this.form = form;
  }

  /** The reading of a form. */
  public static Reading of(Form form) {
    return new Reading(form);
  }

  /** The number of its rules. */
  public int number() {
    return form.reading();
  }

  /** What is wrong with an answer to a field of the form, in a sentence for the officer. */
  public Optional<String> fault(FormField field, Json value, Moment moment) {
    return fault(field, value, moment, Optional.empty());
  }

  /**
   * The same, of an answer that was given with a reason: what is only doubted is an answer once
   * somebody says why it is so.
   */
  public Optional<String> fault(
      FormField field, Json value, Moment moment, Optional<String> reason) {
    String fault = Faults.of(field, value, form, moment);
    boolean confirmed = reason.isPresent() && Texts.standsAsReason(reason.get(), form);
    return Optional.ofNullable(
        fault == null && !confirmed ? Faults.doubt(field, value, form, moment) : fault);
  }

  /** What is wrong with a reason that stands in for an answer, in a sentence for the officer. */
  public Optional<String> reasonFault(Json value, CodeList reasons) {
    return Optional.ofNullable(Faults.reason(value, reasons, form));
  }

  /**
   * Whether a value is looked at by conditions: a text that says nothing, and a day or a moment
   * that is none, are as if nobody had answered (from reading 2 on).
   *
   * @param field null where the form does not know the field
   */
  public boolean counts(@Nullable FormField field, Json value) {
    if (number() == 1 || field == null || !(value instanceof Json.Text text)) {
      return true;
    }
    switch (field.type()) {
      case TEXT:
        return Texts.fault(field, text.value(), form) == null;
      case DATE:
        return Days.parse(text.value()).isPresent();
      case TIME:
        return Days.isStrictMoment(text.value()) && Days.moment(text.value()).isPresent();
      default:
        return true;
    }
  }

  /** Whether two values answer a field alike. */
  public boolean same(FieldPath at, Json one, Json other) {
    return one.equals(other)
        || (number() > 1 && meaning(field(at), one).equals(meaning(field(at), other)));
  }

  /** The fields in which answers stand that do not mean the same, for a person to settle. */
  public List<Field> contradictions(IncidentRecord record) {
    List<Field> found = new ArrayList<>();
    for (Field field : record.fields().values()) {
      if (field.isContradicted() && of(field).isContradicted()) {
        found.add(field);
      }
    }
    return found;
  }

  /**
   * The record as it is read: of answers that stand beside each other and mean the same, each shows
   * the words of the first. A view and nothing else: its bytes are not the record's.
   */
  public IncidentRecord view(IncidentRecord record) {
    if (number() == 1) {
      return record;
    }
    Map<FieldPath, Field> changed = new LinkedHashMap<>();
    for (Field field : record.fields().values()) {
      if (field.isContradicted()) {
        Field read = of(field);
        if (read != field) {
          changed.put(field.at(), read);
        }
      }
    }
    if (changed.isEmpty()) {
      return record;
    }
    Map<FieldPath, Field> fields = new LinkedHashMap<>(record.fields());
    fields.putAll(changed);
    return record.with(fields, record.entries());
  }

  private Field of(Field field) {
    if (number() == 1) {
      return field;
    }
    FormField known = field(field.at());
    Map<Json, Json> firsts = new LinkedHashMap<>();
    List<Answer> standing = new ArrayList<>(field.standing().size());
    boolean changed = false;
    for (Answer answer : field.standing()) {
      Json first = firsts.computeIfAbsent(meaning(known, answer.value()), m -> answer.value());
      changed |= !first.equals(answer.value());
      standing.add(first.equals(answer.value()) ? answer : answer.saying(first));
    }
    return changed ? new Field(field.at(), standing, field.replaced()) : field;
  }

  private @Nullable FormField field(FieldPath at) {
    String name = at.name();
    String collection = at.entry().map(FieldPath::collection).orElse("");
    FormField known = form.field(collection, name).orElse(null);
    int point = name.indexOf('.');
    return known != null || point < 0
        ? known
        : form.field(collection, name.substring(0, point)).orElse(null);
  }

  /** A value that is equal to that of every other answer which means the same. */
  private static Json meaning(@Nullable FormField field, Json value) {
    if (field != null && field.type() == FieldType.TIME && value instanceof Json.Text text) {
      String spelt = Characters.trimmed(text.value());
      OptionalLong moment = Days.moment(spelt);
      if (moment.isPresent()) {
        return Json.list(List.of(Json.of(moment.getAsLong()), Json.of(Days.fraction(spelt))));
      }
    }
    if (field != null && field.type() == FieldType.CODES && value instanceof Json.Arr list) {
      TreeSet<String> codes = new TreeSet<>();
      list.items().forEach(code -> codes.add(meaning(null, code).canonical()));
      return Json.texts(codes);
    }
    if (value instanceof Json.Text text) {
      return Json.of(Characters.trimmed(Composition.nfc(text.value())));
    }
    if (value instanceof Json.Arr list) {
      List<Json> items = new ArrayList<>(list.items().size());
      list.items().forEach(item -> items.add(meaning(null, item)));
      return Json.list(items);
    }
    if (value instanceof Json.Obj object) {
      Json.Builder members = Json.object();
      object.members().forEach((name, member) -> members.put(name, meaning(null, member)));
      return members.build();
    }
    return value;
  }
}
