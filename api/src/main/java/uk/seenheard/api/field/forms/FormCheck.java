package uk.seenheard.api.field.forms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.form.BadForm;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.PromptRule;

/** Finds what is wrong with a form file before anybody is asked by it. */
public final class FormCheck {
  private static final int FINDINGS = 34;
  private static final String UPCASTS = "upcasts";
  private static final String SOURCE = "source";
  private static final List<String> LISTS =
      List.of("fields", "facts", "prompts", "duties", UPCASTS);

  private final List<FormSource> sources;
  private final Map<String, Json.Obj> raws = new LinkedHashMap<>();
  private final List<FormFault> faults = new ArrayList<>();

  private FormCheck(FormSource form, List<FormSource> parts) {
    this.sources = new ArrayList<>(parts);
    this.sources.add(form);
  }

  /**
   * Checks a form.
   *
   * @param parts the shared parts, in the order in which forms take them over
   * @param previous the version before, whose ids keep their meaning
   */
  public static List<FormFault> of(
      FormSource form, List<FormSource> parts, Optional<Form> previous, JsonReader reader) {
    FormCheck check = new FormCheck(form, parts);
    check.run(form, previous, reader);
    return List.copyOf(check.faults);
  }

  private void run(FormSource source, Optional<Form> previous, JsonReader reader) {
    for (FormSource one : sources) {
      try {
        if (reader.read(one.text()) instanceof Json.Obj object) {
          raws.put(one.name(), object);
          duplicates(one, object);
        } else {
          faults.add(new FormFault(one.name(), 1, "file", "is no JSON object"));
        }
      } catch (UnreadableJson unreadable) {
        faults.add(new FormFault(one.name(), 1, "file", String.valueOf(unreadable.getMessage())));
      }
    }
    Json.Obj raw = raws.get(source.name());
    if (raw == null || raws.size() < sources.size()) {
      return;
    }
    for (FormSource one : sources) {
      findings(one, raws.getOrDefault(one.name(), Json.EMPTY));
      sources(one, raws.getOrDefault(one.name(), Json.EMPTY));
    }
    if (!faults.isEmpty()) {
      return;
    }
    Form form;
    try {
      form = FormCodec.read(raw, name -> Optional.ofNullable(raws.get(name)));
    } catch (BadForm bad) {
      unreadable(source, bad);
      return;
    }
    new ConditionCheck(form, this::fault).run();
    previous.ifPresent(before -> meanings(source, before, form));
  }

  private void unreadable(FormSource source, BadForm bad) {
    String id = bad.item();
    FormSource owner = id.isEmpty() ? source : owner(bad.list(), id);
    faults.add(
        new FormFault(
            owner.name(),
            id.isEmpty() ? 1 : owner.line(bad.list(), id),
            bad.where(),
            bad.reason()));
  }

  private static String id(String list, Json item) {
    Json.Obj object = item instanceof Json.Obj of ? of : Json.EMPTY;
    switch (list) {
      case "fields":
        return object.text("of").map(of -> of + '.').orElse("") + object.text("name").orElse("");
      case "facts":
        return object.text("each").orElse("") + '.' + object.text("name").orElse("");
      case UPCASTS:
        return object.text("of").map(of -> of + '.').orElse("") + object.text("from").orElse("");
      default:
        return object.text("id").orElse("");
    }
  }

  private static String shortId(String id, String list) {
    return list.equals("fields") || list.equals("facts") || list.equals(UPCASTS)
        ? id.substring(id.lastIndexOf('.') + 1)
        : id;
  }

  private void duplicates(FormSource source, Json.Obj raw) {
    for (String list : LISTS) {
      Set<String> seen = new HashSet<>();
      for (Json item : raw.items(list)) {
        String id = id(list, item);
        if (!seen.add(id)) {
          fault(source, list, id, "", "the id is used twice; give one of them another");
        }
      }
    }
    raw.object("codes")
        .members()
        .forEach(
            (name, codes) -> {
              Set<String> seen = new HashSet<>();
              for (Json code : codes instanceof Json.Arr items ? items.items() : List.<Json>of()) {
                String id = code instanceof Json.Obj of ? of.text("code").orElse("") : "";
                if (!seen.add(id)) {
                  fault(source, "codes", name, id, "the code is used twice");
                }
              }
            });
  }

  private void findings(FormSource source, Json.Obj raw) {
    for (String list : List.of("prompts", "duties")) {
      for (Json item : raw.items(list)) {
        String finding = item instanceof Json.Obj object ? object.text("finding").orElse("") : "";
        if (!isFinding(finding)) {
          fault(
              source,
              list,
              id(list, item),
              "finding",
              finding.isEmpty()
                  ? "is missing; name what the inspections found wanting, F1 to F" + FINDINGS
                  : "\"" + finding + "\" is none of F1 to F" + FINDINGS);
        }
      }
    }
  }

  /** Every question and duty says where it comes from. */
  private void sources(FormSource source, Json.Obj raw) {
    for (String list : List.of("prompts", "duties")) {
      for (Json item : raw.items(list)) {
        Json.Obj object = item instanceof Json.Obj of ? of : Json.EMPTY;
        if (object.text(SOURCE).isEmpty() && object.items(SOURCE).isEmpty()) {
          fault(
              source,
              list,
              id(list, item),
              SOURCE,
              "is missing; name a finding (F4) or a statute, code or guidance of the form's sources");
        }
      }
    }
  }

  private static boolean isFinding(String text) {
    if (text.length() < 2 || text.length() > 3 || text.charAt(0) != 'F') {
      return false;
    }
    int number = 0;
    for (int i = 1; i < text.length(); i++) {
      number = number * 10 + Character.digit(text.charAt(i), 10);
    }
    return text.charAt(1) != '0' && number >= 1 && number <= FINDINGS;
  }

  /** Ids keep their meaning from version to version. */
  private void meanings(FormSource source, Form before, Form now) {
    if (!before.id().equals(now.id())) {
      return;
    }
    if (now.version() <= before.version()) {
      faults.add(
          new FormFault(
              source.name(),
              source.line("version", "version"),
              "version",
              "is " + now.version() + "; the version before was " + before.version()));
    }
    for (PromptRule rule : now.prompts()) {
      for (PromptRule old : before.prompts()) {
        if (old.id().equals(rule.id()) && !sameMeaning(old, rule)) {
          fault(
              "prompts",
              rule.id(),
              "",
              "the id asked something else in version " + before.version() + "; take a new id");
        }
      }
    }
    for (FormField field : now.fields()) {
      before
          .field(field.collection(), field.name())
          .filter(old -> old.type() != field.type() || !old.per().equals(field.per()))
          .ifPresent(
              old ->
                  fault(
                      "fields",
                      field.key(),
                      "type",
                      "the field was a "
                          + old.type()
                          + " in version "
                          + before.version()
                          + "; take a new name"));
    }
  }

  private static boolean sameMeaning(PromptRule one, PromptRule other) {
    return one.finding().equals(other.finding())
        && one.each().equals(other.each())
        && one.asks().equals(other.asks())
        && one.addsTo().equals(other.addsTo())
        && one.with().equals(other.with())
        && one.per().equals(other.per());
  }

  /** The file that defines an item: of several the last, as when forms are put together. */
  private FormSource owner(String list, String id) {
    FormSource owner = sources.get(sources.size() - 1);
    for (FormSource source : sources) {
      Json.Obj raw = raws.getOrDefault(source.name(), Json.EMPTY);
      for (Json item : raw.items(list)) {
        if (id(list, item).equals(id)) {
          owner = source;
        }
      }
      if (list.equals("codes") && raw.object("codes").get(id).isPresent()) {
        owner = source;
      }
    }
    return owner;
  }

  void fault(String list, String id, String member, String reason) {
    fault(owner(list, id), list, id, member, reason);
  }

  private void fault(FormSource source, String list, String id, String member, String reason) {
    faults.add(
        new FormFault(
            source.name(),
            source.line(list, shortId(id, list)),
            list + ' ' + id + (member.isEmpty() ? "" : ", " + member),
            reason));
  }
}
