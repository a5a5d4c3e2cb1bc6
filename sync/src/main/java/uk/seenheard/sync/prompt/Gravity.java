package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.reading.Days;

/**
 * Protective reading: which of the answers that stand against each other acts until a person has
 * decided. The gravest in the field's order; else one that the form marks as a concern; all codes
 * of all lists; the largest count; else the one given last.
 */
final class Gravity {
  private static final String BORN = "dob";

  private Gravity() {}

  static Json acting(Field field, @Nullable FormField known) {
    List<Answer> standing = field.standing();
    if (standing.size() == 1) {
      return standing.get(0).value();
    }
    if (standing.isEmpty()) {
      return Json.NULL;
    }
    Json acting = standing.get(0).value();
    for (int i = 1; i < standing.size(); i++) {
      acting = graver(acting, standing.get(i).value(), known);
    }
    return acting;
  }

  private static Json graver(Json one, Json later, @Nullable FormField known) {
    if (one.equals(later)) {
      return one;
    }
    if (one instanceof Json.Arr first && later instanceof Json.Arr second) {
      List<Json> all = new ArrayList<>(first.items());
      for (Json item : second.items()) {
        if (!all.contains(item)) {
          all.add(item);
        }
      }
      return Json.list(all);
    }
    if (one instanceof Json.Num first && later instanceof Json.Num second) {
      return first.value().compareTo(second.value()) >= 0 ? one : later;
    }
    if (known == null) {
      return later;
    }
    int first = rank(one, known);
    int second = rank(later, known);
    return first > second ? one : later;
  }

  /** Whether an answer that was replaced is graver than what acts now. */
  static boolean lowered(@Nullable Field field, @Nullable FormField known) {
    if (field == null || known == null) {
      return false;
    }
    int acting = rank(acting(field, known), known);
    for (Answer replaced : field.replaced()) {
      if (rank(replaced.value(), known) > acting) {
        return true;
      }
    }
    return false;
  }

  /**
   * The answer that was replaced by a lesser one: a larger count, an earlier date of birth (a child
   * made younger is asked less), a graver code, a concern that no answer marks any more. Null when
   * nothing was taken back.
   */
  static @Nullable Json takenBack(Field field, FormField known) {
    Json acting = acting(field, known);
    for (int i = field.replaced().size() - 1; i >= 0; i--) {
      Answer replaced = field.replaced().get(i);
      if (isLess(acting, replaced.value(), known)) {
        return replaced.value();
      }
    }
    return null;
  }

  private static boolean isLess(Json now, Json before, FormField known) {
    if (before instanceof Json.Num larger && now instanceof Json.Num smaller) {
      return larger.value().compareTo(smaller.value()) > 0;
    }
    if (known.type() == FieldType.DATE && known.name().equals(BORN)) {
      return isDay(before) && isDay(now) && text(now).compareTo(text(before)) > 0;
    }
    if (before instanceof Json.Arr list) {
      // One concern in place of another is a correction; none in place of one is taken back.
      return list.items().stream().anyMatch(known.concern()::contains)
          && !(now instanceof Json.Arr left
              && left.items().stream().anyMatch(known.concern()::contains));
    }
    return known.concern().contains(before)
        ? !known.concern().contains(now) || rank(before, known) > rank(now, known)
        : !known.graver().isEmpty() && rank(before, known) > rank(now, known);
  }

  private static boolean isDay(Json value) {
    return Days.parse(text(value)).isPresent();
  }

  private static String text(Json value) {
    return value instanceof Json.Text text ? text.value() : "";
  }

  /** The place in the order of gravity; a concern is graver than what the order does not know. */
  private static int rank(Json value, FormField known) {
    String code = "";
    if (value instanceof Json.Text text) {
      code = text.value();
    } else if (value instanceof Json.Obj register) {
      code = register.text("grade").orElse("");
    }
    int place = known.graver().indexOf(code);
    return place >= 0 ? place + 1 : known.concern().contains(value) ? 1 : 0;
  }
}
