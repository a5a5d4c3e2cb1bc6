package uk.seenheard.sync.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.logic.BadRule;
import uk.seenheard.sync.logic.JsonLogic;

/** Reads forms from JSON; the format is told in {@code sync/FORMS.md}. */
public final class FormCodec {
  private static final String WHOSE = "whose.";
  private static final String UPCASTS = "upcasts";
  static final String SOURCES = "sources";
  private static final List<String> LISTS =
      List.of("fields", "facts", "prompts", "duties", UPCASTS);
  private static final List<String> MAPS = List.of("codes", "texts", SOURCES);

  private FormCodec() {}

  /**
   * Puts a form and the parts that it shares with others into one value: parts first, in the order
   * in which they are named, each after the parts that it shares itself; of two fields, facts or
   * prompts with one id the later one counts.
   *
   * @param parts finds a shared part by its name; a name that ends in "?" may have none, which is
   *     how a force adds its own texts, codes and prompts
   * @throws BadForm when a part is missing
   */
  public static Json.Obj resolve(Json.Obj raw, Function<String, Optional<Json.Obj>> parts) {
    String form = raw.text("id").orElse("?");
    List<Json.Obj> pieces = new ArrayList<>();
    shared(form, raw, parts, new HashSet<>(), pieces);
    pieces.add(raw);
    Json.Builder resolved = Json.object();
    raw.members()
        .forEach(
            (name, value) -> {
              if (!name.equals("shares") && !name.equals("omits")) {
                resolved.put(name, value);
              }
            });
    for (String map : MAPS) {
      Map<String, Json> members = new TreeMap<>();
      for (Json.Obj piece : pieces) {
        members.putAll(piece.object(map).members());
      }
      if (!members.isEmpty() || !map.equals(SOURCES)) {
        resolved.put(map, new Json.Obj(members));
      }
    }
    for (String list : LISTS) {
      Map<String, Json> items = new LinkedHashMap<>();
      for (Json.Obj piece : pieces) {
        for (Json item : piece.items(list)) {
          String key = key(list, item);
          items.remove(key);
          items.put(key, item);
        }
      }
      for (Json omitted : raw.items("omits")) {
        items.remove(omitted instanceof Json.Text id ? id.value() : "");
      }
      resolved.put(list, Json.list(new ArrayList<>(items.values())));
    }
    return resolved.build();
  }

  /** The parts that a form or part takes over, each after those that it takes over itself. */
  private static void shared(
      String form,
      Json.Obj taking,
      Function<String, Optional<Json.Obj>> parts,
      Set<String> taken,
      List<Json.Obj> pieces) {
    for (Json shared : taking.items("shares")) {
      String named = shared instanceof Json.Text text ? text.value() : "";
      boolean optional = named.endsWith("?");
      String name = optional ? named.substring(0, named.length() - 1) : named;
      if (!taken.add(name)) {
        continue;
      }
      Optional<Json.Obj> part = parts.apply(name);
      if (!part.isPresent() && !optional) {
        throw new BadForm(form, "shares", "there is no part named \"" + name + "\"");
      }
      part.ifPresent(
          found -> {
            shared(form, found, parts, taken, pieces);
            pieces.add(found);
          });
    }
  }

  private static String key(String list, Json item) {
    if (!(item instanceof Json.Obj object)) {
      return "";
    }
    switch (list) {
      case "fields":
        return object.text("of").orElse("") + '.' + object.text("name").orElse("");
      case "facts":
        return object.text("each").orElse("") + ".is." + object.text("name").orElse("");
      case UPCASTS:
        return object.text("of").orElse("") + '.' + object.text("from").orElse("");
      default:
        return object.text("id").orElse("");
    }
  }

  /** Reads a form together with the parts that it shares. */
  public static Form read(Json.Obj raw, Function<String, Optional<Json.Obj>> parts) {
    return read(resolve(raw, parts));
  }

  /**
   * Reads a form that needs no parts beside it.
   *
   * @throws BadForm when it cannot be read
   */
  public static Form read(Json.Obj resolved) {
    String id = resolved.text("id").orElseThrow(() -> new BadForm("?", "id", "is missing"));
    long version =
        resolved.whole("version").orElseThrow(() -> new BadForm(id, "version", "is missing"));
    Place top = new Place(id, "");
    Map<String, CodeList> codes = codes(top, resolved.object("codes"));
    Map<String, Source> sources = SourceCodec.sources(top, resolved.object(SOURCES));
    List<FormField> fields = new ArrayList<>();
    Map<String, Map<String, FormField>> byCollection = new LinkedHashMap<>();
    Map<String, List<FormField>> concerns = new HashMap<>();
    each(
        top,
        resolved,
        "fields",
        (at, item) -> {
          FormField field = field(at, item, codes);
          fields.add(field);
          byCollection
              .computeIfAbsent(field.collection(), unused -> new LinkedHashMap<>())
              .put(field.name(), field);
          if (!field.concern().isEmpty()) {
            concerns.computeIfAbsent(field.collection(), unused -> new ArrayList<>()).add(field);
          }
        });
    List<FactRule> facts = new ArrayList<>();
    Map<String, Map<String, FactRule>> byEach = new HashMap<>();
    each(
        top,
        resolved,
        "facts",
        (at, item) -> {
          FactRule fact = fact(at, item);
          facts.add(fact);
          byEach
              .computeIfAbsent(fact.each(), unused -> new HashMap<>())
              .put(FactRule.IS + fact.name(), fact);
        });
    List<PromptRule> prompts = new ArrayList<>();
    each(top, resolved, "prompts", (at, item) -> prompts.add(prompt(at, item, sources)));
    List<DutyRule> duties = new ArrayList<>();
    each(top, resolved, "duties", (at, item) -> duties.add(DutyCodec.duty(at, item, sources)));
    List<Upcast> upcasts = new ArrayList<>();
    each(top, resolved, UPCASTS, (at, item) -> upcasts.add(Upcast.read(at, item)));
    prompts.sort(Comparator.comparing(PromptRule::stage).thenComparing(PromptRule::order));
    return new Form(
        id,
        (int) version,
        text(top, resolved, "title"),
        fields,
        prompts,
        codes,
        facts,
        duties,
        byCollection,
        concerns,
        byEach,
        texts(resolved.object("texts")),
        upcasts,
        reading(top, resolved),
        sources,
        resolved);
  }

  /** Rules that this version does not know would be guessed at: such a form is not read. */
  private static int reading(Place top, Json.Obj resolved) {
    if (!resolved.get("reading").isPresent()) {
      return 1;
    }
    long reading = resolved.whole("reading").orElse(0L);
    if (reading < 1 || reading > Form.NEWEST_READING) {
      throw top.bad(
          "reading", "is none of the rules that this version knows, 1 to " + Form.NEWEST_READING);
    }
    return (int) reading;
  }

  /** Where in which form. */
  record Place(String form, String at) {
    BadForm bad(String member, String reason) {
      return new BadForm(form, at.isEmpty() ? member : at + '.' + member, reason);
    }
  }

  private interface Reader {
    void read(Place at, Json.Obj item);
  }

  private static void each(Place top, Json.Obj resolved, String list, Reader reader) {
    List<Json> items = resolved.items(list);
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Json.Obj item)) {
        throw top.bad(list + '[' + i + ']', "is no object");
      }
      String name = item.text("id").orElseGet(() -> item.text("name").orElse(""));
      reader.read(new Place(top.form(), list + '[' + i + "] " + name), item);
    }
  }

  static String text(Place at, Json.Obj item, String member) {
    return item.text(member)
        .filter(text -> !text.trim().isEmpty())
        .orElseThrow(() -> at.bad(member, "is missing"));
  }

  private static Map<String, CodeList> codes(Place top, Json.Obj lists) {
    Map<String, CodeList> codes = new HashMap<>();
    lists
        .members()
        .forEach(
            (name, list) -> {
              Place at = new Place(top.form(), "codes." + name);
              List<Code> of = new ArrayList<>();
              for (Json item : list instanceof Json.Arr items ? items.items() : List.<Json>of()) {
                Json.Obj code = item instanceof Json.Obj object ? object : Json.EMPTY;
                of.add(
                    new Code(
                        text(at, code, "code"),
                        text(at, code, "label"),
                        code.isTrue("words"),
                        code.text("nation"),
                        code.text("validFrom"),
                        texts(code.object("as"))));
              }
              codes.put(name, CodeList.of(name, of));
            });
    return codes;
  }

  private static Map<String, String> texts(Json.Obj object) {
    Map<String, String> texts = new HashMap<>();
    object.members().keySet().forEach(name -> object.text(name).ifPresent(t -> texts.put(name, t)));
    return texts;
  }

  private static FormField field(Place at, Json.Obj item, Map<String, CodeList> codes) {
    FieldType type = oneOf(at, "type", text(at, item, "type"), FieldType.values());
    Optional<String> list = item.text("codes");
    if (type == FieldType.CODE || type == FieldType.CODES) {
      String name = list.orElseThrow(() -> at.bad("codes", "is missing"));
      if (!codes.containsKey(name)) {
        throw at.bad("codes", "there is no code list \"" + name + "\"");
      }
    }
    List<String> graver = new ArrayList<>();
    for (Json code : item.items("graver")) {
      graver.add(code instanceof Json.Text text ? text.value() : "");
    }
    return new FormField(
        item.text("of").orElse(""),
        text(at, item, "name"),
        text(at, item, "label"),
        type,
        list,
        item.isTrue("evidence"),
        item.isTrue("voice"),
        graver,
        new HashSet<>(item.items("concern")),
        item.text("per"),
        item.isTrue("ahead"),
        item.text("default").filter("now"::equals).isPresent(),
        item.whole("most").orElse(Long.MAX_VALUE),
        members(at, item.object("members"), codes),
        item.get("least").isPresent()
            ? oneOf(at, "least", text(at, item, "least"), Least.values())
            : Least.LETTERS,
        item.get("standIns").map(unused -> standIns(item.items("standIns"))));
  }

  private static Set<String> standIns(List<Json> items) {
    Set<String> texts = new HashSet<>();
    for (Json item : items) {
      texts.add(item instanceof Json.Text text ? text.value() : "");
    }
    return texts;
  }

  private static Map<String, String> members(
      Place at, Json.Obj members, Map<String, CodeList> codes) {
    Map<String, String> lists = texts(members);
    for (Map.Entry<String, String> member : lists.entrySet()) {
      if (!codes.containsKey(member.getValue())) {
        throw at.bad(
            "members." + member.getKey(), "there is no code list \"" + member.getValue() + '"');
      }
    }
    return lists;
  }

  private static FactRule fact(Place at, Json.Obj item) {
    Optional<String> count = item.text("count");
    String rule = count.isPresent() ? "where" : "is";
    Json source = item.get(rule).orElse(count.isPresent() ? Json.TRUE : Json.NULL);
    if (source instanceof Json.Null) {
      throw at.bad("is", "is missing");
    }
    return new FactRule(
        text(at, item, "name"),
        text(at, item, "each"),
        count,
        item.isTrue("about"),
        logic(at, rule, source));
  }

  private static PromptRule prompt(Place at, Json.Obj item, Map<String, Source> sources) {
    Optional<PromptRule.Per> per = Optional.empty();
    if (item.text("perEntry").isPresent()) {
      String of = text(at, item, "perEntry");
      boolean whose = of.startsWith(WHOSE);
      per = Optional.of(new PromptRule.Per(true, whose ? of.substring(WHOSE.length()) : of, whose));
    } else if (item.text("perCode").isPresent()) {
      per = Optional.of(new PromptRule.Per(false, text(at, item, "perCode"), false));
    }
    Json.Obj adds = item.object("adds");
    if (item.text("asks").isPresent() == adds.text("to").isPresent()) {
      throw at.bad("asks", "a prompt either asks for a field or adds an entry");
    }
    return new PromptRule(
        text(at, item, "id"),
        text(at, item, "finding"),
        text(at, item, "each"),
        per,
        oneOf(at, "stage", text(at, item, "stage"), Stage.values()),
        item.whole("order").orElse(0L).intValue(),
        oneOf(at, "weight", text(at, item, "weight"), Weight.values()),
        item.get("when").map(rule -> logic(at, "when", rule)),
        item.get("settles").map(rule -> logic(at, "settles", rule)),
        Wording.of(text(at, item, "question")),
        text(at, item, "why"),
        item.text("asks"),
        adds.text("to"),
        adds.object("with"),
        adds.text("typed"),
        item.text("reasons"),
        SourceCodec.source(at, item, sources));
  }

  static JsonLogic logic(Place at, String member, Json rule) {
    try {
      return JsonLogic.compile(rule);
    } catch (BadRule bad) {
      String reason = bad.getMessage();
      throw at.bad(member, reason == null ? "is no rule" : reason);
    }
  }

  static <E extends Enum<E>> E oneOf(Place at, String member, String name, E[] values) {
    List<String> names = new ArrayList<>();
    for (E value : values) {
      String known = value.name().toLowerCase(Locale.ROOT);
      if (known.equals(name)) {
        return value;
      }
      names.add(known);
    }
    // Not the list's own text: one that anybody may ask for brings every record's into a browser.
    throw at.bad(member, "\"" + name + "\" is none of " + String.join(", ", names));
  }
}
