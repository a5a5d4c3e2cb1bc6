package uk.seenheard.officer.door;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.Status;
import uk.seenheard.handset.core.View;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.prompt.PromptState;

/**
 * What an officer can do on the page, by name: {@code status}, {@code sign-in}, {@code begin},
 * {@code show}, {@code answer}, {@code add}, {@code say}, {@code submit}, {@code sync}.
 */
final class Commands {
  private final Handset handset;
  private final PlainJsonReader reader = new PlainJsonReader();

  Commands(Handset handset) {
    this.handset = handset;
  }

  Json tell(String command, String text) {
    Json.Obj given = (Json.Obj) reader.read(text);
    switch (command) {
      case "status":
        return status();
      case "sign-in":
        return said(handset.signIn(needed(given, "person"), given.text("force")));
      case "begin":
        String incident = handset.newIncident(needed(given, "form"), given.text("reference"));
        handset.choose(incident);
        return show(incident);
      case "show":
        return show(needed(given, "incident"));
      case "answer":
        handset.answer(
            needed(given, "incident"),
            new FieldPath(needed(given, "at")),
            given.get("value").orElse(Json.EMPTY),
            given.text("reason"));
        return show(needed(given, "incident"));
      case "add":
        handset.addEntry(
            needed(given, "incident"), needed(given, "collection"), Json.EMPTY, answers(given));
        return show(needed(given, "incident"));
      case "say":
        handset.addStatement(
            needed(given, "incident"),
            new FieldPath(needed(given, "child")),
            needed(given, "words"),
            given.object("more"));
        return show(needed(given, "incident"));
      case "submit":
        handset.submit(needed(given, "incident"));
        return show(needed(given, "incident"));
      case "sync":
        return synced(handset.sync());
      default:
        throw new IllegalArgumentException("no command is called " + command);
    }
  }

  private static String needed(Json.Obj given, String name) {
    return given
        .text(name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing from the command"));
  }

  private static Map<String, Json> answers(Json.Obj given) {
    return new HashMap<>(given.object("answers").members());
  }

  private static Json said(Optional<String> wrong) {
    return Json.object().put("wrong", wrong).build();
  }

  private static Json synced(SyncReport report) {
    return Json.object()
        .put("outcome", report.outcome().name())
        .put("pushed", report.pushed())
        .put("received", report.received())
        .put("notes", Json.texts(report.notes()))
        .build();
  }

  private Json status() {
    Status now = handset.status();
    return Json.object()
        .put("person", now.person())
        .put("locked", now.locked())
        .put("queued", now.queued())
        .put("acknowledged", now.acknowledged())
        .put("synced", now.synced())
        .put("current", handset.current())
        .put("incidents", Json.texts(now.locked() ? List.of() : handset.incidents()))
        .build();
  }

  private Json show(String incident) {
    View view = handset.view(incident);
    List<Json> children = new ArrayList<>();
    List<Json> answered = new ArrayList<>();
    if (!view.leaving()) {
      for (Entry entry : view.incident().record().entries().values()) {
        if (entry.at().collection().equals("child")) {
          children.add(child(view, entry));
        }
      }
      view.incident().record().fields().values().forEach(field -> answered.add(answered(field)));
    }
    List<Json> open = new ArrayList<>();
    handset.asked(incident).ifPresent(asked -> asked.open().forEach(p -> open.add(open(asked, p))));
    return Json.object()
        .put("incident", incident)
        .put("unsent", view.unsent().size())
        .put("children", Json.list(children))
        .put("answered", Json.list(answered))
        .put("open", Json.list(open))
        .put("review", view.incident().review().state().word())
        .build();
  }

  private static Json child(View view, Entry entry) {
    Optional<Json> name = view.incident().record().field(entry.at(), "name").flatMap(Field::agreed);
    return Json.object().put("at", entry.at().text()).put("name", name.orElse(Json.of(""))).build();
  }

  private static Json answered(Field field) {
    return Json.object()
        .put("at", field.at().text())
        .put("value", field.agreed().orElse(Json.EMPTY))
        .build();
  }

  private static Json open(Asked asked, PromptState prompt) {
    Json.Builder one =
        Json.object()
            .put("prompt", prompt.prompt())
            .put("question", prompt.question())
            .put("why", prompt.why())
            .put("subject", prompt.subject().map(FieldPath::text))
            .put("at", prompt.asks().map(FieldPath::text))
            .put("addsTo", prompt.addsTo())
            .put("with", prompt.with())
            .put("typed", prompt.typed());
    Optional<FormField> field = asked.field(prompt);
    if (field.isPresent()) {
      one.put("type", field.get().type().name());
      asked.codes(field.get()).ifPresent(codes -> one.put("codes", codes(codes)));
    }
    return one.build();
  }

  private static Json codes(CodeList list) {
    List<Json> codes = new ArrayList<>();
    for (Code code : list.codes()) {
      codes.add(Json.object().put("code", code.code()).put("label", code.label()).build());
    }
    return Json.list(codes);
  }
}
