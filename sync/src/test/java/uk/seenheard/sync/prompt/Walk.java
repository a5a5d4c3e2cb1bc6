package uk.seenheard.sync.prompt;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;

/**
 * An officer who answers whatever is asked next, and counts: one press or one typed text for each
 * answer.
 */
final class Walk {
  private static final int MOST = 2_000;

  final Scene scene;
  private final Random random;
  private final Map<String, Json> said;
  private int presses;

  Walk(Scene scene, long seed) {
    this(scene, seed, Map.of());
  }

  /** With answers to fields of these names; the rest is drawn. */
  Walk(Scene scene, long seed, Map<String, Json> said) {
    this.scene = scene;
    this.random = new Random(seed);
    this.said = said;
  }

  int presses() {
    return presses;
  }

  /** Answered fields, and values that entries were added with (whom they are about is no fact). */
  int facts() {
    int facts = scene.record().fields().size();
    for (Entry entry : scene.record().entries().values()) {
      for (Entry.Added added : entry.added()) {
        Json.Obj value = (Json.Obj) added.by().value();
        facts += value.members().size() - (value.get("about").isPresent() ? 1 : 0);
      }
    }
    return facts;
  }

  void answerEverything() {
    while (answerNext()) {
      if (presses > MOST) {
        throw new AssertionError("no end: " + scene.open());
      }
    }
  }

  /** Answers what is asked next, or says that nothing is. */
  boolean answerNext() {
    PromptState next =
        scene.prompts().stream().filter(PromptState::isOpen).findFirst().orElse(null);
    if (next == null) {
      return false;
    }
    answerIt(next);
    return true;
  }

  /** Answers one prompt as an officer would to whom it is shown. */
  void answerIt(PromptState next) {
    presses++;
    if (next.prompt().startsWith(Incident.TAKEN_BACK)) {
      scene.reason(next, "mistake", "The first answer was a slip of the finger");
    } else if (next.addsTo().isPresent()) {
      add(next);
    } else {
      scene.set(next.asks().orElseThrow(), answer(next));
    }
  }

  private void add(PromptState prompt) {
    Json.Obj with = prompt.with();
    if (prompt.typed().isPresent()) {
      with = with.with(prompt.typed().get(), Json.of("Number " + presses + " of what was typed"));
    }
    Object[] values =
        with.members().entrySet().stream()
            .flatMap(member -> List.of(member.getKey(), member.getValue()).stream())
            .toArray();
    scene.add(prompt.addsTo().orElseThrow(), values);
  }

  private Json answer(PromptState prompt) {
    FieldPath at = prompt.asks().orElseThrow();
    String collection = at.entry().map(FieldPath::collection).orElse("");
    String name = at.name();
    FormField field =
        scene
            .form
            .field(collection, name)
            .or(() -> scene.form.field(collection, name.substring(0, name.indexOf('.'))))
            .orElseThrow();
    if (said.containsKey(name)) {
      return said.get(name);
    }
    switch (field.type()) {
      case CODE:
        return Json.of(settling(prompt, field));
      case CODES:
        return codes(prompt, field);
      case COUNT:
        return Json.of(prompt.rule().endsWith("-fits") ? entered(prompt) : 1 + random.nextInt(2));
      case DATE:
        return Json.of(String.format(Locale.ROOT, "%d-03-10", 2026 - random.nextInt(17)));
      case TIME:
        return Json.of(String.format(Locale.ROOT, "2026-11-20T%02d:15Z", random.nextInt(23)));
      case REGISTER:
        return register(field);
      default:
        return Json.of("Number " + presses + " of what was typed");
    }
  }

  /** The second number of "2 counted; 3 entered". */
  private static int entered(PromptState prompt) {
    String text = prompt.question();
    int from = text.indexOf("; ") + 2;
    return Integer.parseInt(text.substring(from, text.indexOf(' ', from)));
  }

  private Json codes(PromptState prompt, FormField field) {
    boolean none = scene.form.prompt(prompt.rule()).orElseThrow().settles().isEmpty();
    List<Code> codes = scene.form.codeList(field.codes().orElseThrow()).orElseThrow().codes();
    return none && random.nextBoolean()
        ? Json.list(List.of())
        : Json.texts(List.of(codes.get(random.nextInt(codes.size())).code()));
  }

  /** A code that settles the prompt: the first that does when any will not. */
  private String settling(PromptState prompt, FormField field) {
    List<Code> codes = scene.form.codeList(field.codes().orElseThrow()).orElseThrow().codes();
    if (scene.form.prompt(prompt.rule()).orElseThrow().settles().isEmpty()) {
      return codes.get(random.nextInt(codes.size())).code();
    }
    for (Code code : codes) {
      if (code.code().equals("yes") || code.code().equals("child-protection")) {
        return code.code();
      }
    }
    return codes.get(0).code();
  }

  /** A register that holds whatever any register of a form is asked for. */
  private Json register(FormField field) {
    Json.Builder register = Json.object();
    for (String member :
        List.of(
            "reasons",
            "rationale",
            "tool",
            "answers",
            "threat",
            "harm",
            "risk",
            "investigation",
            "vulnerability",
            "engagement")) {
      register.put(member, "What was seen of " + member);
    }
    field
        .members()
        .forEach(
            (member, list) ->
                register.put(
                    member, scene.form.codeList(list).orElseThrow().codes().get(0).code()));
    List<String> grades = field.graver();
    return register.put("grade", grades.isEmpty() ? "high" : grades.get(grades.size() - 1)).build();
  }
}
