package uk.seenheard.handset.jvm.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.prompt.PromptState;

/** Turns what an officer types at a question into an answer, an entry or a reason. */
final class Answering {
  private static final String NOT_KNOWN = "not known because ";

  private final Handset handset;
  private final String incident;
  private final Asked asked;
  private final PromptState prompt;

  Answering(Handset handset, String incident, Asked asked, PromptState prompt) {
    this.handset = handset;
    this.incident = incident;
    this.asked = asked;
    this.prompt = prompt;
  }

  /**
   * Takes what was typed.
   *
   * @throws CaptureRefused when it answers nothing; then nothing was saved
   */
  void take(String typed) {
    if (typed.toLowerCase(Locale.ROOT).startsWith(NOT_KNOWN)) {
      set(prompt.reasonField(), reason(typed.substring(NOT_KNOWN.length()).trim()));
    } else if (prompt.addsTo().isPresent()) {
      add(prompt.addsTo().get(), typed);
    } else {
      FieldPath field =
          prompt.asks().orElseThrow(() -> new IllegalStateException("a prompt asks for nothing"));
      set(
          field,
          asked.field(prompt).map(about -> value(about, typed)).orElseGet(() -> Json.of(typed)));
    }
  }

  private void set(FieldPath field, Json value) {
    handset.answer(incident, field, value, Optional.empty());
  }

  /** A reason is a code and words; words without a code go under "other". */
  private Json reason(String typed) {
    Optional<CodeList> reasons = asked.reasons(prompt);
    int space = typed.indexOf(' ');
    String first = space < 0 ? typed : typed.substring(0, space);
    Optional<Code> code = reasons.flatMap(list -> code(list, first));
    if (code.isPresent()) {
      String words = space < 0 ? "" : typed.substring(space + 1).trim();
      if (code.get().words() && words.isEmpty()) {
        throw new CaptureRefused("Say it in your own words after \"" + code.get().label() + "\".");
      }
      return Json.object().put("code", code.get().code()).put("words", words).build();
    }
    return Json.object().put("code", "other").put("words", typed).build();
  }

  private void add(String collection, String typed) {
    boolean person = collection.equals(Incident.CHILD) || collection.equals(Incident.ADULT);
    if (collection.equals(Incident.STATEMENT)) {
      handset.addEntry(incident, collection, prompt.with().with("words", Json.of(typed)), Map.of());
      return;
    }
    Map<String, Json> answers = new LinkedHashMap<>();
    if (person) {
      answers.put("name", Json.of(typed));
    } else {
      firstLeft(collection)
          .filter(field -> !typed.equalsIgnoreCase("yes"))
          .ifPresent(field -> answers.put(field.name(), value(field, typed)));
    }
    handset.addEntry(incident, collection, prompt.with(), answers);
  }

  /** The first field of an entry that its prompt leaves to the officer. */
  private Optional<FormField> firstLeft(String collection) {
    return asked.form().fieldsOf(collection).stream()
        .filter(field -> !prompt.with().members().containsKey(field.name()))
        .filter(field -> field.type() != FieldType.ENTRY)
        .findFirst();
  }

  private Json value(FormField field, String typed) {
    return switch (field.type()) {
      case TEXT, DATE -> Json.of(typed);
      case TIME -> Json.of(typed.equals("now") ? Moments.now() : typed);
      case COUNT -> Json.of(count(typed));
      case CODE -> Json.of(required(field, typed).code());
      case CODES -> codes(field, typed);
      case ENTRY -> Json.of(HandsetAction.path(handset, incident, typed).text());
      case REGISTER -> register(typed);
    };
  }

  private static long count(String typed) {
    if (!typed.matches("[0-9]{1,6}")) {
      throw new CaptureRefused("Answer with a number, such as 2. Nothing was saved.");
    }
    return Long.parseLong(typed);
  }

  private Json codes(FormField field, String typed) {
    List<String> chosen = new ArrayList<>();
    if (!typed.equalsIgnoreCase("none")) {
      for (String one : typed.split("[ ,]+", -1)) {
        chosen.add(required(field, one).code());
      }
    }
    return Json.texts(chosen);
  }

  private Code required(FormField field, String typed) {
    return asked
        .codes(field)
        .flatMap(list -> code(list, typed))
        .orElseThrow(
            () ->
                new CaptureRefused(
                    "Answer with the number of one of the choices, or: not known because … Nothing"
                        + " was saved."));
  }

  private static Optional<Code> code(CodeList list, String typed) {
    if (typed.matches("[0-9]{1,3}")) {
      int number = Integer.parseInt(typed);
      if (number >= 1 && number <= list.codes().size()) {
        return Optional.of(list.codes().get(number - 1));
      }
    }
    for (Code code : list.codes()) {
      if (code.code().equalsIgnoreCase(typed) || code.label().equalsIgnoreCase(typed)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /**
   * A register is typed as {@code grade=high tool=dash reasons=…}; the last member takes the rest.
   */
  static Json register(String typed) {
    Json.Builder register = Json.object();
    String rest = typed.trim();
    if (!rest.matches("(?s)[A-Za-z]+=.*")) {
      throw new CaptureRefused(
          "Answer such as: grade=high tool=dash reasons=what it rests on. Nothing was saved.");
    }
    while (!rest.isEmpty()) {
      int equals = rest.indexOf('=');
      String name = rest.substring(0, equals);
      String after = rest.substring(equals + 1);
      int next = nextMember(after);
      register.put(name, after.substring(0, next).trim());
      rest = after.substring(next).trim();
    }
    return register.build();
  }

  private static int nextMember(String text) {
    java.util.regex.Matcher member = java.util.regex.Pattern.compile("\\s[A-Za-z]+=").matcher(text);
    return member.find() ? member.start() : text.length();
  }
}
