package uk.seenheard.officer.door;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.Recorder;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.officer.shown.Shown;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;

/**
 * What an officer can do on the page, by name. What is done to an incident answers with how it
 * stands then, and with the part of it that the page looks at ({@code section}).
 */
final class Commands {
  private final Handset handset;
  private final Shown shown;
  private final Waits waits;
  private final PlainJsonReader reader = new PlainJsonReader();

  Commands(Handset handset, Waits waits) {
    this.handset = handset;
    this.waits = waits;
    this.shown = new Shown(handset);
  }

  Json tell(String command, String text) {
    Json.Obj given = (Json.Obj) reader.read(text);
    switch (command) {
      case "status":
        return shown.kept();
      case "home":
        return shown.home();
      case "forms":
        return shown.forms();
      case "sign-in":
        return said(handset.signIn(needed(given, "person"), given.text("force")));
      case "renew":
        return Json.object().put("renewed", handset.renewLogin()).build();
      case "sign-out":
        handset.signOut();
        return shown.kept();
      case "signal":
        handset.offline(given.isTrue("offline"));
        return shown.kept();
      case "sync":
        waits.taken();
        return synced(handset.sync(), waits.taken());
      case "wipe":
        return Json.object().put("unsent", handset.wipe()).build();
      case "wipe-now":
        return Json.object().put("lost", handset.wipeNow(needed(given, "supervisor"))).build();
      case "begin":
        String incident = handset.newIncident(needed(given, "form"), given.text("reference"));
        handset.choose(incident);
        return given.isTrue("brief")
            ? Json.object().put("incident", incident).build()
            : shown.incident(incident, given.text("section"));
      default:
        return recorded(command, needed(given, "incident"), given);
    }
  }

  /** What is done to an incident. */
  private Json recorded(String command, String incident, Json.Obj given) {
    Optional<FieldPath> made = Optional.empty();
    switch (command) {
      case "show":
        if (!handset.current().equals(Optional.of(incident))) {
          handset.choose(incident);
        }
        break;
      case "words":
        return shown.words(incident);
      case "record":
        return shown.record(incident);
      case "look":
        return look(incident, given);
      case "ready":
        // Its form is read and its changes are folded before anybody waits for them.
        handset.asked(incident);
        handset.duties(incident);
        return Json.EMPTY;
      case "draft":
        handset.draft(incident, needed(given, "place"), given.text("text").orElse(""));
        return Json.EMPTY;
      case "answer":
        recorder(given)
            .answer(
                incident,
                new FieldPath(needed(given, "at")),
                given.get("value").orElse(Json.EMPTY),
                given.text("reason"));
        break;
      case "add":
        made =
            Optional.of(
                recorder(given)
                    .addEntry(
                        incident,
                        needed(given, "collection"),
                        given.object("value"),
                        answers(given)));
        break;
      case "say":
        recorder(given)
            .addStatement(
                incident,
                new FieldPath(needed(given, "child")),
                needed(given, "words"),
                given.object("more"));
        break;
      case "mark":
        handset.mark(incident, new FieldPath(needed(given, "about")), needed(given, "what"));
        break;
      case "let-go":
        handset.letGo(incident);
        return shown.home();
      case "strike":
        handset.strike(incident, new FieldPath(needed(given, "at")), needed(given, "reason"));
        break;
      case "same":
        handset.sameAs(
            incident,
            new FieldPath(needed(given, "one")),
            new FieldPath(needed(given, "other")),
            needed(given, "reason"));
        break;
      case "submit":
        handset.submit(incident);
        break;
      default:
        throw new IllegalArgumentException("no command is called " + command);
    }
    // What was typed is a change now.
    given.text("place").ifPresent(place -> handset.draft(incident, place, ""));
    for (Json place : given.items("places")) {
      if (place instanceof Json.Text text) {
        handset.draft(incident, text.value(), "");
      }
    }
    // Whoever is told what differs later needs no more now than that it is on the disk.
    return given.isTrue("brief")
        ? Json.object().put("saved", true).put("made", made.map(FieldPath::text)).build()
        : shown.incident(incident, given.text("section"));
  }

  /** What differs in what the page shows: it says which version of which parts it holds. */
  private Json look(String incident, Json.Obj given) {
    Map<String, Long> held = new LinkedHashMap<>();
    for (Json part : given.items("parts")) {
      if (part instanceof Json.Obj one) {
        held.put(needed(one, "id"), one.whole("version").orElse(0L));
      }
    }
    return shown.look(incident, held, given.whole("head").orElse(0L));
  }

  /** Who records it: as it happens, or from what was written on paper before. */
  private Recorder recorder(Json.Obj given) {
    Json.Obj noted = given.object("noted");
    return noted.members().isEmpty()
        ? handset
        : handset.fromNotes(needed(noted, "from"), needed(noted, "at"));
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

  private static Json synced(SyncReport report, long wait) {
    return Json.object()
        .put("outcome", report.outcome().name())
        .put("pushed", report.pushed())
        .put("wait", wait)
        .put("received", report.received())
        .put("notes", Json.texts(report.notes()))
        .build();
  }
}
