package uk.seenheard.handset.jvm.cli;

import java.util.LinkedHashMap;
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
  private final Typed values;

  Answering(Handset handset, String incident, Asked asked, PromptState prompt) {
    this.handset = handset;
    this.incident = incident;
    this.asked = asked;
    this.prompt = prompt;
    this.values = new Typed(handset, incident, asked);
  }

  /**
   * Takes what was typed.
   *
   * @throws CaptureRefused when it answers nothing; then nothing was saved
   */
  void take(String typed) {
    if (typed.toLowerCase(Locale.ROOT).startsWith(NOT_KNOWN)) {
      excuse(typed.substring(NOT_KNOWN.length()).trim());
    } else if (prompt.addsTo().isPresent()) {
      add(prompt.addsTo().get(), typed);
    } else {
      FieldPath field =
          prompt.asks().orElseThrow(() -> new IllegalStateException("a prompt asks for nothing"));
      set(
          field,
          asked
              .field(prompt)
              .map(about -> values.value(about, typed))
              .orElseGet(() -> Json.of(typed)));
    }
  }

  /** Takes what was typed as the reason why there is no answer. */
  void excuse(String typed) {
    set(prompt.reasonField(), reason(typed));
  }

  private void set(FieldPath field, Json value) {
    handset.answer(incident, field, value, Optional.empty());
  }

  /** A reason is a code and words; words without a code go under "other". */
  private Json reason(String typed) {
    Optional<CodeList> reasons = asked.reasons(prompt);
    if (!reasons.isPresent()) {
      throw new CaptureRefused(
          "This has to be answered; no reason may stand in its place. Nothing was saved.");
    }
    int space = typed.indexOf(' ');
    String first = space < 0 ? typed : typed.substring(0, space);
    Optional<Code> code = reasons.flatMap(list -> Typed.code(list, first));
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
          .ifPresent(field -> answers.put(field.name(), values.value(field, typed)));
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
}
