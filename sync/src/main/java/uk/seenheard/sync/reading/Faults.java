package uk.seenheard.sync.reading;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;

/**
 * What is wrong with an answer, in a sentence for the officer. Nothing is refused or corrected: the
 * answer stands as typed, and its prompt says this beside it.
 *
 * <p>What cannot be an answer is a fault. What can, and is hardly ever true, is only doubted: it
 * answers as soon as whoever gave it says why it is so, because a bound of what is plausible must
 * never keep what is true out of the record.
 */
final class Faults {
  private static final long TOLERATED_CLOCK_MILLIS = 300_000;

  private static final long FIRST_MOMENT = Days.of(1900, 1, 1) * 86_400_000L;
  private static final OptionalLong NO_MOMENT = OptionalLong.empty();
  private static final String OTHER = "other";

  /** Years that a moment is believed to lie away. */
  private static final long YEARS = 5;

  private static final long DAYS_OF_YEAR = 366;
  private static final long DAY_MILLIS = 86_400_000L;

  /** Characters of an unknown code that its sentence repeats. */
  private static final int MOST_SHOWN = 60;

  private static final String REALLY = " If it is so, answer it again and give the reason.";

  private Faults() {}

  static @Nullable String of(FormField field, Json value, Form form, Moment moment) {
    switch (field.type()) {
      case TEXT:
        return value instanceof Json.Text text
            ? Texts.fault(field, text.value(), form)
            : Texts.NEEDS_WORDS;
      case CODE:
        return code(field, value, form);
      case CODES:
        return codes(field, value, form);
      case COUNT:
        return count(value);
      case DATE:
        return day(value).isPresent() ? null : "This needs a day, such as 2026-11-22.";
      case TIME:
        return time(value, form);
      case ENTRY:
        return value instanceof Json.Text text && !FieldPath.fault(text.value()).isPresent()
            ? null
            : "This needs one of the people or things recorded here.";
      default:
        return value instanceof Json.Obj object && !object.members().isEmpty()
            ? register(field, object, form)
            : "This needs its answers all together.";
    }
  }

  /** Why an answer that may be true is hardly ever so, as a question; null for any other. */
  static @Nullable String doubt(FormField field, Json value, Form form, Moment moment) {
    String doubt =
        switch (field.type()) {
          case COUNT -> count(field, value);
          case DATE -> date(field, value, form, moment);
          case TIME -> time(field, value, form, moment);
          default -> null;
        };
    return doubt == null ? null : doubt + REALLY;
  }

  private static @Nullable String code(FormField field, Json value, Form form) {
    CodeList list = form.codeList(field.codes().orElse("")).orElseThrow(IllegalStateException::new);
    if (!(value instanceof Json.Text text)) {
      return "This needs one of the answers offered.";
    }
    return list.byCode().containsKey(text.value())
        ? null
        : shown(value) + " is not one of the answers offered.";
  }

  private static @Nullable String codes(FormField field, Json value, Form form) {
    if (!(value instanceof Json.Arr list)) {
      return "This needs a list of the answers offered, which may be empty.";
    }
    for (int i = 0; i < list.items().size(); i++) {
      String fault = code(field, list.items().get(i), form);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  /** A register is one answer: what is wrong with a member is wrong with all of it. */
  private static @Nullable String register(FormField field, Json.Obj register, Form form) {
    Map<String, Json> members = register.members();
    for (String name : members.keySet()) {
      String fault = member(field, name, members.get(name), form);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static @Nullable String member(FormField field, String name, Json value, Form form) {
    if (name.equals(FormField.GRADE) && !field.graver().isEmpty()) {
      return value instanceof Json.Text grade && field.graver().contains(grade.value())
          ? null
          : shown(value) + " is not a grade here: " + String.join(", ", field.graver()) + '.';
    }
    CodeList list = form.codeList(field.members().getOrDefault(name, "")).orElse(null);
    if (list != null) {
      return value instanceof Json.Text code && list.byCode().containsKey(code.value())
          ? null
          : shown(value) + " is not one of the answers offered for \"" + name + "\".";
    }
    if (value instanceof Json.Text text) {
      String fault = Texts.fault(field, text.value(), form);
      return fault == null ? null : Texts.ofMember(name, fault);
    }
    return value instanceof Json.Obj ? null : Texts.ofMember(name, Texts.NEEDS_WORDS);
  }

  private static String shown(Json value) {
    String shown = value instanceof Json.Text text ? text.value() : value.canonical();
    return '"' + (shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + '…' : shown) + '"';
  }

  private static @Nullable String count(Json value) {
    if (!(value instanceof Json.Num number) || !number.whole().isPresent()) {
      return "This needs a whole number.";
    }
    long count = number.value().longValueExact();
    return count < 0 ? count + " is below 0." : null;
  }

  private static @Nullable String count(FormField field, Json value) {
    long count =
        value instanceof Json.Num number && number.whole().isPresent()
            ? number.value().longValueExact()
            : 0;
    return count > field.most()
        ? "Really " + count + "? More than " + field.most() + " is hardly ever so."
        : null;
  }

  private static OptionalLong day(Json value) {
    return value instanceof Json.Text text ? Days.parse(text.value()) : OptionalLong.empty();
  }

  private static @Nullable String date(FormField field, Json value, Form form, Moment moment) {
    OptionalLong day = day(value);
    if (!day.isPresent()) {
      return null;
    }
    if (day.getAsLong() > moment.today() && !field.ahead()) {
      return "This day lies in the future.";
    }
    if (form.reading() > 1 && field.ahead() && isFar(field, day.getAsLong(), moment)) {
      return "This day lies years away: check the year.";
    }
    // Reading 1 counted on the day of opening: a child of 17 was no child any more a day later.
    long on = form.reading() == 1 ? moment.today() : Math.max(moment.happened(), day.getAsLong());
    long years = Math.floorDiv(Days.months(day.getAsLong(), on), 12L);
    return years > field.most() ? "That is " + years + " years ago." : null;
  }

  private static @Nullable String time(Json value, Form form) {
    OptionalLong at = value instanceof Json.Text text ? moment(text.value(), form) : NO_MOMENT;
    if (!at.isPresent()) {
      return "This needs a day and a time, such as 2026-11-22T03:10Z.";
    }
    return form.reading() > 1 && at.getAsLong() < FIRST_MOMENT
        ? "This time lies before 1900."
        : null;
  }

  private static @Nullable String time(FormField field, Json value, Form form, Moment moment) {
    OptionalLong at = value instanceof Json.Text text ? moment(text.value(), form) : NO_MOMENT;
    if (!at.isPresent()) {
      return null;
    }
    if (form.reading() > 1 && isFar(field, Math.floorDiv(at.getAsLong(), DAY_MILLIS), moment)) {
      return "This time lies years away: check the year.";
    }
    return at.getAsLong() - TOLERATED_CLOCK_MILLIS > moment.now() && !field.ahead()
        ? "This time lies in the future."
        : null;
  }

  /**
   * Whether a day lies further away than anything of its kind: what happened may have been long
   * ago, but what is done about it is not done years before, and what is to be done in years is
   * never late. Without a clock to go by nothing is far.
   */
  private static boolean isFar(FormField field, long day, Moment moment) {
    if (moment.today() == Long.MAX_VALUE) {
      return false;
    }
    return day < moment.happened() - YEARS * DAYS_OF_YEAR
        || (field.ahead() && day > moment.today() + YEARS * DAYS_OF_YEAR);
  }

  /** A moment as a form reads it; from reading 2 on the spelling is strict. */
  private static OptionalLong moment(String text, Form form) {
    return form.reading() > 1 && !Days.isStrictMoment(text) ? NO_MOMENT : Days.moment(text);
  }

  static @Nullable String reason(Json value, CodeList reasons, Form form) {
    if (!(value instanceof Json.Obj reason) || !reason.text("code").isPresent()) {
      return "A reason needs a code.";
    }
    Code code = reasons.byCode().get(reason.text("code").orElse(""));
    if (code == null) {
      return shown(Json.of(reason.text("code").orElse(""))) + " is not one of the reasons offered.";
    }
    boolean needsWords = code.words() || (form.reading() > 1 && code.code().equals(OTHER));
    return needsWords && !Texts.standsAsReason(reason.text("words").orElse(""), form)
        ? "This reason says nothing without words of your own."
        : null;
  }
}
