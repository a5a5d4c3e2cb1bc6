package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.DutyRule;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.PromptRule;
import uk.seenheard.sync.logic.JsonLogic;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.reading.Days;

/**
 * The duties of an incident and their clocks, computed from the incident and its context.
 *
 * <p>Moments carry their offset, so that nothing here needs a time zone; deadlines that need
 * calendars (the next school day) come in through the context. While the moment from which a duty
 * counts is contradicted, the earliest of the standing answers counts; while what was done is, the
 * latest does.
 */
public final class Duties {
  private static final long MINUTE = 60_000L;
  private static final int MOST_DEADLINES = 1_000;

  private Duties() {}

  /** Every duty that applies, the earliest deadline first, those without one last. */
  public static List<DutyState> of(IncidentRecord incident, Form form, Context context) {
    RecordFacts record = new RecordFacts(incident, form, context);
    List<DutyState> duties = new ArrayList<>();
    for (DutyRule rule : form.duties()) {
      if (rule.each().equals(PromptRule.INCIDENT)) {
        add(rule, record.incident, duties);
      } else {
        for (SubjectFacts subject : record.all(rule.each())) {
          add(rule, subject, duties);
        }
      }
    }
    duties.sort(Comparator.comparingLong(duty -> duty.due().orElse(Long.MAX_VALUE)));
    return duties;
  }

  private static void add(DutyRule rule, SubjectFacts subject, List<DutyState> duties) {
    if (!rule.when().isPresent() || rule.when().get().holds(subject)) {
      duties.add(duty(rule, subject));
    }
  }

  private static DutyState duty(DutyRule rule, SubjectFacts subject) {
    OptionalLong since = since(rule, subject);
    OptionalLong first = OptionalLong.empty();
    if (rule.deadline().isPresent()) {
      first = deadline(subject, rule.deadline().get());
    } else if (since.isPresent()) {
      first = after(since.getAsLong(), rule.within(), subject);
    }
    if (rule.moved().isPresent() && first.isPresent()) {
      first = OptionalLong.of(moved(rule.moved().get(), subject, first.getAsLong()));
    }
    List<DutyState.Done> done =
        new DutyEvidence(rule, subject, begins(rule, subject)).of(rule.settledBy());
    OptionalLong until =
        rule.until().isPresent() ? latest(subject, rule.until().get()) : OptionalLong.empty();
    return rule.every().isPresent()
        ? recurring(rule, subject, since, first, done, until)
        : once(rule, subject, since, first, done, until);
  }

  private static DutyState once(
      DutyRule rule,
      SubjectFacts subject,
      OptionalLong since,
      OptionalLong due,
      List<DutyState.Done> done,
      OptionalLong until) {
    long now = subject.record.context.now();
    if (!done.isEmpty()) {
      DutyState.Done first = done.get(0);
      boolean late = due.isPresent() && first.at() > due.getAsLong();
      DutyState.Phase phase = late ? DutyState.Phase.SETTLED_LATE : DutyState.Phase.SETTLED;
      return state(rule, subject, since, due, phase, Optional.of(first), late ? 1 : 0);
    }
    // When a deadline is not known nobody can say that it was kept (from reading 2 on).
    boolean unknown = !due.isPresent() && subject.record.reading.number() == 1;
    if (until.isPresent()
        && (unknown || (due.isPresent() && until.getAsLong() <= due.getAsLong()))) {
      return state(
          rule, subject, since, OptionalLong.empty(), DutyState.Phase.SETTLED, Optional.empty(), 0);
    }
    DutyState.Phase phase = running(rule, due, now);
    int missed = phase == DutyState.Phase.BREACHED ? 1 : 0;
    return state(rule, subject, since, due, phase, Optional.empty(), missed);
  }

  /** Each time it was done sets the next deadline; nothing more falls due after {@code until}. */
  private static DutyState recurring(
      DutyRule rule,
      SubjectFacts subject,
      OptionalLong since,
      OptionalLong first,
      List<DutyState.Done> done,
      OptionalLong until) {
    if (!first.isPresent()) {
      return state(rule, subject, since, first, DutyState.Phase.WAITING, last(done), 0);
    }
    long now = subject.record.context.now();
    long due = first.getAsLong();
    int missed = 0;
    for (DutyState.Done one : done) {
      if (rule.keeps() && one.at() > due) {
        long step = step(rule, subject, due);
        long passed = Math.min(MOST_DEADLINES, 1 + (one.at() - due - 1) / step);
        missed += (int) passed;
        due += passed * step;
      } else {
        missed += one.at() > due ? 1 : 0;
        due = Math.max(due, after(one.at(), rule.every(), subject).orElse(due));
      }
    }
    boolean ended = until.isPresent() && until.getAsLong() <= due;
    if (ended) {
      DutyState.Phase phase = missed > 0 ? DutyState.Phase.SETTLED_LATE : DutyState.Phase.SETTLED;
      return state(rule, subject, since, OptionalLong.empty(), phase, last(done), missed);
    }
    DutyState.Phase phase = running(rule, OptionalLong.of(due), now);
    long step = step(rule, subject, due);
    long end = until.isPresent() ? Math.min(now, until.getAsLong()) : now;
    if (end > due) {
      missed += (int) Math.min(MOST_DEADLINES, 1 + (end - due - 1) / step);
    }
    return state(rule, subject, since, OptionalLong.of(due), phase, last(done), missed);
  }

  private static long step(DutyRule rule, SubjectFacts subject, long due) {
    return Math.max(MINUTE, after(due, rule.every(), subject).orElse(due) - due);
  }

  /** The deadline of a field: of several that stand the earliest; of a day, the end of it. */
  private static OptionalLong deadline(SubjectFacts subject, String path) {
    if (subject.record.reading.number() == 1) {
      return moment(subject.at(path));
    }
    Field field = subject.fields.get(path);
    if (field == null || field.standing().size() < 2) {
      return subject.moment(path);
    }
    OptionalLong earliest = OptionalLong.empty();
    for (Answer answer : field.standing()) {
      OptionalLong one = subject.moment(path, answer.value());
      if (one.isPresent() && one.getAsLong() < earliest.orElse(Long.MAX_VALUE)) {
        earliest = one;
      }
    }
    return earliest;
  }

  /** What was made while the deadline before it ran moves it; what came after that is too late. */
  private static long moved(DutyRule.Moved moved, SubjectFacts subject, long first) {
    List<SubjectFacts> entries = new ArrayList<>(subject.entries(moved.entry()));
    entries.removeIf(entry -> !moved.counts().map(rule -> rule.holds(entry)).orElse(true));
    entries.sort(
        Comparator.comparingLong(entry -> latest(entry, moved.at()).orElse(Long.MAX_VALUE)));
    long due = first;
    for (SubjectFacts entry : entries) {
      OptionalLong to = earliest(entry, moved.to());
      if (latest(entry, moved.at()).orElse(Long.MAX_VALUE) <= due && to.isPresent()) {
        due = Math.max(due, to.getAsLong());
      }
    }
    return due;
  }

  private static Optional<DutyState.Done> last(List<DutyState.Done> done) {
    return done.isEmpty() ? Optional.empty() : Optional.of(done.get(done.size() - 1));
  }

  private static DutyState.Phase running(DutyRule rule, OptionalLong due, long now) {
    if (!due.isPresent()) {
      return DutyState.Phase.WAITING;
    }
    if (now > due.getAsLong()) {
      return DutyState.Phase.BREACHED;
    }
    return now >= due.getAsLong() - rule.warn() * MINUTE
        ? DutyState.Phase.WARNED
        : DutyState.Phase.DUE;
  }

  private static DutyState state(
      DutyRule rule,
      SubjectFacts subject,
      OptionalLong since,
      OptionalLong due,
      DutyState.Phase phase,
      Optional<DutyState.Done> done,
      int missed) {
    return new DutyState(
        rule.id(),
        rule.finding(),
        subject.path,
        rule.title().filled(place -> Asking.place(place, subject, null)),
        since,
        due,
        due.isPresent() ? OptionalLong.of(due.getAsLong() - rule.warn() * MINUTE) : due,
        phase,
        done,
        rule.settledBy(),
        new DutyEvidence(rule, subject, begins(rule, subject)).known(),
        missed,
        rule.prompt(),
        rule.source());
  }

  /**
   * The moment before which nothing can have done a duty: what is dated earlier was done about
   * something else. Only the moment from which it counts says so; those that stand in for it while
   * it is not known (when police were there, when the server heard of it) are later than it, and
   * what was done before them may well have been done.
   */
  private static OptionalLong begins(DutyRule rule, SubjectFacts subject) {
    return rule.from().isEmpty() || subject.record.reading.number() == 1
        ? OptionalLong.empty()
        : earliest(subject, rule.earliest().orElse(rule.from().get(0)));
  }

  private static OptionalLong since(DutyRule rule, SubjectFacts subject) {
    for (String path : rule.from()) {
      OptionalLong moment = earliest(subject, path);
      if (moment.isPresent()) {
        return moment;
      }
    }
    return OptionalLong.empty();
  }

  /** The earliest of the moments that stand in a field, or what the path gives otherwise. */
  private static OptionalLong earliest(SubjectFacts subject, String path) {
    Field field = subject.fields.get(path);
    if (field == null) {
      return moment(subject.at(path));
    }
    OptionalLong earliest = OptionalLong.empty();
    for (Answer answer : field.standing()) {
      OptionalLong moment = moment(answer.value());
      if (!earliest.isPresent()
          || (moment.isPresent() && moment.getAsLong() < earliest.getAsLong())) {
        earliest = moment;
      }
    }
    return earliest;
  }

  /** The latest of the moments that stand in a field, or what the path gives otherwise. */
  static OptionalLong latest(SubjectFacts subject, String path) {
    Field field = subject.fields.get(path);
    if (field == null) {
      return moment(subject.at(path));
    }
    OptionalLong latest = OptionalLong.empty();
    for (Answer answer : field.standing()) {
      OptionalLong moment = moment(answer.value());
      if (moment.isPresent() && moment.getAsLong() > latest.orElse(Long.MIN_VALUE)) {
        latest = moment;
      }
    }
    return latest;
  }

  static OptionalLong moment(@Nullable Json value) {
    if (value instanceof Json.Text text) {
      return Days.moment(text.value());
    }
    if (value instanceof Json.Num number && number.whole().isPresent()) {
      return OptionalLong.of(number.value().longValueExact());
    }
    return OptionalLong.empty();
  }

  private static OptionalLong after(long moment, Optional<JsonLogic> rule, SubjectFacts subject) {
    Json minutes = rule.isPresent() ? rule.get().apply(subject) : Json.NULL;
    return minutes instanceof Json.Num number
        ? OptionalLong.of(moment + (long) (number.value().doubleValue() * MINUTE))
        : OptionalLong.empty();
  }
}
