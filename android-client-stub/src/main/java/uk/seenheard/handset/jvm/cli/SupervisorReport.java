package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.SignedIn;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FormCodec;

/** What a supervisor is told about an incident, read through the server's own interface. */
final class SupervisorReport {
  private static final String SERGEANT = "ps401";

  /** Questions told of one child; the page shows them all. */
  private static final int SHOWN = 6;

  private final Transport server;
  private final PrintWriter out;

  SupervisorReport(Transport server, PrintWriter out) {
    this.server = server;
    this.out = out;
  }

  void at(String reference) {
    SignedIn login = answered(server.signIn(SERGEANT), "The sergeant could not sign in");
    Json.Obj queue = object(answered(server.read(login.token(), "incidents"), "The queue"));
    for (Json item : queue.items("incidents")) {
      Json.Obj card = object(item);
      if (card.text("reference").equals(Optional.of(reference))) {
        String id = card.text("incident").orElse("");
        tell(
            object(answered(server.read(login.token(), "incidents/" + id), "The incident")),
            login.token());
        return;
      }
    }
    throw new DemoFailed("The sergeant's queue does not show " + reference + ".");
  }

  private Words words(Json.Obj incident, String login) {
    String form =
        "forms/" + incident.text("form").orElse("") + '/' + incident.whole("version").orElse(1L);
    Json.Obj content = object(answered(server.read(login, form), "The form"));
    return new Words(Optional.of(FormCodec.read(content)));
  }

  private void tell(Json.Obj incident, String login) {
    Words words = words(incident, login);
    out.println();
    out.println(
        "Sergeant Calloway-Dunn's queue shows it: "
            + incident.text("state").orElse("?")
            + ", "
            + incident.whole("openMusts").orElse(0L)
            + " questions open that stand in the way of authorising it, "
            + incident.whole("contradictions").orElse(0L)
            + " contradictions.");
    Map<String, String> names = names(incident);
    out.println("The officers disagree about:");
    for (Json field : incident.items("contradicted")) {
      contradiction(object(field), names, words);
    }
    out.println("Still open, and nothing is authorised before each has an answer or a reason:");
    Map<String, List<String>> open = new LinkedHashMap<>();
    for (Json item : incident.items("prompts")) {
      Json.Obj prompt = object(item);
      if (prompt.text("status").equals(Optional.of("open")) && prompt.isTrue("blocks")) {
        open.computeIfAbsent(
                prompt.text("subject").map(at -> names.getOrDefault(at, at)).orElse("The incident"),
                unused -> new ArrayList<>())
            .add(
                "["
                    + prompt.text("finding").orElse("")
                    + "] "
                    + prompt.text("question").orElse(""));
      }
    }
    open.forEach(this::questions);
    out.flush();
  }

  private void questions(String subject, List<String> questions) {
    out.println("    " + subject + ": " + questions.size());
    questions.stream().limit(SHOWN).forEach(question -> out.println("        " + question));
    if (questions.size() > SHOWN) {
      out.println("        and " + (questions.size() - SHOWN) + " more");
    }
  }

  private void contradiction(Json.Obj field, Map<String, String> names, Words words) {
    FieldPath path = new FieldPath(field.text("at").orElse("?"));
    String whose =
        path.entry().map(entry -> names.getOrDefault(entry.text(), "") + ": ").orElse("");
    out.println("    " + whose + words.field(path));
    for (Json item : field.items("answers")) {
      Json.Obj answer = object(item);
      out.println(
          "        "
              + answer.object("by").text("name").orElse("?")
              + " says: "
              + words.answer(path, answer.get("value").orElse(Json.NULL)));
    }
  }

  /** What people call each entry: its name, or else what it is and which of them. */
  private static Map<String, String> names(Json.Obj incident) {
    Map<String, String> names = new TreeMap<>();
    incident
        .object("entries")
        .members()
        .forEach(
            (collection, found) -> {
              int number = 0;
              for (Json item : found instanceof Json.Arr list ? list.items() : List.<Json>of()) {
                Json.Obj entry = object(item);
                String otherwise = collection + ' ' + ++number;
                names.put(
                    entry.text("at").orElse(""),
                    entry.object("fields").object("name").text("value").orElse(otherwise));
              }
            });
    return names;
  }

  private static Json.Obj object(Json value) {
    return value instanceof Json.Obj object ? object : Json.EMPTY;
  }

  private static <T> T answered(Reply<T> reply, String what) {
    return reply.fold(
        value -> value,
        refusal -> {
          throw new DemoFailed(what + ": " + refusal.detail());
        },
        lost -> {
          throw new DemoFailed(what + ": " + lost.reason());
        });
  }
}
