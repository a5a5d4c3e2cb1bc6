package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.Stage;
import uk.seenheard.sync.form.Weight;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.IncidentForms;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.reading.Reading;
import uk.seenheard.sync.reading.Words;

/**
 * What an incident is asked by all the forms that it is read by. While a person has not chosen
 * between several, the prompts and duties of all of them apply; where two forms ask the same, the
 * one that is worse off is shown.
 *
 * @param forms those that this end knows, the one that names the incident first
 * @param unknown those that it does not know: nobody can tell whether every child was heard
 * @param contradicted whether a person has to choose between forms
 */
public record OpenForms(List<Form> forms, List<FormRef> unknown, boolean contradicted) {
  /** The prompt that asks which form it is; it takes an answer with a reason, and no excuse. */
  public static final String WHICH = "form";

  private static final String WORDS = "words";

  /** Copies the lists. */
  public OpenForms {
    forms = List.copyOf(forms);
    unknown = List.copyOf(unknown);
  }

  /**
   * The forms of a record. An incident whose forms are all read by reading 1, and of which nobody
   * said a form, is read as it always was: by the newest, so that nothing that was authorised opens
   * anew.
   *
   * @param shelf the form of a version, or of the newest where that one is not known
   */
  public static OpenForms of(IncidentRecord record, Function<FormRef, Optional<Form>> shelf) {
    IncidentForms wanted = IncidentForms.of(record);
    List<Form> forms = new ArrayList<>();
    List<FormRef> unknown = new ArrayList<>();
    boolean second = wanted.chosen();
    for (FormRef ref : wanted.forms()) {
      Optional<Form> known = shelf.apply(ref);
      known.ifPresent(forms::add);
      if (!known.isPresent()) {
        unknown.add(ref);
      }
      second |= known.filter(form -> form.reading() > 1).isPresent();
    }
    if (!second && forms.size() + unknown.size() > 1) {
      FormRef newest = wanted.forms().get(0);
      return shelf
          .apply(newest)
          .map(form -> new OpenForms(List.of(form), List.of(), false))
          .orElseGet(() -> new OpenForms(List.of(), List.of(newest), false));
    }
    return new OpenForms(forms, unknown, wanted.contradicted());
  }

  /**
   * Whether this end can tell what the incident is asked: it knows a form, and every one of them.
   */
  public boolean areKnown() {
    return !forms.isEmpty() && unknown.isEmpty();
  }

  /**
   * Every prompt that applies, in hallway order; before them {@link #WHICH}, while colleagues
   * recorded by different forms.
   */
  public List<PromptState> prompts(IncidentRecord record, Context context) {
    if (forms.size() == 1 && !contradicted) {
      return Prompts.of(record, forms.get(0), context);
    }
    Map<String, PromptState> merged = new LinkedHashMap<>();
    for (Form form : forms) {
      for (PromptState prompt : Prompts.of(record, form, context)) {
        merged.merge(key(prompt.prompt(), prompt.subject()), prompt, OpenForms::worse);
      }
    }
    List<PromptState> prompts = new ArrayList<>(merged.values());
    Map<Optional<FieldPath>, Integer> turns = new HashMap<>();
    for (Entry child : Incident.of(record).children()) {
      turns.put(Optional.of(child.at()), turns.size());
    }
    // A stable sort: within a stage, and within a child's turn, the order of the forms stays.
    prompts.sort(
        Comparator.comparing(PromptState::stage)
            .thenComparing(
                prompt ->
                    prompt.stage() == Stage.CHILD
                        ? turns.getOrDefault(prompt.subject(), Integer.MAX_VALUE)
                        : 0));
    if (contradicted) {
      prompts.add(0, which());
    }
    return prompts;
  }

  private PromptState which() {
    List<String> named = new ArrayList<>();
    forms.forEach(form -> named.add(form.id()));
    unknown.forEach(form -> named.add(form.id()));
    return new PromptState(
        WHICH,
        "F19",
        Optional.empty(),
        Weight.MUST,
        "This was recorded by different forms: "
            + String.join(", ", named)
            + ". Which is it, and why?",
        "What each form asks is due until somebody says which one it is.",
        Optional.of(IncidentForms.FIELD),
        Optional.empty(),
        new Status.Open(),
        Json.EMPTY,
        Optional.empty(),
        WHICH,
        Stage.SAFETY,
        Optional.empty(),
        "F19",
        Optional.empty());
  }

  private static String key(String id, Optional<FieldPath> subject) {
    return id + ' ' + subject.map(FieldPath::text).orElse("");
  }

  /** Of two readings of one prompt the one that stands further from an answer. */
  private static PromptState worse(PromptState one, PromptState other) {
    return rank(one) >= rank(other) ? one : other;
  }

  private static int rank(PromptState prompt) {
    int rank = prompt.isOpen() ? 8 : prompt.isSettled() ? 0 : prompt.blocksAuthorisation() ? 6 : 3;
    return rank + (prompt.weight() == Weight.MUST ? 2 : 0) + (prompt.fault().isPresent() ? 1 : 0);
  }

  /** How old each child and adult was, of whom that is known; by the form that names it. */
  public Map<FieldPath, Age> ages(IncidentRecord record, Context context) {
    Map<FieldPath, Age> ages = new LinkedHashMap<>();
    if (!forms.isEmpty()) {
      RecordFacts facts = new RecordFacts(record, forms.get(0), context);
      for (String people : Arrays.asList(Incident.CHILD, Incident.ADULT)) {
        for (SubjectFacts person : facts.all(people)) {
          person.path.ifPresent(at -> Ages.of(person).ifPresent(age -> ages.put(at, age)));
        }
      }
    }
    return ages;
  }

  /** Every duty that applies, the earliest deadline first. */
  public List<DutyState> duties(IncidentRecord record, Context context) {
    Map<String, DutyState> merged = new LinkedHashMap<>();
    for (Form form : forms) {
      for (DutyState duty : Duties.of(record, form, context)) {
        merged.merge(key(duty.duty(), duty.subject()), duty, OpenForms::worse);
      }
    }
    List<DutyState> duties = new ArrayList<>(merged.values());
    duties.sort(Comparator.comparingLong(duty -> duty.due().orElse(Long.MAX_VALUE)));
    return duties;
  }

  private static DutyState worse(DutyState one, DutyState other) {
    int byPhase = Integer.compare(rank(one), rank(other));
    boolean sooner =
        other.due().isPresent() && other.due().getAsLong() < one.due().orElse(Long.MAX_VALUE);
    return byPhase > 0 || (byPhase == 0 && !sooner) ? one : other;
  }

  private static int rank(DutyState duty) {
    switch (duty.phase()) {
      case BREACHED:
        return 5;
      case WARNED:
        return 4;
      case DUE:
        return 3;
      case WAITING:
        return 2;
      case SETTLED_LATE:
        return 1;
      default:
        return 0;
    }
  }

  /**
   * The fields whose answers differ, for a person to settle: by any of the readings. While nobody
   * knows a form, by the fold alone.
   */
  public List<Field> contradictions(IncidentRecord record) {
    if (forms.isEmpty()) {
      return Incident.of(record).contradictions();
    }
    Set<Field> found = new LinkedHashSet<>();
    for (Form form : forms) {
      found.addAll(Reading.of(form).contradictions(record));
    }
    return new ArrayList<>(found);
  }

  /**
   * The children whose words are written down: a statement about them says something, as every form
   * reads it. A mark is nobody's words, nor is where else they are ("see BWV"), and where a form is
   * not known nobody can tell.
   */
  public Set<FieldPath> heard(Incident incident) {
    Set<FieldPath> spoken = new HashSet<>();
    for (Entry statement : incident.entries(Incident.STATEMENT)) {
      if (says(incident.record(), statement, WORDS)) {
        spoken.addAll(Incident.addedAbout(statement));
      }
    }
    Set<FieldPath> heard = new LinkedHashSet<>();
    for (Entry child : incident.children()) {
      if (child.twins().stream().anyMatch(spoken::contains)) {
        heard.add(child.at());
      }
    }
    return heard;
  }

  /** Whether a text stands in a field of an entry that says something, as every form reads it. */
  public boolean says(IncidentRecord record, Entry entry, String name) {
    return areKnown()
        && Incident.standing(record, entry, name).stream()
            .anyMatch(value -> says(entry.at().collection(), name, value));
  }

  private boolean says(String collection, String name, Json value) {
    return value instanceof Json.Text text
        && Words.says(text.value())
        && forms.stream()
            .allMatch(
                form -> Reading.of(form).counts(form.field(collection, name).orElse(null), value));
  }

  /** The record as the first form reads it: see {@link Reading#view}. */
  public IncidentRecord view(IncidentRecord record) {
    return forms.size() == 1 ? Reading.of(forms.get(0)).view(record) : record;
  }
}
