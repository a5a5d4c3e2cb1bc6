package uk.seenheard.sync.incident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.reading.Words;

/**
 * The notices of a record, and how far it vouches for each: one that is written has not been told,
 * one that was told has not been confirmed.
 */
public final class Notices {
  /** The grade of a notice that nobody graded: neither low nor urgent. */
  public static final String NOT_GRADED = "not-graded";

  private static final String REFERRAL = "referral";
  private static final String STATEMENT = "statement";
  private static final String CARRIES = "carries.";

  /** The most urgent first. */
  private static final List<String> GRADES =
      Collections.unmodifiableList(Arrays.asList("red", "amber", "green"));

  private Notices() {}

  /**
   * A notice.
   *
   * @param at its entry
   * @param standing the furthest of the three words that its record gives
   * @param grade how urgent it was graded, where officers differ the most urgent; {@link
   *     #NOT_GRADED} when nobody has
   * @param said the child's words that go with it: statements that still stand and that somebody
   *     picked; where officers differ, they go
   */
  public record Notice(FieldPath at, Vouched standing, String grade, List<FieldPath> said) {
    /** Copies the list. */
    public Notice {
      said = List.copyOf(said);
    }
  }

  /** Every notice that is not crossed out, in the order of addition. */
  public static List<Notice> of(IncidentRecord record) {
    List<Notice> notices = new ArrayList<>();
    for (Entry entry : Incident.of(record).entries(REFERRAL)) {
      boolean told =
          all(record, entry, "toldWho", Notices::describes)
              && all(record, entry, "toldBy", Notices::says)
              && all(record, entry, "toldAt", Notices::isMoment);
      boolean confirmed = told && all(record, entry, "receipt", Notices::says);
      notices.add(
          new Notice(
              entry.at(),
              confirmed ? Vouched.CONFIRMED : told ? Vouched.TOLD : Vouched.WRITTEN,
              grade(record, entry),
              said(record, entry)));
    }
    return notices;
  }

  private static List<FieldPath> said(IncidentRecord record, Entry notice) {
    List<FieldPath> said = new ArrayList<>();
    for (Entry statement : Incident.of(record).entries(STATEMENT)) {
      if (any(record, notice, CARRIES + statement.at().name(), Json.of("yes")::equals)) {
        said.add(statement.at());
      }
    }
    return said;
  }

  private static String grade(IncidentRecord record, Entry entry) {
    for (String grade : GRADES) {
      if (any(record, entry, "grade", Json.of(grade)::equals)) {
        return grade;
      }
    }
    return NOT_GRADED;
  }

  private static boolean any(
      IncidentRecord record, Entry entry, String name, Predicate<Json> kind) {
    return record
        .field(entry.at(), name)
        .map(field -> field.standing().stream().map(Answer::value).anyMatch(kind))
        .orElseGet(() -> given(entry, name).anyMatch(kind));
  }

  /** Whether there is an answer, and all that stand are of that kind. */
  private static boolean all(
      IncidentRecord record, Entry entry, String name, Predicate<Json> kind) {
    Optional<Field> field = record.field(entry.at(), name);
    if (field.isPresent()) {
      return !field.get().standing().isEmpty()
          && field.get().standing().stream().map(Answer::value).allMatch(kind);
    }
    return given(entry, name).anyMatch(kind);
  }

  /** What an entry was added with. */
  private static Stream<Json> given(Entry entry, String name) {
    return entry.added().stream()
        .map(added -> added.by().value())
        .filter(value -> value instanceof Json.Obj object && object.get(name).isPresent())
        .map(value -> ((Json.Obj) value).get(name).orElse(Json.NULL));
  }

  private static boolean describes(Json value) {
    return value instanceof Json.Text text && Words.describes(text.value());
  }

  private static boolean says(Json value) {
    return value instanceof Json.Text text && Words.says(text.value());
  }

  private static boolean isMoment(Json value) {
    return value instanceof Json.Text text && Days.moment(text.value()).isPresent();
  }
}
