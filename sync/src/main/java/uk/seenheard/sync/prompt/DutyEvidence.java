package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.DutyRule;
import uk.seenheard.sync.form.FactRule;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.logic.JsonLogic;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.reading.Days;

/**
 * What an incident holds of a duty that was done: what is written, what was told to somebody, what
 * the other side confirmed. None of the three says another.
 */
final class DutyEvidence {
  private static final Comparator<Dated> BY_MOMENT = Comparator.comparingLong(one -> one.done.at());

  private final DutyRule rule;
  private final SubjectFacts subject;
  private final OptionalLong begins;

  /**
   * Of a duty.
   *
   * @param begins the moment before which nothing can have done it; empty when nobody knows it
   */
  DutyEvidence(DutyRule rule, SubjectFacts subject, OptionalLong begins) {
    this.rule = rule;
    this.subject = subject;
    this.begins = begins;
  }

  /**
   * When a word became true: of a field the latest of its answers first, of entries the earliest
   * first. What is dated before the duty began is no evidence of it, nor is what is still ahead.
   */
  List<DutyState.Done> of(Vouched word) {
    List<Dated> all = every(word);
    List<DutyState.Done> done = new ArrayList<>(all.size());
    for (Dated one : all) {
      if (!one.named || subject.record.reading.number() == 1 || isPossible(one.done.at())) {
        done.add(one.done);
      }
    }
    return done;
  }

  private boolean isPossible(long at) {
    return at >= begins.orElse(Long.MIN_VALUE) && at <= subject.record.context.now();
  }

  /**
   * What was done, and whether somebody named the moment: an author's clock, which stands in for a
   * moment that nobody named, may be years off and excludes nothing.
   */
  private record Dated(DutyState.Done done, boolean named) {}

  private List<Dated> every(Vouched word) {
    switch (word) {
      case TOLD:
        return rule.told().map(further -> further(further, word)).orElseGet(List::of);
      case CONFIRMED:
        return rule.confirmed().map(further -> further(further, word)).orElseGet(List::of);
      default:
        return written();
    }
  }

  /**
   * The last time that each word became true, of those that are. What somebody wrote is written,
   * whatever its date; told and confirmed are about this duty or they are not.
   */
  Map<Vouched, DutyState.Done> known() {
    Map<Vouched, DutyState.Done> known = new EnumMap<>(Vouched.class);
    for (Vouched word : Vouched.values()) {
      (word == Vouched.WRITTEN ? every(word).stream().map(Dated::done) : of(word).stream())
          .max(Comparator.comparingLong(DutyState.Done::at))
          .ifPresent(done -> known.put(word, done));
    }
    return known;
  }

  private List<Dated> written() {
    List<Dated> done = new ArrayList<>();
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
    done.sort(BY_MOMENT);
    return done;
  }

  /**
   * Nobody was told, and nobody confirmed, while a moment that is still ahead is among those said.
   */
  private List<Dated> further(DutyRule.Further further, Vouched word) {
    List<Dated> done = new ArrayList<>();
    DutyRule.Done by = rule.done();
    if (by.field().isPresent()) {
      if (NoticeReceipts.settle(subject)) {
        NoticeReceipts.of(subject, word).ifPresent(one -> done.add(new Dated(one, true)));
      } else if (further.when().holds(subject) && !ahead(subject, further.at())) {
        done.addAll(answers(subject, further.at()));
      }
    } else {
      for (SubjectFacts entry : subject.entries(by.entry().orElse(""))) {
        if (entry.entry != null && counts(by, entry) && NoticeReceipts.settle(entry)) {
          NoticeReceipts.of(entry, word).ifPresent(one -> done.add(new Dated(one, true)));
        } else if (entry.entry != null
            && counts(by, entry)
            && further.when().holds(entry)
            && !ahead(entry, further.at())) {
          done.add(told(entry, further));
        }
      }
      done.sort(BY_MOMENT);
    }
    return done;
  }

  private static boolean ahead(SubjectFacts facts, String at) {
    return Duties.latest(facts, at).orElse(Long.MIN_VALUE) > facts.record.context.now();
  }

  /** The answers of a field, the latest moment first. */
  private static List<Dated> answers(SubjectFacts subject, String name) {
    List<Dated> done = new ArrayList<>();
    Field field = subject.fields.get(name);
    if (field != null) {
      for (Answer answer : field.standing()) {
        OptionalLong moment =
            answer.value() instanceof Json.Text text
                ? Days.moment(text.value())
                : OptionalLong.empty();
        done.add(
            new Dated(
                new DutyState.Done(answer.id(), answer.author(), moment.orElse(answer.wall())),
                moment.isPresent()));
      }
    }
    if (field == null && subject.record.reading.number() > 1 && subject.at(name) != null) {
      done.add(of(subject, name)); // an answer that the entry was added with
    }
    done.sort(BY_MOMENT.reversed());
    return done;
  }

  private static boolean counts(DutyRule.Done by, SubjectFacts entry) {
    for (Map.Entry<String, Json> wanted : by.with().members().entrySet()) {
      if (!wanted.getValue().equals(entry.at(wanted.getKey()))) {
        return false;
      }
    }
    return !by.counts().isPresent() || by.counts().get().holds(entry);
  }

  private static Dated of(SubjectFacts facts, String at) {
    Answer added =
        Optional.ofNullable(facts.entry)
            .flatMap(Entry::firstAdded)
            .map(Entry.Added::by)
            .orElseGet(() -> firstAnswer(facts));
    OptionalLong moment = at.isEmpty() ? OptionalLong.empty() : Duties.latest(facts, at);
    return new Dated(
        new DutyState.Done(added.id(), added.author(), moment.orElse(added.wall())),
        moment.isPresent());
  }

  /**
   * That somebody was told of an entry, or confirmed it: by the last of the answers that together
   * say so. Who wrote the entry said nothing of that. The moment is the one that is said.
   */
  private static Dated told(SubjectFacts entry, DutyRule.Further further) {
    Dated written = of(entry, further.at());
    Set<String> names = new TreeSet<>(Set.of(further.at()));
    read(further.when(), entry, names);
    List<Answer> saying = new ArrayList<>();
    for (String name : names) {
      Field field = entry.fields.get(name);
      Entry.Added added = field == null ? entry.addedWith(name) : null;
      if (field != null) {
        saying.addAll(field.standing());
      } else if (added != null) {
        saying.add(added.by());
      }
    }
    return saying.stream()
        .max(Comparator.comparing(Answer::hlc).thenComparing(Answer::id))
        .map(last -> new DutyState.Done(last.id(), last.author(), written.done.at()))
        .map(done -> new Dated(done, written.named))
        .orElse(written);
  }

  /** The names that a condition on an entry looks at, by way of shared facts too. */
  private static void read(JsonLogic condition, SubjectFacts entry, Set<String> names) {
    Map<String, FactRule> facts =
        entry.record.form.factsByEach().getOrDefault(entry.collection, Map.of());
    for (String path : condition.paths()) {
      FactRule fact = facts.get(path);
      if (names.add(path) && fact != null && !fact.count().isPresent()) {
        read(fact.rule(), entry, names);
      }
    }
  }

  private static Answer firstAnswer(SubjectFacts facts) {
    return facts.fields.values().stream()
        .flatMap(field -> field.standing().stream())
        .min(Comparator.comparing(Answer::id))
        .orElseThrow(IllegalStateException::new);
  }
}
