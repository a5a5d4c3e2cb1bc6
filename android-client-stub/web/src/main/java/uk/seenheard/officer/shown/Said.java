package uk.seenheard.officer.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;

/** Plain words for what forms name by a short one: collections, members of registers, answers. */
final class Said {
  private static final Map<String, String> MANY =
      Map.ofEntries(
          Map.entry("child", "Children"),
          Map.entry("adult", "Adults"),
          Map.entry("statement", "What was said"),
          Map.entry("action", "Actions"),
          Map.entry("referral", "Notices and referrals"),
          Map.entry("crime", "Crimes"),
          Map.entry("discussion", "Discussions with partners"),
          Map.entry("footage", "Footage"),
          Map.entry("attendance", "Cameras"),
          Map.entry("mark", "Marks"),
          Map.entry("review", "Reviews"),
          Map.entry("extension", "Extensions of detention"),
          Map.entry("assessment", "Assessments"),
          Map.entry("interview", "Interviews"));

  private static final Map<String, String> ONE =
      Map.of(
          "statement", "Words",
          "referral", "Notice or referral",
          "discussion", "Discussion");

  private static final Map<String, String> MEMBER =
      Map.of("reasons", "Because", "rationale", "Why it is graded so now", "answers", "Answers");

  private static final String GRADES = "risk-grade";

  private Said() {}

  /** What several entries of a collection are called. */
  static String many(String collection) {
    return MANY.getOrDefault(collection, begun(collection));
  }

  /** What one is called. */
  static String one(String collection) {
    return ONE.getOrDefault(collection, begun(collection));
  }

  /** A word as a sentence begins with it. */
  static String begun(String word) {
    String spaced = word.replace('-', ' ');
    return spaced.isEmpty()
        ? spaced
        : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }

  /** What a member of a register is called. */
  static String member(String name) {
    return MEMBER.getOrDefault(name, begun(name));
  }

  /** A grade as people read it. */
  static String grade(Form form, String code) {
    return form.codeList(GRADES)
        .flatMap(list -> list.code(code))
        .map(known -> known.label())
        .orElse(begun(code));
  }

  /** An answer in the form's words; dates and times stay as they are, the page shows them. */
  static String answer(Form form, Optional<FormField> field, Json value) {
    Optional<CodeList> codes = field.flatMap(FormField::codes).flatMap(form::codeList);
    if (value instanceof Json.Text text) {
      return codes.map(list -> list.label(text.value())).orElse(text.value());
    }
    if (value instanceof Json.Arr list) {
      List<String> items = new ArrayList<>();
      list.items().forEach(item -> items.add(answer(form, field, item)));
      return items.isEmpty() ? "None" : String.join(", ", items);
    }
    if (value instanceof Json.Obj register) {
      List<String> parts = new ArrayList<>();
      register
          .members()
          .forEach((name, part) -> parts.add(member(name) + ": " + part(form, field, name, part)));
      return String.join(". ", parts);
    }
    return value.canonical();
  }

  private static String part(Form form, Optional<FormField> field, String name, Json part) {
    if (!(part instanceof Json.Text text)) {
      return part.canonical();
    }
    if (name.equals(FormField.GRADE)) {
      return grade(form, text.value());
    }
    return field
        .flatMap(known -> Optional.ofNullable(known.members().get(name)))
        .flatMap(form::codeList)
        .map(list -> list.label(text.value()))
        .orElse(text.value());
  }
}
