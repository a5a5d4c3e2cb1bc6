package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.PromptRule;
import uk.seenheard.sync.form.Stage;
import uk.seenheard.sync.form.Weight;
import uk.seenheard.sync.form.Wording;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.logic.JsonLogic;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.reading.Words;

/**
 * What could hide a child, for a person to look at before anything is authorised: children who were
 * crossed out, counts that were lowered, concerns that were taken back. No form has to ask for it.
 *
 * <p>It goes when the answer or the child is restored, or once a supervisor has accepted exactly
 * the reason that stands. Who replaced a colleague's answer and said why has given the reason with
 * it; that somebody else wrote it first makes it no decision.
 */
final class Concealed {
  private static final String REASONS = "taken-back";
  private static final String KNOWN_BETTER = "known-better";
  private static final String LOWERED = "lowered.";
  private static final String REASON = "reason.";
  private static final int MOST_WORDS = 80;

  private final RecordFacts record;
  private final Asking asking;

  Concealed(RecordFacts record, Asking asking) {
    this.record = record;
    this.asking = asking;
  }

  void ask(IncidentRecord incident) {
    if (record.form.codeList(REASONS).isPresent()) {
      takenBack(record.incident);
      for (List<SubjectFacts> all : record.everything().values()) {
        all.forEach(this::takenBack);
      }
    }
    for (Entry entry : incident.entries().values()) {
      if (entry.struck()
          && entry.at().collection().equals(Incident.CHILD)
          && !entry.strikes().isEmpty()) {
        asking.asked().add(struck(entry, incident));
      }
    }
  }

  private void takenBack(SubjectFacts subject) {
    Map<String, Field> replaced = new TreeMap<>();
    subject.fields.forEach(
        (name, field) -> {
          if (!field.replaced().isEmpty() && subject.known.containsKey(name)) {
            replaced.put(name, field);
          }
        });
    replaced.forEach(
        (name, field) -> {
          FormField known = subject.known.get(name);
          Json before = known == null ? null : Gravity.takenBack(field, known);
          if (known != null && before != null && !isAskedByTheForm(subject, name)) {
            PromptRule rule = rule(subject, field, known, before);
            Answer said = saidWhy(field);
            if (said == null || subject.fields.containsKey(REASON + rule.id())) {
              asking.ask(rule, subject);
            } else {
              asking.asked().add(replaced(rule, subject, field, said));
            }
          }
        });
  }

  /**
   * The answer in place of the graver one, where it says itself why; null where none or many do.
   */
  private static @Nullable Answer saidWhy(Field field) {
    if (field.standing().size() != 1) {
      return null;
    }
    Answer only = field.standing().get(0);
    return only.reason().filter(Words::says).isPresent() ? only : null;
  }

  /** Taken back by an answer that says why: the reason waits to be accepted. */
  private PromptState replaced(PromptRule rule, SubjectFacts subject, Field field, Answer said) {
    RecordedAct decision = record.decision(rule.id(), said.id());
    Optional<OperationId> accepted =
        Optional.ofNullable(decision)
            .filter(act -> Act.ACCEPT_REASON.is(act.act()))
            .map(RecordedAct::id);
    return new PromptState(
        rule.id(),
        rule.finding(),
        subject.path,
        rule.weight(),
        rule.question().source(),
        rule.why(),
        Optional.of(field.at()),
        Optional.empty(),
        new Status.Excused(
            said.id(),
            KNOWN_BETTER,
            said.reason().orElse(""),
            accepted,
            decision != null && !accepted.isPresent()),
        Json.EMPTY,
        Optional.empty(),
        rule.id(),
        rule.stage(),
        rule.reasons(),
        rule.source(),
        Optional.empty());
  }

  /** A form that asks about a lowered grade in its own words does so in place of this. */
  private boolean isAskedByTheForm(SubjectFacts subject, String name) {
    String each = subject.entry == null ? PromptRule.INCIDENT : subject.collection;
    for (PromptRule rule : record.form.prompts()) {
      Set<String> paths = rule.when().map(JsonLogic::paths).orElse(Set.of());
      if (rule.each().equals(each) && paths.contains(LOWERED + name)) {
        return true;
      }
    }
    return false;
  }

  private PromptRule rule(SubjectFacts subject, Field field, FormField known, Json before) {
    String now = said(known, Gravity.acting(field, known));
    String whose = subject.entry == null ? "" : subject.label() + ": ";
    return new PromptRule(
        Incident.TAKEN_BACK + known.name(),
        known.type().name().equals("COUNT") ? "F1" : "F19",
        subject.entry == null ? PromptRule.INCIDENT : subject.collection,
        Optional.empty(),
        Stage.REST,
        0,
        Weight.MUST,
        Optional.empty(),
        Optional.of(JsonLogic.compile(Json.of(false))),
        plain(
            whose
                + known.label()
                + " was “"
                + said(known, before)
                + "” and is “"
                + now
                + "” now: why?"),
        "What was said first and taken back was hidden from whoever read it later.",
        Optional.of(known.name()),
        Optional.empty(),
        Json.EMPTY,
        Optional.empty(),
        Optional.of(REASONS),
        "Seen & Heard's own rule");
  }

  private static Wording plain(String text) {
    String bare = text.replace('{', '(').replace('}', ')');
    return new Wording(bare, List.of(bare));
  }

  private String said(FormField known, Json value) {
    List<String> words = new ArrayList<>();
    if (value instanceof Json.Arr list) {
      list.items().forEach(item -> words.add(said(known, item)));
      return words.isEmpty() ? "none" : cut(String.join(", ", words));
    }
    if (value instanceof Json.Obj register) {
      return register.text("grade").orElse("");
    }
    if (value instanceof Json.Text text) {
      Optional<CodeList> list = known.codes().flatMap(record.form::codeList);
      return cut(list.map(codes -> codes.label(text.value())).orElse(text.value()));
    }
    return value.canonical();
  }

  private static String cut(String text) {
    return text.length() > MOST_WORDS ? text.substring(0, MOST_WORDS) + '…' : text;
  }

  /** Crossed out by whom, and why; open where the reason says nothing. */
  private PromptState struck(Entry entry, IncidentRecord incident) {
    Answer strike = entry.strikes().get(entry.strikes().size() - 1).by();
    String why = strike.reason().orElse("");
    RecordedAct decision = record.decision(Incident.STRUCK, strike.id());
    Optional<OperationId> accepted =
        Optional.ofNullable(decision)
            .filter(act -> Act.ACCEPT_REASON.is(act.act()))
            .map(RecordedAct::id);
    boolean says = Words.says(why);
    Status status =
        says
            ? new Status.Excused(
                strike.id(),
                Incident.STRUCK,
                why,
                accepted,
                decision != null && !accepted.isPresent())
            : new Status.Open();
    String name = name(entry, incident);
    String question = name + " was crossed out: is there no such child?";
    return new PromptState(
        Incident.STRUCK,
        "F1",
        Optional.of(entry.at()),
        Weight.MUST,
        question.replace('{', '(').replace('}', ')'),
        "A child who was crossed out was in nobody's notice.",
        Optional.empty(),
        Optional.of(Incident.CHILD),
        status,
        Json.EMPTY,
        Optional.empty(),
        Incident.STRUCK,
        Stage.REST,
        Optional.empty(),
        "Seen & Heard's own rule",
        says
            ? Optional.empty()
            : Optional.of("Nobody said why: restore the child, or say why it is none."));
  }

  private static String name(Entry entry, IncidentRecord incident) {
    @Nullable Json named =
        incident
            .field(entry.at(), "name")
            .filter(field -> !field.standing().isEmpty())
            .map(field -> field.standing().get(0).value())
            .orElse(null);
    if (named == null && entry.firstAdded().isPresent()) {
      Json added = entry.firstAdded().get().by().value();
      named = added instanceof Json.Obj object ? object.get("name").orElse(null) : null;
    }
    return named instanceof Json.Text text && Words.says(text.value())
        ? cut(text.value())
        : "A child";
  }
}
