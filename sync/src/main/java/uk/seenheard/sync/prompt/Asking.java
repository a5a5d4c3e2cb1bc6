package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.FootageNote;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.PromptRule;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.logic.Facts;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.reading.Words;

/** Applies prompt rules to subjects and collects the prompts that apply. */
final class Asking {
  private static final Status OPEN = new Status.Open();
  private static final String ITEM = "{item}";
  private static final String REASON = "reason.";

  /** Items that one prompt is asked apart for; no home has more children. */
  private static final int MOST_ITEMS = 100;

  private final RecordFacts record;
  private final List<PromptState> asked;

  Asking(RecordFacts record, List<PromptState> asked) {
    this.record = record;
    this.asked = asked;
  }

  List<PromptState> asked() {
    return asked;
  }

  void ask(PromptRule rule, SubjectFacts subject) {
    if (!rule.per().isPresent()) {
      ask(rule, subject, subject, null);
    } else if (rule.per().get().entries()) {
      List<SubjectFacts> entries = itemsOf(rule.per().get(), subject);
      for (SubjectFacts entry : entries.subList(0, Math.min(MOST_ITEMS, entries.size()))) {
        if (entry.entry != null && names(rule, entry.entry.at().name())) {
          Item item = new Item(entry.entry.at().name(), entry.saying(), entry.entry);
          ask(rule, subject, new ItemFacts(subject, item.id(), entry), item);
        }
      }
    } else {
      askPerCode(rule, subject, rule.per().get().name());
    }
  }

  private List<SubjectFacts> itemsOf(PromptRule.Per per, SubjectFacts subject) {
    if (!per.whose()) {
      return record.all(per.name());
    }
    SubjectFacts whose = subject.whose();
    return whose == null ? List.of() : record.about(per.name(), whose);
  }

  private void askPerCode(PromptRule rule, SubjectFacts subject, String name) {
    if (subject.at(name) instanceof Json.Arr codes) {
      Optional<CodeList> list =
          Optional.ofNullable(subject.known.get(name))
              .flatMap(FormField::codes)
              .flatMap(record.form::codeList);
      Set<Json> asked = new LinkedHashSet<>(codes.items());
      for (Json code : asked) {
        if (code instanceof Json.Text text
            && asked.size() <= MOST_ITEMS
            && names(rule, text.value())) {
          String label = list.map(known -> known.label(text.value())).orElse(text.value());
          Item item = new Item(text.value(), label, null);
          ask(rule, subject, new ItemFacts(subject, item.id(), null), item);
        }
      }
    }
  }

  /**
   * Whether an item can end a prompt's id, so that its reason has a field. A UUID and a code of a
   * list can; what cannot came from a faulty answer, which its own prompt flags.
   */
  private static boolean names(PromptRule rule, String item) {
    return item.indexOf('/') < 0
        && !FieldPath.fault(REASON + rule.id() + '.' + item).isPresent()
        && !FieldPath.fault(rule.asks().orElse("x") + '.' + item).isPresent();
  }

  /** What a prompt is asked apart for. */
  record Item(String id, String label, @Nullable Entry entry) {}

  private void ask(PromptRule rule, SubjectFacts subject, Facts facts, @Nullable Item item) {
    if (rule.when().isPresent() && !rule.when().get().holds(facts)) {
      return;
    }
    String prompt = item == null ? rule.id() : rule.id() + '.' + item.id();
    Answered answered =
        rule.asks().isPresent()
            ? answered(rule, rule.asks().get(), subject, facts, item)
            : added(rule, subject, facts, item);
    if (answered.by != null && GivenBack.is(rule, subject)) {
      String fault = "This is the question. Write what you know, or give the reason.";
      add(rule, subject, item, prompt, new Answered(null, answered.asks, fault), OPEN);
    } else {
      add(rule, subject, item, prompt, answered, null);
    }
  }

  /**
   * Asks an officer who attended. Only what they said themselves answers it: an entry that they
   * added, whose answers are theirs. A reason may be anybody's, since a supervisor accepts it.
   */
  void askOfficer(PromptRule rule, String officer) {
    if (!names(rule, officer)) {
      return;
    }
    Item item = new Item(officer, officer, null);
    String prompt = rule.id() + '.' + officer;
    SubjectFacts theirs = OfficerAnswer.theirs(record.all(rule.addsTo().orElse("")), officer);
    OfficerAnswer said =
        OfficerAnswer.of(rule, theirs, officer)
            .beside(
                rule.id().equals(Incident.CAMERA)
                    ? record.footage.get(FootageNote.officer(officer))
                    : null);
    Answered answered = new Answered(said.by(), said.asks(), said.fault());
    add(rule, record.incident, item, prompt, answered, null);
  }

  /** Adds the prompt as it stands: answered, excused by a reason, or open. */
  private void add(
      PromptRule rule,
      SubjectFacts subject,
      @Nullable Item item,
      String prompt,
      Answered answered,
      @Nullable Status given) {
    Status status = given == null ? OPEN : given;
    String fault = answered.fault;
    if (given == null && answered.by != null) {
      status = new Status.Settled(answered.by);
    } else if (given == null) {
      Field reason = subject.hasReasons ? subject.fields.get(REASON + prompt) : null;
      if (reason != null && !reason.standing().isEmpty()) {
        Answer last = reason.standing().get(reason.standing().size() - 1);
        String wrong =
            rule.reasons().isPresent()
                ? record.reading.reasonFault(last.value(), reasons(rule)).orElse(null)
                : "No reason can stand in for this: it has to be answered.";
        if (wrong == null) {
          status = excused(prompt, reason, last);
        } else {
          fault = wrong;
        }
      }
    }
    // An entry that is there already is answered in its field; else it is to be added.
    Optional<String> adds = answered.asks.isPresent() ? Optional.empty() : rule.addsTo();
    asked.add(
        new PromptState(
            prompt,
            rule.finding(),
            subject.path,
            rule.weight(),
            question(rule, subject, item),
            rule.why(),
            answered.asks,
            adds,
            status,
            adds.isPresent() ? with(rule, subject, item) : Json.EMPTY,
            rule.typed(),
            rule.id(),
            rule.stage(),
            rule.reasons(),
            rule.source(),
            Optional.ofNullable(fault)));
  }

  private CodeList reasons(PromptRule rule) {
    return rule.reasons().flatMap(record.form::codeList).orElseThrow(IllegalStateException::new);
  }

  /** What came of looking for an answer: by whom, or null; where; what is wrong with it. */
  private record Answered(
      @Nullable List<OperationId> by, Optional<FieldPath> asks, @Nullable String fault) {}

  private Answered answered(
      PromptRule rule, String name, SubjectFacts subject, Facts facts, @Nullable Item item) {
    FormField known = subject.known.get(name);
    String held = item == null || known == null || !known.per().isPresent() ? name : null;
    Field field = held == null ? perItem(subject, name, item) : subject.fields.get(held);
    if (field == null || field.standing().isEmpty()) {
      String last = held != null ? held : item == null ? name : name + '.' + item.id();
      FieldPath asks = subject.path.isPresent() ? subject.path.get().field(last) : at(last);
      return addedWith(rule, subject, facts, last, Optional.of(asks));
    }
    Optional<FieldPath> asks = Optional.of(field.at());
    List<Answer> standing = field.standing();
    if (standing.size() == 1) {
      return answered(rule, known, standing.get(0), facts, asks);
    }
    List<OperationId> by = new ArrayList<>(standing.size());
    boolean settled = true;
    for (int i = 0; i < standing.size(); i++) {
      Json value = standing.get(i).value();
      String fault = known == null ? null : fault(known, value, standing.get(i).reason());
      if (fault != null) {
        return new Answered(null, asks, fault);
      }
      if (rule.settles().isPresent() && settled) {
        settled = rule.settles().get().holds(answering(subject, name, value, facts));
      }
      by.add(standing.get(i).id());
    }
    return new Answered(settled ? by : null, asks, null);
  }

  private Answered answered(
      PromptRule rule,
      @Nullable FormField known,
      Answer only,
      Facts facts,
      Optional<FieldPath> asks) {
    String fault = known == null ? null : fault(known, only.value(), only.reason());
    boolean settled =
        fault == null && (!rule.settles().isPresent() || rule.settles().get().holds(facts));
    return new Answered(settled ? List.of(only.id()) : null, asks, fault);
  }

  /** An answer that was given when the entry was added: it never changes afterwards. */
  private Answered addedWith(
      PromptRule rule, SubjectFacts subject, Facts facts, String name, Optional<FieldPath> asks) {
    Entry.Added added = subject.addedWith(name);
    Json value = added == null ? null : Facts.walk(added.by().value(), name);
    if (added == null || value == null) {
      return new Answered(null, asks, null);
    }
    FormField known = subject.known.get(name);
    String fault = known == null ? null : fault(known, value, Optional.empty());
    boolean settled =
        fault == null && (!rule.settles().isPresent() || rule.settles().get().holds(facts));
    return new Answered(settled ? List.of(added.by().id()) : null, asks, fault);
  }

  private @Nullable String fault(FormField known, Json value, Optional<String> reason) {
    return record.reading.fault(known, value, record.moment, reason).orElse(null);
  }

  private static Facts answering(SubjectFacts subject, String name, Json value, Facts facts) {
    Facts answering = subject.answering(name, value);
    return facts instanceof ItemFacts of
        ? new ItemFacts(answering, of.item(), of.entry())
        : answering;
  }

  private static FieldPath at(String name) {
    return new FieldPath(name);
  }

  private static @Nullable Field perItem(SubjectFacts subject, String name, @Nullable Item item) {
    if (item == null || item.entry() == null) {
      return null;
    }
    for (FieldPath twin : item.entry().twins()) {
      Field field = subject.fields.get(name + '.' + twin.name());
      if (field != null) {
        return field;
      }
    }
    return null;
  }

  private Answered added(PromptRule rule, SubjectFacts subject, Facts facts, @Nullable Item item) {
    List<OperationId> by = new ArrayList<>();
    String fault = null;
    String to = rule.addsTo().orElse("");
    for (SubjectFacts entry : subject.everyEntry(to)) {
      if (entry.entry != null && matches(rule, entry, item)) {
        if (!saysWhatWasTyped(rule, entry)) {
          fault = "An entry was added for this that says nothing yet.";
          continue;
        }
        for (Entry.Added added : entry.entry.added()) {
          by.add(added.by().id());
        }
      }
    }
    boolean settled =
        rule.settles().isPresent() ? rule.settles().get().holds(facts) : !by.isEmpty();
    return new Answered(settled ? by : null, Optional.empty(), settled ? null : fault);
  }

  /** From reading 2 on an entry answers once it says what the officer was to type. */
  private boolean saysWhatWasTyped(PromptRule rule, SubjectFacts entry) {
    return record.reading.number() == 1
        || rule.settles().isPresent()
        || !rule.typed().isPresent()
        || (entry.at(rule.typed().get()) != null && !isItsQuestion(rule.typed().get(), entry));
  }

  /** Whether what a child is said to have said is what the child was asked. */
  private static boolean isItsQuestion(String typed, SubjectFacts entry) {
    return typed.equals("words")
        && entry.at("question") instanceof Json.Text question
        && entry.at(typed) instanceof Json.Text words
        && Words.same(words.value(), question.value());
  }

  private static boolean matches(PromptRule rule, SubjectFacts entry, @Nullable Item item) {
    Map<String, Json> with = rule.with().members();
    for (String name : with.keySet()) {
      if (!filled(with.get(name), item).equals(entry.at(name))) {
        return false;
      }
    }
    return true;
  }

  private static Json filled(Json value, @Nullable Item item) {
    return item != null && value.equals(Json.of(ITEM)) ? Json.of(item.id()) : value;
  }

  private static Json.Obj with(PromptRule rule, SubjectFacts subject, @Nullable Item item) {
    if (rule.with().members().isEmpty()) {
      return subject.aboutThis();
    }
    Json.Builder with = Json.object();
    rule.with().members().forEach((name, value) -> with.put(name, filled(value, item)));
    subject.path.ifPresent(path -> with.put("about", path.text()));
    return with.build();
  }

  private Status excused(String prompt, Field reason, Answer last) {
    Json.Obj said = last.value() instanceof Json.Obj object ? object : Json.EMPTY;
    Optional<OperationId> acceptedBy = Optional.empty();
    boolean refused = false;
    if (!reason.isContradicted()) {
      for (Answer answer : reason.standing()) {
        RecordedAct decision = record.decision(prompt, answer.id());
        if (decision != null) {
          boolean accepted = Act.ACCEPT_REASON.is(decision.act());
          acceptedBy = accepted ? Optional.of(decision.id()) : Optional.empty();
          refused = !accepted;
        }
      }
    }
    return new Status.Excused(
        last.id(),
        said.text("code").orElse(""),
        said.text("words").orElse(""),
        acceptedBy,
        refused);
  }

  private static String question(PromptRule rule, SubjectFacts subject, @Nullable Item item) {
    String named = rule.question().named(subject.label());
    return named != null ? named : rule.question().filled(place -> place(place, subject, item));
  }

  /** What stands in a place of a wording. */
  static String place(String place, SubjectFacts subject, @Nullable Item item) {
    if (place.equals("name")) {
      return subject.label();
    }
    if (item != null && place.equals("item")) {
      return item.label();
    }
    Json value = subject.at(place);
    if (value instanceof Json.Text text) {
      FormField known = subject.known.get(place);
      return known == null || !known.codes().isPresent()
          ? text.value()
          : subject
              .record
              .form
              .codeList(known.codes().get())
              .map(l -> l.label(text.value()))
              .orElse(text.value());
    }
    return value == null ? "?" : value.canonical();
  }
}
