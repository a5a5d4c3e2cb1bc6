package uk.seenheard.handset.jvm.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FormField;

/**
 * Reads what an officer typed as the form types the field and never as it looks: {@code 0012345} in
 * a text stays those digits. What the form does not know is refused with what it does know.
 */
final class Typed {
  private static final Pattern MEMBER = Pattern.compile("\\s[A-Za-z]+=");
  private static final String UNSAVED = " Nothing was saved.";

  private final Handset handset;
  private final String incident;
  private final Asked asked;

  Typed(Handset handset, String incident, Asked asked) {
    this.handset = handset;
    this.incident = incident;
    this.asked = asked;
  }

  /**
   * The value of a field of a collection ({@code ""}: of the incident), as it was typed. Before the
   * form has come nothing is known of the field: then it is a text.
   *
   * @throws CaptureRefused when the form knows no such field, or the field no such answer
   */
  static Json value(
      Handset handset, String incident, String collection, String name, String typed) {
    Optional<Asked> asked = handset.asked(incident);
    if (!asked.isPresent()) {
      return Json.of(typed);
    }
    return new Typed(handset, incident, asked.get())
        .value(field(asked.get(), collection, name), typed);
  }

  /** The field of a form; one that is asked for each child is named with the child behind a dot. */
  static FormField field(Asked asked, String collection, String name) {
    Optional<FormField> whole = asked.form().field(collection, name);
    int point = name.indexOf('.');
    if (whole.isPresent() || point < 0) {
      return whole.orElseThrow(() -> unknown(asked, collection, name));
    }
    return asked
        .form()
        .field(collection, name.substring(0, point))
        .filter(field -> field.per().isPresent())
        .orElseThrow(() -> unknown(asked, collection, name));
  }

  private static CaptureRefused unknown(Asked asked, String collection, String name) {
    List<String> fields =
        asked.form().fieldsOf(collection).stream()
            .map(FormField::name)
            .collect(Collectors.toList());
    String of = collection.isEmpty() ? "the incident" : a(collection);
    return new CaptureRefused(
        "The form asks nothing called \""
            + name
            + "\" of "
            + of
            + "."
            + UNSAVED
            + " "
            + Nearest.of(name, "It asks of " + of, fields));
  }

  private static String a(String collection) {
    return ("aeiou".indexOf(collection.charAt(0)) < 0 ? "a " : "an ") + collection;
  }

  Json value(FormField field, String typed) {
    switch (field.type()) {
      case TIME:
        return Json.of(typed.equals("now") ? Moments.now() : typed);
      case COUNT:
        return Json.of(count(typed));
      case CODE:
        return Json.of(code(field, typed));
      case CODES:
        return codes(field, typed);
      case ENTRY:
        return Json.of(HandsetAction.path(handset, incident, typed).text());
      case REGISTER:
        return register(field, typed);
      default:
        return Json.of(typed);
    }
  }

  private static long count(String typed) {
    if (!typed.matches("[0-9]{1,6}")) {
      throw new CaptureRefused("Answer with a whole number, such as 2." + UNSAVED);
    }
    return Long.parseLong(typed);
  }

  private Json codes(FormField field, String typed) {
    boolean listed = typed.startsWith("[") && typed.endsWith("]");
    String inside = listed ? typed.substring(1, typed.length() - 1).trim() : typed;
    List<String> chosen = new ArrayList<>();
    if (!inside.isEmpty() && !inside.equalsIgnoreCase("none")) {
      for (String one : inside.split("[ ,]+", -1)) {
        chosen.add(code(field, one));
      }
    } else if (find(field, inside).isPresent()) {
      chosen.add(code(field, inside));
    }
    return Json.texts(chosen);
  }

  private Optional<Code> find(FormField field, String typed) {
    return asked.codes(field).flatMap(list -> code(list, typed));
  }

  private String code(FormField field, String typed) {
    return find(field, typed)
        .map(Code::code)
        .orElseThrow(() -> refused(field.label(), asked.codes(field).orElse(NONE), typed));
  }

  private static final CodeList NONE = CodeList.of("", new ArrayList<>());

  private static CaptureRefused refused(String label, CodeList list, String typed) {
    List<String> codes = list.codes().stream().map(Code::code).collect(Collectors.toList());
    return new CaptureRefused(
        "\""
            + typed
            + "\" is none of the choices of \""
            + label
            + "\"."
            + UNSAVED
            + " "
            + Nearest.of(typed, "The choices", codes)
            + " Where nobody knows: next \"not known because …\"");
  }

  /** A choice by its code, its words or its number in the list. */
  static Optional<Code> code(CodeList list, String typed) {
    for (Code code : list.codes()) {
      if (code.code().equalsIgnoreCase(typed) || code.label().equalsIgnoreCase(typed)) {
        return Optional.of(code);
      }
    }
    if (typed.matches("[0-9]{1,3}")) {
      int number = Integer.parseInt(typed);
      if (number >= 1 && number <= list.codes().size()) {
        return Optional.of(list.codes().get(number - 1));
      }
    }
    return Optional.empty();
  }

  /**
   * A register is typed as {@code grade=high tool=dash reasons=…}; the last member takes the rest.
   */
  private Json register(FormField field, String typed) {
    Json.Builder register = Json.object();
    String rest = typed.trim();
    if (!rest.matches("(?s)[A-Za-z]+=.*")) {
      throw new CaptureRefused(
          "Answer such as: grade=high tool=dash reasons=what it rests on." + UNSAVED);
    }
    while (!rest.isEmpty()) {
      int equals = rest.indexOf('=');
      String name = rest.substring(0, equals);
      String after = rest.substring(equals + 1);
      Matcher next = MEMBER.matcher(after);
      int end = next.find() ? next.start() : after.length();
      register.put(name, member(field, name, after.substring(0, end).trim()));
      rest = after.substring(end).trim();
    }
    return register.build();
  }

  private String member(FormField field, String name, String typed) {
    if (name.equals(FormField.GRADE) && !field.graver().isEmpty()) {
      if (!field.graver().contains(typed)) {
        throw new CaptureRefused(
            "\""
                + typed
                + "\" is no grade."
                + UNSAVED
                + " "
                + Nearest.of(typed, "The grades", field.graver()));
      }
      return typed;
    }
    Optional<CodeList> list =
        Optional.ofNullable(field.members().get(name)).flatMap(asked.form()::codeList);
    return list.isPresent()
        ? code(list.get(), typed)
            .map(Code::code)
            .orElseThrow(() -> refused(name, list.get(), typed))
        : typed;
  }
}
