package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.DutyRule;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.reading.Days;

/**
 * What an incident holds of a duty that was done: what is written, what was told to somebody, what
 * the other side confirmed. None of the three says another.
 */
final class DutyEvidence {
  private final DutyRule rule;
  private final SubjectFacts subject;

  DutyEvidence(DutyRule rule, SubjectFacts subject) {
    this.rule = rule;
    this.subject = subject;
  }

  /**
   * When a word became true: of a field the latest of its answers first, of entries the earliest
   * first.
   */
  List<DutyState.Done> of(Vouched word) {
    switch (word) {
      case TOLD:
        return rule.told().map(this::further).orElseGet(List::of);
      case CONFIRMED:
        return rule.confirmed().map(this::further).orElseGet(List::of);
      default:
        return written();
    }
  }

  /** The last time that each word became true, of those that are. */
  Map<Vouched, DutyState.Done> known() {
    Map<Vouched, DutyState.Done> known = new EnumMap<>(Vouched.class);
    for (Vouched word : Vouched.values()) {
      of(word).stream()
          .max(Comparator.comparingLong(DutyState.Done::at))
          .ifPresent(done -> known.put(word, done));
    }
    return known;
  }

  private List<DutyState.Done> written() {
    List<DutyState.Done> done = new ArrayList<>();
    DutyRule.Done by = rule.done();
    if (by.field().isPresent()) {
      if (!by.counts().isPresent() || by.counts().get().holds(subject)) {
        done.addAll(answers(subject, by.field().get()));
      }
      return done;
    }
    for (SubjectFacts entry : subject.entries(by.entry().orElse(""))) {
      if (entry.entry != null && counts(by, entry)) {
        done.add(of(entry, by.at().orElse("")));
      }
    }
    done.sort(Comparator.comparingLong(DutyState.Done::at));
    return done;
  }

  /** Nobody was told, and nobody confirmed, at a moment that is still ahead. */
  private List<DutyState.Done> further(DutyRule.Further further) {
    List<DutyState.Done> done = new ArrayList<>();
    DutyRule.Done by = rule.done();
    if (by.field().isPresent()) {
      if (further.when().holds(subject) && !ahead(subject, further.at())) {
        done.addAll(answers(subject, further.at()));
      }
    } else {
      for (SubjectFacts entry : subject.entries(by.entry().orElse(""))) {
        if (entry.entry != null
            && counts(by, entry)
            && further.when().holds(entry)
            && !ahead(entry, further.at())) {
          done.add(of(entry, further.at()));
        }
      }
      done.sort(Comparator.comparingLong(DutyState.Done::at));
    }
    return done;
  }

  private static boolean ahead(SubjectFacts facts, String at) {
    return Duties.latest(facts, at).orElse(Long.MIN_VALUE) > facts.record.context.now();
  }

  /** The answers of a field, the latest moment first. */
  private static List<DutyState.Done> answers(SubjectFacts subject, String name) {
    List<DutyState.Done> done = new ArrayList<>();
    Field field = subject.fields.get(name);
    if (field != null) {
      for (Answer answer : field.standing()) {
        done.add(new DutyState.Done(answer.id(), answer.author(), moment(answer)));
      }
    }
    if (field == null && subject.record.reading.number() > 1 && subject.at(name) != null) {
      done.add(of(subject, name)); // an answer that the entry was added with
    }
    done.sort(Comparator.comparingLong(DutyState.Done::at).reversed());
    return done;
  }

  /** The moment that an answer names; when it names none, its author's clock. */
  private static long moment(Answer answer) {
    return answer.value() instanceof Json.Text text
        ? Days.moment(text.value()).orElse(answer.wall())
        : answer.wall();
  }

  private static boolean counts(DutyRule.Done by, SubjectFacts entry) {
    for (Map.Entry<String, Json> wanted : by.with().members().entrySet()) {
      if (!wanted.getValue().equals(entry.at(wanted.getKey()))) {
        return false;
      }
    }
    return !by.counts().isPresent() || by.counts().get().holds(entry);
  }

  private static DutyState.Done of(SubjectFacts facts, String at) {
    Answer added =
        Optional.ofNullable(facts.entry)
            .flatMap(Entry::firstAdded)
            .map(Entry.Added::by)
            .orElseGet(() -> firstAnswer(facts));
    OptionalLong moment = at.isEmpty() ? OptionalLong.empty() : Duties.latest(facts, at);
    return new DutyState.Done(added.id(), added.author(), moment.orElse(added.wall()));
  }

  private static Answer firstAnswer(SubjectFacts facts) {
    return facts.fields.values().stream()
        .flatMap(field -> field.standing().stream())
        .min(Comparator.comparing(Answer::id))
        .orElseThrow(IllegalStateException::new);
  }
}
