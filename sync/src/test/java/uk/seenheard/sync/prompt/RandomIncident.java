package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.PromptRule;

/** Any mix of children, adults, injuries, notices and reviews, drawn from a seed and a form. */
final class RandomIncident {
  private static final String[] TEXTS = {
    "Quiet, looks at the door all the time",
    "Holds a toy dog and hums to it",
    "Cries when the telephone rings",
    "Says that everything is fine, twice",
    "Shoes too small, coat too thin"
  };

  /** By form and field: see {@link #wanted(FormField)}. */
  private static final Map<String, Map<String, List<String>>> WANTED = new ConcurrentHashMap<>();

  final Scene scene;
  private final Form form;
  private final Random random;
  private final Map<String, List<FieldPath>> entries = new LinkedHashMap<>();

  RandomIncident(Form form, long seed) {
    this.form = form;
    this.random = new Random(seed);
    this.scene = new Scene(form);
    add("child", seed % 8 == 0 ? 0 : 1 + random.nextInt(3));
    add("adult", 1 + random.nextInt(2));
    if (!entries.get("adult").isEmpty() && random.nextInt(3) == 0) {
      FieldPath adult = entries.get("adult").get(0);
      entries.get("child").add(scene.about(adult, "child", "livesHere", "no", "hereNow", "no"));
    }
    for (String collection : form.byCollection().keySet()) {
      if (!collection.isEmpty() && !entries.containsKey(collection)) {
        add(collection, random.nextInt(collection.equals("referral") ? 8 : 3));
      }
    }
    answer(0.75);
    Context context =
        Context.at(Scene.NOW + (random.nextInt(3) == 0 ? 290_000_000L : 0), "2026-11-20");
    if (random.nextBoolean()) {
      context = context.knowing("markers", Json.texts(List.of("Weapons")));
    }
    for (FieldPath child : entries.get("child")) {
      context =
          context
              .knowing(child, "lowNotices3Months", Json.of(random.nextInt(4)))
              .knowing(child, "missingEpisodes90Days", Json.of(random.nextInt(4)))
              .knowing(
                  child, "nextSchoolDay", Json.of(Scene.NOW + 3_600_000L * random.nextInt(60)));
      if (random.nextBoolean()) {
        context = context.knowing(child, "feedback", Json.of("An assessment has begun."));
      }
    }
    scene.knowing(context);
  }

  private void add(String collection, int count) {
    List<FieldPath> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<FieldPath> children = entries.getOrDefault("child", List.of());
      if (children.isEmpty() || collection.equals("adult")) {
        added.add(scene.add(collection));
      } else {
        List<FieldPath> adults = entries.getOrDefault("adult", List.of());
        boolean ofAdult = !adults.isEmpty() && random.nextInt(4) == 0;
        List<FieldPath> whom = ofAdult ? adults : children;
        added.add(scene.about(whom.get(random.nextInt(whom.size())), collection));
      }
    }
    entries.put(collection, added);
  }

  /** Answers fields anew, each with that chance, in one change. */
  void answer(double chance) {
    List<Operation> ops = new ArrayList<>();
    for (FormField field : form.fields()) {
      if (field.collection().isEmpty()) {
        answer(new FieldPath(field.name()), field, chance, ops);
      } else if (!field.name().equals("about")) {
        for (FieldPath entry : entries.get(field.collection())) {
          if (field.per().isPresent()) {
            for (FieldPath other : entries.get(field.per().get())) {
              answer(entry.field(field.name() + '.' + other.name()), field, chance, ops);
            }
          } else {
            answer(entry.field(field.name()), field, chance, ops);
          }
        }
      }
    }
    for (int i = 0; i < ops.size(); i += 200) {
      scene.putAll(ops.subList(i, Math.min(ops.size(), i + 200)));
    }
  }

  private void answer(FieldPath at, FormField field, double chance, List<Operation> ops) {
    double often = field.type() == FieldType.CODE ? chance * 1.2 : chance * 0.8;
    if (!field.graver().isEmpty() && !scene.over(at).isEmpty()) {
      often += 0.3; // What can be lowered is answered again, so that some of it is.
    }
    if (random.nextDouble() < often) {
      boolean blind = random.nextInt(12) == 0;
      ops.add(
          new Operation.SetField(
              at,
              random.nextInt(40) == 0 ? Json.of("?!") : value(field),
              blind ? List.of() : scene.over(at),
              random.nextInt(3) == 0 ? Optional.empty() : Optional.of("Looked again"),
              false));
    }
  }

  private Json value(FormField field) {
    switch (field.type()) {
      case CODE:
        return Json.of(code(field));
      case CODES:
        TreeSet<String> codes = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          codes.add(code(field));
        }
        return Json.texts(codes);
      case COUNT:
        return Json.of(random.nextInt((int) Math.min(field.most() + 1, 4)));
      case DATE:
        return Json.of(
            String.format(
                Locale.ROOT, "%d-%02d-10", 2026 - random.nextInt(18), 1 + random.nextInt(10)));
      case TIME:
        return Json.of(
            String.format(
                Locale.ROOT, "2026-11-%02dT%02d:15Z", 18 + random.nextInt(3), random.nextInt(23)));
      case ENTRY:
        return Json.of(entries.get("child").stream().findFirst().map(FieldPath::text).orElse("?"));
      case REGISTER:
        return register(field);
      default:
        return Json.of(TEXTS[random.nextInt(TEXTS.length)]);
    }
  }

  private String code(FormField field) {
    List<Code> codes = form.codeList(field.codes().orElseThrow()).orElseThrow().codes();
    int last = codes.size() - 1;
    List<String> wanted = wanted(field);
    if (!wanted.isEmpty() && random.nextBoolean()) {
      return wanted.get(random.nextInt(wanted.size()));
    }
    int kind = random.nextInt(6);
    int drawn = random.nextInt(codes.size());
    if (codes.size() > 10) {
      // Long lists begin with what is asked about most.
      drawn = Math.min(drawn, random.nextInt(codes.size()));
    }
    return codes.get(kind == 0 ? last : kind == 1 ? 0 : drawn).code();
  }

  /**
   * The codes that a condition of the form asks for, and those with which an entry answers a
   * prompt: a long list would rarely draw them.
   */
  private List<String> wanted(FormField field) {
    return WANTED
        .computeIfAbsent(form.id() + form.version(), unused -> wanted(form))
        .getOrDefault(field.collection() + ' ' + field.name(), List.of());
  }

  private static Map<String, List<String>> wanted(Form form) {
    Map<String, Set<String>> named = new HashMap<>();
    look(form.resolved(), named);
    Map<String, List<String>> wanted = new HashMap<>();
    for (FormField field : form.fields()) {
      Set<String> codes = new TreeSet<>(named.getOrDefault(field.name(), Set.of()));
      for (PromptRule rule : form.prompts()) {
        if (rule.addsTo().equals(Optional.of(field.collection()))) {
          rule.with().text(field.name()).ifPresent(codes::add);
        }
      }
      field
          .codes()
          .flatMap(form::codeList)
          .ifPresent(list -> codes.retainAll(list.byCode().keySet()));
      wanted.put(field.collection() + ' ' + field.name(), List.copyOf(codes));
    }
    return wanted;
  }

  /** Texts that stand in a comparison beside a variable, by the last part of its name. */
  private static void look(Json value, Map<String, Set<String>> named) {
    if (value instanceof Json.Obj object) {
      object.members().values().forEach(member -> look(member, named));
    } else if (value instanceof Json.Arr list) {
      List<String> variables = new ArrayList<>();
      Set<String> texts = new TreeSet<>();
      for (Json item : list.items()) {
        look(item, named);
        if (item instanceof Json.Obj object) {
          object.text("var").ifPresent(variables::add);
        } else if (item instanceof Json.Text text) {
          texts.add(text.value());
        } else if (item instanceof Json.Arr several) {
          several.items().stream()
              .filter(Json.Text.class::isInstance)
              .forEach(text -> texts.add(((Json.Text) text).value()));
        }
      }
      for (String variable : variables) {
        named
            .computeIfAbsent(
                variable.substring(variable.lastIndexOf('.') + 1), unused -> new TreeSet<>())
            .addAll(texts);
      }
    }
  }

  /** A register with most of the members that any condition of the form looks at. */
  private Json register(FormField field) {
    Json.Builder register = Json.object().put("reasons", "What was seen");
    for (PromptRule rule : form.prompts()) {
      rule.settles()
          .ifPresent(
              settles -> {
                for (String path : settles.paths()) {
                  if (path.startsWith(field.name() + '.')
                      && random.nextInt(path.endsWith(".rationale") ? 2 : 8) > 0) {
                    String member = path.substring(field.name().length() + 1);
                    String list = field.members().get(member);
                    register.put(
                        member,
                        list == null
                            ? TEXTS[random.nextInt(TEXTS.length)]
                            : form.codeList(list).orElseThrow().codes().get(0).code());
                  }
                }
              });
    }
    if (!field.graver().isEmpty()) {
      register.put("grade", field.graver().get(random.nextInt(field.graver().size())));
    }
    return register.build();
  }

  Random random() {
    return random;
  }
}
