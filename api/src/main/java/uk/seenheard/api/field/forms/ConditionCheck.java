package uk.seenheard.api.field.forms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.DutyRule;
import uk.seenheard.sync.form.FactRule;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.PromptRule;
import uk.seenheard.sync.form.Upcast;
import uk.seenheard.sync.form.Wording;
import uk.seenheard.sync.logic.JsonLogic;

/** Checks what the items of a form say about one another: fields, codes, conditions, places. */
final class ConditionCheck {
  private static final Set<String> COMPUTED =
      Set.of("age", "months", "schoolStage", "concern", "form", "name", "about", "submitted");
  private static final String INCIDENT = PromptRule.INCIDENT;

  /** Takes a fault: the list, the item's id, its member, the reason. */
  interface Faults {
    void fault(String list, String id, String member, String reason);
  }

  private final Form form;
  private final Faults faults;
  private int found;

  ConditionCheck(Form form, Faults faults) {
    this.form = form;
    this.faults =
        (list, id, member, reason) -> {
          found++;
          faults.fault(list, id, member, reason);
        };
  }

  void run() {
    form.fields().forEach(this::field);
    for (FactRule fact : form.facts()) {
      String each = fact.count().orElse(fact.each());
      String id = fact.each() + '.' + fact.name();
      condition("facts", id, fact.count().isPresent() ? "where" : "is", each, fact.rule(), false);
    }
    form.prompts().forEach(this::prompt);
    form.duties().forEach(this::duty);
    form.upcasts().forEach(this::upcast);
  }

  private void field(FormField field) {
    CodeList list = form.codeList(field.codes().orElse("")).orElse(null);
    for (Json concern : field.concern()) {
      if (list != null
          && concern instanceof Json.Text code
          && !list.byCode().containsKey(code.value())) {
        faults.fault("fields", field.key(), "concern", "there is no code \"" + code.value() + "\"");
      }
    }
    for (String code : field.graver()) {
      if (list != null && !list.byCode().containsKey(code)) {
        faults.fault("fields", field.key(), "graver", "there is no code \"" + code + "\"");
      }
    }
  }

  private void upcast(Upcast upcast) {
    FormField now = form.field(upcast.collection(), upcast.to()).orElse(null);
    boolean moved = !upcast.from().equals(upcast.to());
    if (now == null) {
      String each = upcast.collection().isEmpty() ? INCIDENT : upcast.collection();
      faults.fault("upcasts", upcast.key(), "to", unknown(each, upcast.to()));
      return;
    }
    if (moved && form.field(upcast.collection(), upcast.from()).isPresent()) {
      faults.fault(
          "upcasts",
          upcast.key(),
          "from",
          "is a field of this version too; its answers would move");
    }
    CodeList list = form.codeList(now.codes().orElse("")).orElse(null);
    upcast
        .codes()
        .forEach(
            (older, code) -> {
              if (list != null && !list.byCode().containsKey(code)) {
                faults.fault("upcasts", upcast.key(), "codes", "there is no code \"" + code + '"');
              }
              if (list != null && list.byCode().containsKey(older)) {
                faults.fault(
                    "upcasts",
                    upcast.key(),
                    "codes",
                    '"' + older + "\" is a code of this version too");
              }
            });
  }

  private void prompt(PromptRule rule) {
    String id = rule.id();
    boolean officer = rule.each().equals(PromptRule.OFFICER);
    boolean per = rule.per().isPresent() || officer;
    String settledIn = officer ? rule.addsTo().orElse("") : rule.each();
    int before = found;
    if (officer && (rule.addsTo().isEmpty() || rule.when().isPresent() || rule.per().isPresent())) {
      faults.fault(
          "prompts", id, "each", "what is asked of each officer adds an entry, always and once");
      return;
    }
    if (!officer && !rule.each().equals(INCIDENT) && !isCollection(rule.each())) {
      faults.fault("prompts", id, "each", "there is no collection \"" + rule.each() + "\"");
      return;
    }
    rule.asks()
        .filter(name -> !field(rule.each(), name).isPresent())
        .ifPresent(name -> faults.fault("prompts", id, "asks", unknown(rule.each(), name)));
    rule.per()
        .filter(of -> of.entries() && !isCollection(of.name()))
        .ifPresent(
            of ->
                faults.fault(
                    "prompts", id, "perEntry", "there is no collection \"" + of.name() + "\""));
    rule.addsTo().ifPresent(to -> adds(rule, to));
    rule.reasons()
        .filter(list -> !form.codeList(list).isPresent())
        .ifPresent(
            list ->
                faults.fault("prompts", id, "reasons", "there is no code list \"" + list + "\""));
    rule.when().ifPresent(when -> condition("prompts", id, "when", rule.each(), when, per));
    rule.settles()
        .ifPresent(settles -> condition("prompts", id, "settles", settledIn, settles, per));
    places("prompts", id, "question", officer ? INCIDENT : rule.each(), rule.question(), per);
    boolean sound = found == before;
    if (sound
        && rule.when().isPresent()
        && !new Satisfiability(form, rule.each()).holdsEver(rule.when().get())) {
      faults.fault(
          "prompts", id, "when", "never holds, so nobody is asked; correct or drop the prompt");
    }
  }

  private void adds(PromptRule rule, String to) {
    if (!isCollection(to)) {
      faults.fault("prompts", rule.id(), "adds", "there is no collection \"" + to + "\"");
      return;
    }
    for (Map.Entry<String, Json> member : rule.with().members().entrySet()) {
      Optional<FormField> field = form.field(to, member.getKey());
      if (!field.isPresent()) {
        faults.fault("prompts", rule.id(), "adds", unknown(to, member.getKey()));
      } else if (member.getValue() instanceof Json.Text code && !code.value().equals("{item}")) {
        code(rule.id(), "adds", field.get(), code.value());
      }
    }
    rule.typed()
        .filter(name -> !form.field(to, name).isPresent())
        .ifPresent(name -> faults.fault("prompts", rule.id(), "adds", unknown(to, name)));
  }

  private void code(String id, String member, FormField field, String code) {
    form.codeList(field.codes().orElse(""))
        .filter(list -> !list.byCode().containsKey(code))
        .ifPresent(
            list ->
                faults.fault(
                    "prompts",
                    id,
                    member,
                    "the field " + field.key() + " has no code \"" + code + "\""));
  }

  private void duty(DutyRule rule) {
    for (String path : rule.from()) {
      path("duties", rule.id(), "from", rule.each(), path, false);
    }
    rule.earliest()
        .ifPresent(path -> path("duties", rule.id(), "earliest", rule.each(), path, false));
    rule.deadline()
        .ifPresent(path -> path("duties", rule.id(), "deadline", rule.each(), path, false));
    rule.until().ifPresent(path -> path("duties", rule.id(), "until", rule.each(), path, false));
    rule.moved().ifPresent(moved -> moved(rule, moved));
    for (Optional<JsonLogic> one : List.of(rule.when(), rule.within(), rule.every())) {
      one.ifPresent(c -> condition("duties", rule.id(), "when", rule.each(), c, false));
    }
    rule.done()
        .field()
        .ifPresent(path -> path("duties", rule.id(), "done", rule.each(), path, false));
    rule.done()
        .entry()
        .filter(to -> !isCollection(to))
        .ifPresent(
            to ->
                faults.fault("duties", rule.id(), "done", "there is no collection \"" + to + "\""));
    String done = rule.done().entry().orElse(rule.each());
    for (Optional<DutyRule.Further> one : List.of(rule.told(), rule.confirmed())) {
      one.ifPresent(
          further -> {
            condition("duties", rule.id(), "told", done, further.when(), false);
            path("duties", rule.id(), "told", done, further.at(), false);
          });
    }
    rule.prompt()
        .filter(id -> !form.prompt(id).isPresent())
        .ifPresent(
            id -> faults.fault("duties", rule.id(), "prompt", "there is no prompt \"" + id + "\""));
    places("duties", rule.id(), "title", rule.each(), rule.title(), false);
  }

  private void moved(DutyRule rule, DutyRule.Moved moved) {
    if (!isCollection(moved.entry())) {
      faults.fault(
          "duties", rule.id(), "moved", "there is no collection \"" + moved.entry() + "\"");
      return;
    }
    path("duties", rule.id(), "moved", moved.entry(), moved.at(), false);
    path("duties", rule.id(), "moved", moved.entry(), moved.to(), false);
    moved.counts().ifPresent(c -> condition("duties", rule.id(), "moved", moved.entry(), c, false));
  }

  private void places(
      String list, String id, String member, String each, Wording wording, boolean per) {
    for (int i = 1; i < wording.parts().size(); i += 2) {
      path(list, id, member, each, wording.parts().get(i), per);
    }
  }

  private void condition(
      String list, String id, String member, String each, JsonLogic rule, boolean per) {
    for (String path : rule.paths()) {
      path(list, id, member, each, path, per);
    }
    compared(list, id, member, each, rule.source());
  }

  private void path(String list, String id, String member, String each, String path, boolean per) {
    if (!isKnown(each, path, per)) {
      faults.fault(list, id, member, unknown(each, path));
    }
  }

  private static String unknown(String each, String path) {
    return "there is no field \"" + path + "\" of " + each + "; name it as the form does";
  }

  private boolean isKnown(String each, String path, boolean per) {
    int list = path.indexOf("[].");
    if (list >= 0) {
      String of = path.substring(0, list);
      String rest = path.substring(list + 3);
      int dot = of.indexOf('.');
      boolean entries = of.startsWith("all.") || of.startsWith("about.");
      return entries ? isKnown(of.substring(dot + 1), rest, false) : rest.isEmpty();
    }
    int dot = path.indexOf('.');
    String head = dot < 0 ? path : path.substring(0, dot);
    String rest = dot < 0 ? "" : path.substring(dot + 1);
    switch (head) {
      case "is":
        return form.factsByEach().getOrDefault(each, Map.of()).containsKey(path);
      case "incident":
        return isKnown(INCIDENT, rest, false);
      case "context":
        return !rest.isEmpty();
      case "all", "about", "count":
        return rest.isEmpty() ? head.equals("about") : isCollection(rest);
      case "lowered", "bare", "ms":
        return field(each, rest).isPresent();
      case "per":
        return isAskedApart(each, rest);
      case "whose":
        return form.byCollection().keySet().stream().anyMatch(of -> isKnown(of, rest, false));
      case "reason":
        return isReason(each, rest);
      case "copied":
        return each.equals("child");
      case "item":
        return per;
      case "":
        return true;
      default:
        return COMPUTED.contains(path) || field(each, path).isPresent() || isMember(each, head);
    }
  }

  private boolean isAskedApart(String each, String rest) {
    int value = rest.lastIndexOf('.');
    return value > 0
        && field(each, rest.substring(0, value)).filter(f -> f.per().isPresent()).isPresent();
  }

  private boolean isReason(String each, String rest) {
    String id =
        rest.endsWith(".code") || rest.endsWith(".words")
            ? rest.substring(0, rest.lastIndexOf('.'))
            : rest;
    return form.prompt(id).filter(rule -> rule.each().equals(each)).isPresent();
  }

  private boolean isMember(String each, String register) {
    return field(each, register).filter(f -> f.type() == FieldType.REGISTER).isPresent();
  }

  private Optional<FormField> field(String each, String name) {
    return form.field(each.equals(INCIDENT) ? "" : each, name);
  }

  private boolean isCollection(String name) {
    return !name.isEmpty() && form.byCollection().containsKey(name);
  }

  /** Finds codes that a condition compares a field with and the field's list does not have. */
  private void compared(String list, String id, String member, String each, Json rule) {
    if (rule instanceof Json.Arr items) {
      items.items().forEach(item -> compared(list, id, member, each, item));
      return;
    }
    if (!(rule instanceof Json.Obj object)) {
      return;
    }
    object
        .members()
        .forEach(
            (operation, arguments) -> {
              if (arguments instanceof Json.Arr pair && pair.items().size() == 2) {
                literal(list, id, member, each, pair.items().get(0), pair.items().get(1));
                literal(list, id, member, each, pair.items().get(1), pair.items().get(0));
              }
              boolean inner = operation.equals("some") || operation.equals("none");
              if (!inner && !operation.equals("all") && !operation.equals("filter")) {
                compared(list, id, member, each, arguments);
              }
            });
  }

  private void literal(
      String list, String id, String member, String each, Json variable, Json value) {
    if (!(variable instanceof Json.Obj of) || of.members().size() != 1) {
      return;
    }
    String path = of.text("var").orElse("");
    boolean ofIncident = path.startsWith("incident.");
    Optional<FormField> field = ofIncident ? field(INCIDENT, path.substring(9)) : field(each, path);
    if (!field.isPresent() || !field.get().codes().isPresent()) {
      return;
    }
    List<Json> values = value instanceof Json.Arr many ? many.items() : List.of(value);
    CodeList codes =
        form.codeList(field.get().codes().get()).orElseThrow(IllegalStateException::new);
    for (Json one : values) {
      if (one instanceof Json.Text code && !codes.byCode().containsKey(code.value())) {
        faults.fault(
            list,
            id,
            member,
            "the field " + field.get().key() + " has no code \"" + code.value() + "\"");
      }
    }
  }
}
