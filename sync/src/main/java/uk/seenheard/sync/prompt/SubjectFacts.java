package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FactRule;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.logic.Facts;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.reading.Words;

/**
 * The incident, or one entry of it, as conditions see it: answers by name, shared facts as {@code
 * is.NAME}, the incident as {@code incident.NAME}, what the incident cannot know as {@code
 * context.NAME}, and a few facts that are computed (ages, counts). Each is computed once.
 */
final class SubjectFacts implements Facts {
  private static final String INCIDENT = "incident.";
  private static final String FORM = "form";
  private static final String CONTEXT = "context.";
  private static final String COUNT = "count.";
  private static final int MOST_LABEL = 60;
  private static final String LOWERED = "lowered.";
  private static final String COPIED = "copied.";
  private static final String MOMENT = "ms.";
  private static final String BARE = "bare.";
  private static final String WHOSE = "whose.";
  private static final String PER = "per.";

  final RecordFacts record;
  final Optional<FieldPath> path;
  final @Nullable Entry entry;
  final String collection;
  final int position;
  final Map<String, FormField> known;
  final Map<String, Field> fields = new HashMap<>(64);
  boolean hasReasons;

  private final Map<String, Json> values = new HashMap<>(64);
  private @Nullable String label;
  private Json.@Nullable Obj aboutThis;

  SubjectFacts(RecordFacts record, @Nullable Entry entry, String collection, int position) {
    this.record = record;
    this.entry = entry;
    this.path = Optional.ofNullable(entry).map(Entry::at);
    this.collection = collection;
    this.position = position;
    this.known = record.form.byCollection().getOrDefault(collection, Map.of());
  }

  void take(Field field) {
    String name = field.at().name();
    fields.put(name, field);
    hasReasons |= name.startsWith("reason.");
  }

  @Override
  public @Nullable Json at(String name) {
    Json value = values.get(name);
    if (value == null) {
      // A fact that asks for itself sees nothing rather than asking for ever.
      values.put(name, Json.NULL);
      Json found = find(name);
      value = found == null ? Json.NULL : found;
      values.put(name, value);
    }
    return value instanceof Json.Null ? null : value;
  }

  private @Nullable Json find(String name) {
    // The incident's form is a field too; a condition asks by which form it is looked at.
    Field field = entry == null && name.equals(FORM) ? null : fields.get(name);
    if (field == null) {
      return derive(name);
    }
    FormField of = known.get(name);
    return Gravity.acting(counting(field, of), of);
  }

  /** The field with the answers that count: while one does, those that say nothing do not act. */
  private Field counting(Field field, @Nullable FormField of) {
    List<Answer> standing = field.standing();
    List<Answer> counting = new ArrayList<>(standing.size());
    for (int i = 0; i < standing.size(); i++) {
      if (record.reading.counts(of, standing.get(i).value())) {
        counting.add(standing.get(i));
      }
    }
    return counting.size() == standing.size()
        ? field
        : new Field(field.at(), counting, field.replaced());
  }

  private @Nullable Json derive(String name) {
    if (name.startsWith(FactRule.IS)) {
      FactRule fact = fact(name);
      return fact == null ? null : computed(fact);
    }
    if (name.startsWith(INCIDENT)) {
      return record.incident.at(name.substring(INCIDENT.length()));
    }
    if (name.startsWith(CONTEXT)) {
      return context(name.substring(CONTEXT.length()));
    }
    if (name.startsWith(WHOSE)) {
      SubjectFacts whose = whose();
      return whose == null ? null : whose.at(name.substring(WHOSE.length()));
    }
    if (name.startsWith(COUNT)) {
      return Json.of(entries(name.substring(COUNT.length())).size());
    }
    if (name.startsWith(COPIED)) {
      Json copied = at("copied");
      return copied == null ? null : Facts.walk(copied, name.substring(COPIED.length()));
    }
    if (name.startsWith(PER)) {
      return Json.of(answered(name.substring(PER.length())));
    }
    if (name.startsWith(LOWERED)) {
      String of = name.substring(LOWERED.length());
      return Json.of(Gravity.lowered(fields.get(of), known.get(of)));
    }
    if (name.startsWith(BARE)) {
      return at(name.substring(BARE.length())) instanceof Json.Text text
          ? Json.of(Words.bare(text.value()).replace(" ", ""))
          : null;
    }
    if (name.startsWith(MOMENT)) {
      OptionalLong moment = moment(name.substring(MOMENT.length()));
      return moment.isPresent() ? Json.of(moment.getAsLong()) : null;
    }
    switch (name) {
      case FORM:
        return Json.of(record.form.id());
      case "age", "months", "schoolStage":
        return Ages.of(this, name);
      case "copied":
        return record.copied(this);
      case "submitted":
        return Json.of(record.submitted);
      case "concern":
        return Json.of(record.isConcern(this));
      default:
        return given(name);
    }
  }

  /** The moment that a field names; of a day its end in the United Kingdom (from reading 2 on). */
  OptionalLong moment(String name) {
    return moment(name, at(name));
  }

  /** The moment that a value of that field names. */
  OptionalLong moment(String name, @Nullable Json value) {
    FormField of = known.get(name);
    if (of != null
        && of.type() == FieldType.DATE
        && record.reading.number() > 1
        && value instanceof Json.Text text) {
      OptionalLong day = Days.parse(text.value());
      return day.isPresent() ? OptionalLong.of(Days.endInUk(day.getAsLong())) : day;
    }
    return Duties.moment(value);
  }

  private @Nullable FactRule fact(String name) {
    return record
        .form
        .factsByEach()
        .getOrDefault(entry == null ? "incident" : collection, Map.of())
        .get(name);
  }

  private Json computed(FactRule fact) {
    if (!fact.count().isPresent()) {
      return fact.rule().apply(this);
    }
    String counted = fact.count().get();
    int count = 0;
    for (SubjectFacts one : fact.about() ? aboutThis(counted) : record.speaking(counted)) {
      count += fact.rule().holds(one) ? 1 : 0;
    }
    return Json.of(count);
  }

  private @Nullable Json context(String name) {
    if (path.isPresent()) {
      Json known = Facts.walk(record.about(path.get()), name);
      if (known != null) {
        return known;
      }
    }
    return name.equals("now")
        ? Json.of(record.context.now())
        : Facts.walk(record.context.incident(), name);
  }

  /** A member of a register, or of what the entry was added with. */
  private @Nullable Json given(String name) {
    int dot = name.lastIndexOf('.');
    if (dot > 0) {
      String register = name.substring(0, dot);
      if (fields.containsKey(register) && at(register) instanceof Json.Obj object) {
        return object.members().get(name.substring(dot + 1));
      }
    }
    Entry.Added added = addedWith(name);
    Json value = added == null ? null : Facts.walk(added.by().value(), name);
    return value != null && record.reading.counts(known.get(name), value) ? value : null;
  }

  /** The first addition of this entry that gives a value of that name, or null. */
  Entry.@Nullable Added addedWith(String name) {
    if (entry != null) {
      for (Entry.Added added : entry.added()) {
        if (Facts.walk(added.by().value(), name) != null) {
          return added;
        }
      }
    }
    return null;
  }

  @Override
  public @Nullable List<? extends Facts> each(String name) {
    if (name.startsWith("all.")) {
      return record.speaking(name.substring(4));
    }
    if (name.startsWith("about.")) {
      return aboutThis(name.substring(6));
    }
    return at(name) instanceof Json.Arr list ? Facts.items(list) : null;
  }

  /** The entries of a collection: about this entry, or all of them for the incident. */
  List<SubjectFacts> entries(String of) {
    return entry == null ? record.speaking(of) : aboutThis(of);
  }

  /** The same, those among them that say nothing. */
  List<SubjectFacts> everyEntry(String of) {
    return entry == null ? record.all(of) : record.naming(of, this);
  }

  private List<SubjectFacts> aboutThis(String of) {
    return record.about(of, this);
  }

  /** The entries that this one says it is about. */
  Set<SubjectFacts> subjects() {
    Json named = at("about");
    if (named instanceof Json.Text text) {
      SubjectFacts subject = record.subject(text.value());
      return subject == null ? Set.of() : Set.of(subject);
    }
    if (!(named instanceof Json.Arr list)) {
      return Set.of();
    }
    Set<SubjectFacts> subjects = new LinkedHashSet<>();
    for (Json item : list.items()) {
      SubjectFacts subject = item instanceof Json.Text text ? record.subject(text.value()) : null;
      if (subject != null) {
        subjects.add(subject);
      }
    }
    return subjects;
  }

  /** The first entry that this one says it is about, or null. */
  @Nullable SubjectFacts whose() {
    return subjects().stream().findFirst().orElse(null);
  }

  /**
   * {@code FIELD.VALUE}: for how many entries that still stand a field that is asked apart for each
   * of them is answered so.
   */
  private int answered(String of) {
    int dot = of.lastIndexOf('.');
    FormField field = dot < 0 ? null : known.get(of.substring(0, dot));
    if (field == null || !field.per().isPresent()) {
      return 0;
    }
    Json value = Json.of(of.substring(dot + 1));
    String start = of.substring(0, dot + 1);
    Set<SubjectFacts> found = new LinkedHashSet<>();
    for (Field one : fields.values()) {
      String name = one.at().name();
      if (name.startsWith(start) && value.equals(Gravity.acting(one, field))) {
        SubjectFacts item =
            record.subject(field.per().get() + '/' + name.substring(start.length()));
        if (item != null) {
          found.add(item);
        }
      }
    }
    return found.size();
  }

  /** {@code {about}}: what an entry about this is added with. */
  Json.Obj aboutThis() {
    if (aboutThis == null) {
      aboutThis = path.map(at -> Json.object().put("about", at.text()).build()).orElse(Json.EMPTY);
    }
    return aboutThis;
  }

  /** What people call it: the name that was given, or "child 2". */
  String label() {
    if (label == null) {
      String name = at("name") instanceof Json.Text given ? given.value().trim() : "";
      if (name.isEmpty()) {
        label = entry == null ? "the incident" : collection + ' ' + position;
      } else {
        label = shortened(name);
      }
    }
    return label;
  }

  /** What people call it among others of its kind: of a statement, the words. */
  String saying() {
    return collection.equals("statement") && at("words") instanceof Json.Text words
        ? shortened(words.value().trim())
        : label();
  }

  private static String shortened(String text) {
    return text.length() > MOST_LABEL ? text.substring(0, MOST_LABEL) + '…' : text;
  }

  /** This with another answer in one field. */
  Facts answering(String name, Json value) {
    return new Facts() {
      @Override
      public @Nullable Json at(String path) {
        if (path.equals(name)) {
          return value;
        }
        return path.startsWith(name) && path.startsWith(".", name.length())
            ? Facts.walk(value, path.substring(name.length() + 1))
            : SubjectFacts.this.at(path);
      }

      @Override
      public @Nullable List<? extends Facts> each(String path) {
        return SubjectFacts.this.each(path);
      }
    };
  }
}
