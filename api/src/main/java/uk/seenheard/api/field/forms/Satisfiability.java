package uk.seenheard.api.field.forms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FactRule;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.PromptRule;
import uk.seenheard.sync.logic.Facts;
import uk.seenheard.sync.logic.JsonLogic;

/**
 * Looks for answers under which a condition holds, by trying many: each path that it looks at takes
 * the codes of its field, the amounts that the condition and the facts behind it compare with, or
 * nothing. The draws are the same on every run.
 */
final class Satisfiability {
  private static final int TRIES = 20_000;
  private static final Json SOMETHING = Json.of("something that was typed");

  private final Form form;
  private final String each;
  private final Map<String, List<Json>> choices = new HashMap<>();
  private final List<Json> amounts = new ArrayList<>();
  private long state = 0x5EED;

  Satisfiability(Form form, String each) {
    this.form = form;
    this.each = each;
  }

  boolean holdsEver(JsonLogic rule) {
    Set<Long> numbers = new TreeSet<>(List.of(0L, 1L, 2L, 5L, 12L, 20L, 40L));
    numbers(rule.source(), numbers);
    form.facts().forEach(fact -> numbers(fact.rule().source(), numbers));
    amounts.add(Json.NULL);
    numbers.forEach(number -> amounts.add(Json.of(number)));
    for (int i = 0; i < TRIES; i++) {
      if (rule.holds(new Drawn(each, "", new HashMap<>()))) {
        return true;
      }
    }
    return false;
  }

  private static void numbers(Json rule, Set<Long> numbers) {
    if (rule instanceof Json.Num number) {
      number
          .whole()
          .ifPresent(
              whole -> {
                numbers.add(whole - 1);
                numbers.add(whole);
                numbers.add(whole + 1);
              });
    } else if (rule instanceof Json.Arr list) {
      list.items().forEach(item -> numbers(item, numbers));
    } else if (rule instanceof Json.Obj object) {
      object.members().values().forEach(value -> numbers(value, numbers));
    }
  }

  private int draw(int bound) {
    state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
    return (int) Math.floorMod(state >>> 33, (long) bound);
  }

  /** One drawn case: what a path gave once, it gives again. */
  private final class Drawn implements Facts {
    private final String of;
    private final String prefix;
    private final Map<String, Json> drawn;

    Drawn(String of, String prefix, Map<String, Json> drawn) {
      this.of = of;
      this.prefix = prefix;
      this.drawn = drawn;
    }

    @Override
    public @Nullable Json at(String path) {
      if (path.startsWith("incident.") && !of.equals(PromptRule.INCIDENT)) {
        return new Drawn(PromptRule.INCIDENT, "incident.", drawn).at(path.substring(9));
      }
      if (path.startsWith(FactRule.IS)) {
        FactRule fact = form.factsByEach().getOrDefault(of, Map.of()).get(path);
        if (fact == null || fact.count().isPresent()) {
          return given(path, amounts);
        }
        return fact.rule().apply(this);
      }
      return given(path, choices.computeIfAbsent(of + ' ' + path, unused -> choices(of, path)));
    }

    private Json given(String path, List<Json> from) {
      return drawn.computeIfAbsent(prefix + path, unused -> from.get(draw(from.size())));
    }

    @Override
    public @Nullable List<? extends Facts> each(String path) {
      if (path.startsWith("incident.") && !of.equals(PromptRule.INCIDENT)) {
        return new Drawn(PromptRule.INCIDENT, "incident.", drawn).each(path.substring(9));
      }
      if (path.startsWith("all.") || path.startsWith("about.")) {
        String collection = path.substring(path.indexOf('.') + 1);
        return draw(4) == 0
            ? List.of()
            : List.of(new Drawn(collection, prefix + path + '.', drawn));
      }
      return at(path) instanceof Json.Arr list ? Facts.items(list) : null;
    }
  }

  private List<Json> choices(String of, String path) {
    FormField field = form.field(of.equals(PromptRule.INCIDENT) ? "" : of, path).orElse(null);
    List<Json> choices = new ArrayList<>();
    choices.add(Json.NULL);
    if (field != null && field.codes().isPresent()) {
      CodeList list = form.codeList(field.codes().get()).orElseThrow(IllegalStateException::new);
      choices.add(Json.list(List.of()));
      for (Code code : list.codes()) {
        Json one = Json.of(code.code());
        choices.add(field.type() == FieldType.CODES ? Json.list(List.of(one)) : one);
      }
      return choices;
    }
    if (field != null && field.type() != FieldType.COUNT) {
      choices.add(SOMETHING);
      return choices;
    }
    if (path.equals("schoolStage")) {
      choices.addAll(List.of(Json.of("under"), Json.of("school"), Json.of("over")));
      return choices;
    }
    int dot = path.indexOf('.');
    FormField register =
        dot < 0
            ? null
            : form.field(of.equals(PromptRule.INCIDENT) ? "" : of, path.substring(0, dot))
                .orElse(null);
    if (register != null) {
      register.graver().forEach(code -> choices.add(Json.of(code)));
      choices.add(SOMETHING);
      return choices;
    }
    choices.addAll(amounts);
    choices.add(Json.TRUE);
    choices.add(SOMETHING);
    return choices;
  }
}
