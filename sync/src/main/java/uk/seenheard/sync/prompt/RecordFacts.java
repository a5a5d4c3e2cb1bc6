package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.FootageNote;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.reading.Moment;
import uk.seenheard.sync.reading.Reading;
import uk.seenheard.sync.reading.Words;
import uk.seenheard.sync.referral.Referrals;
import uk.seenheard.sync.referral.Sending;

/** An incident's record as conditions see it: its entries that are not struck, by collection. */
final class RecordFacts {
  /** 2020-01-01T00:00Z: no handset of this product ran before. */
  private static final long FIRST_CLOCK = Days.of(2020, 1, 1) * 86_400_000L;

  private static final String STATEMENT = "statement";
  private static final String WORDS = "words";

  final Form form;
  final Context context;
  final SubjectFacts incident;
  final long day;
  final Reading reading;
  final Moment moment;

  /** Whether an officer has ever handed the incident in. */
  final boolean submitted;

  private final Map<String, List<SubjectFacts>> byCollection = new HashMap<>();
  private final Map<String, SubjectFacts> byPath = new HashMap<>();
  private final Map<String, Map<SubjectFacts, List<SubjectFacts>>> bySubject = new HashMap<>();
  private final Map<FieldPath, Json.Obj> about = new HashMap<>();
  private final Map<String, RecordedAct> decided = new HashMap<>();

  /** How the recordings stand, as a server noted it. */
  final Map<String, FootageNote> footage;

  private final List<RecordedAct> deeds;
  private @Nullable Map<FieldPath, Sending> sendings;
  private @Nullable Boolean generalConcern;
  private @Nullable CopiedText copies;

  RecordFacts(IncidentRecord stored, Form form, Context context) {
    this.reading = Reading.of(form);
    IncidentRecord record = reading.view(Upcasts.view(stored, form));
    this.form = form;
    this.context = context;
    this.incident = new SubjectFacts(this, null, "", 0);
    for (Entry entry : record.entries().values()) {
      if (!entry.struck()) {
        take(entry);
      }
    }
    context.about().forEach((path, known) -> about.put(known(path), known));
    String at = "";
    SubjectFacts subject = incident;
    for (Field field : record.fields().values()) {
      int end = field.at().parentLength();
      if (end == 0) {
        incident.take(field);
      } else {
        String path = field.at().text();
        if (end != at.length() || !path.startsWith(at)) {
          at = path.substring(0, end);
          subject = byPath.get(at);
        }
        if (subject != null) {
          subject.take(field);
        }
      }
    }
    this.footage = FootageNote.of(record);
    this.deeds = record.deeds();
    boolean handedIn = false;
    for (RecordedAct deed : deeds) {
      handedIn |= Act.SUBMIT.is(deed.act());
      if (Act.ACCEPT_REASON.is(deed.act()) || Act.REFUSE_REASON.is(deed.act())) {
        decided.put(
            deed.with().text("prompt").orElse("") + ' ' + deed.with().text("op").orElse(""), deed);
      }
    }
    this.submitted = handedIn;
    boolean believed = reading.number() == 1 || context.now() >= FIRST_CLOCK;
    this.day = day(believed);
    this.moment =
        believed
            ? new Moment(context.now(), context.day(), day)
            : new Moment(Long.MAX_VALUE, Long.MAX_VALUE, day);
  }

  private void take(Entry entry) {
    String collection = entry.at().collection();
    List<SubjectFacts> all = byCollection.computeIfAbsent(collection, unused -> new ArrayList<>());
    SubjectFacts subject = new SubjectFacts(this, entry, collection, all.size() + 1);
    all.add(subject);
    byPath.put(entry.at().text(), subject);
    for (FieldPath twin : entry.twins()) {
      byPath.put(twin.text(), subject);
    }
  }

  private FieldPath known(FieldPath path) {
    SubjectFacts subject = byPath.get(path.text());
    return subject == null ? path : subject.path.orElse(path);
  }

  /**
   * The day of the incident: what it says itself, else today. A device whose clock cannot be
   * believed has no today to hold it against.
   */
  private long day(boolean believed) {
    if (reading.number() > 1) {
      OptionalLong happened = Duties.moment(incident.at("happened"));
      long day = happened.isPresent() ? Days.inUk(happened.getAsLong()) : context.day();
      return believed ? Math.min(day, context.day()) : day;
    }
    if (incident.at("happened") instanceof Json.Text happened && happened.value().length() > 10) {
      OptionalLong day = Days.parse(happened.value().substring(0, 10));
      if (day.isPresent() && day.getAsLong() <= context.day()) {
        return day.getAsLong();
      }
    }
    return context.day();
  }

  /** The entries of a collection that stand for something. */
  List<SubjectFacts> speaking(String collection) {
    return reading.number() == 1 || !collection.equals(STATEMENT)
        ? all(collection)
        : spoken(all(collection));
  }

  /** A statement stands for something once it says something. */
  private List<SubjectFacts> spoken(List<SubjectFacts> statements) {
    List<SubjectFacts> spoken = new ArrayList<>(statements.size());
    for (SubjectFacts one : statements) {
      if (one.at(WORDS) instanceof Json.Text words
          && Words.says(words.value())
          && reading.counts(one.known.get(WORDS), words)) {
        spoken.add(one);
      }
    }
    return spoken;
  }

  List<SubjectFacts> all(String collection) {
    return byCollection.getOrDefault(collection, List.of());
  }

  /** The entries of a collection that are about a subject, in order. */
  List<SubjectFacts> about(String collection, SubjectFacts subject) {
    List<SubjectFacts> naming = naming(collection, subject);
    if (reading.number() == 1 || !collection.equals(STATEMENT)) {
      return naming;
    }
    return spoken(naming);
  }

  /** The same, statements that say nothing among them. */
  List<SubjectFacts> naming(String collection, SubjectFacts subject) {
    Map<SubjectFacts, List<SubjectFacts>> index = bySubject.get(collection);
    if (index == null) {
      index = new HashMap<>();
      for (SubjectFacts entry : all(collection)) {
        for (SubjectFacts named : entry.subjects()) {
          index.computeIfAbsent(named, unused -> new ArrayList<>()).add(entry);
        }
      }
      bySubject.put(collection, index);
    }
    return index.getOrDefault(subject, List.of());
  }

  /** Every entry that is not struck, by collection. */
  Map<String, List<SubjectFacts>> everything() {
    return new TreeMap<>(byCollection);
  }

  @Nullable SubjectFacts subject(String path) {
    return byPath.get(path);
  }

  @Nullable Json copied(SubjectFacts child) {
    if (copies == null) {
      copies = new CopiedText(all("child"), reading.number());
    }
    return copies.of(child);
  }

  /** What left of a notice, and what came back. */
  Sending sending(Entry notice) {
    if (sendings == null) {
      sendings = Referrals.sendings(deeds);
    }
    return Referrals.of(notice, sendings);
  }

  Json.Obj about(FieldPath path) {
    return about.getOrDefault(path, Json.EMPTY);
  }

  /** The last decision about exactly this reason, or null. */
  @Nullable RecordedAct decision(String prompt, OperationId reason) {
    return decided.isEmpty() ? null : decided.get(prompt + ' ' + reason);
  }

  /**
   * Whether an answer is given that the form marks as a concern: about this entry, in an entry
   * about it, about the incident, or about an adult, which concerns every child.
   */
  boolean isConcern(SubjectFacts subject) {
    if (generalConcern == null) {
      boolean found = answersConcern(incident);
      for (SubjectFacts adult : all("adult")) {
        found |= answersConcern(adult);
      }
      generalConcern = found;
    }
    if (generalConcern || answersConcern(subject)) {
      return true;
    }
    for (String collection : byCollection.keySet()) {
      if (form.byCollection().containsKey(collection) && !collection.equals("child")) {
        for (SubjectFacts entry : subject.entries(collection)) {
          if (answersConcern(entry)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean answersConcern(SubjectFacts subject) {
    for (FormField known : form.concerns(subject.collection)) {
      Field field = subject.fields.get(known.name());
      if (field != null && anyConcern(field, known)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyConcern(Field field, FormField known) {
    for (Answer answer : field.standing()) {
      if (known.concern().contains(answer.value())) {
        return true;
      }
      if (answer.value() instanceof Json.Arr list) {
        for (Json item : list.items()) {
          if (known.concern().contains(item)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
