package uk.seenheard.api.desk.console;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.Caller;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** What an officer's page was told is saved, against what the server has in its log. */
final class SavedOnThePage {
  private final String url;
  private final List<Json.Obj> saves = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  SavedOnThePage(String url) {
    this.url = url;
  }

  /** A command that the page heard was done. */
  void add(Json.Obj save) {
    saves.add(save);
  }

  int count() {
    return saves.size();
  }

  /** What the server has not got. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  /** Reads all that the log has of these incidents. */
  void compare() {
    Set<String> there = new HashSet<>();
    for (String person : List.of("pc1201", "pc1202")) {
      for (Frame frame : Caller.signedIn(url, person).pull(Optional.empty())) {
        if (frame instanceof Frame.Change change) {
          Json.Obj content = (Json.Obj) new JacksonJsonReader().read(change.content());
          String incident = content.text("incident").orElse("");
          for (Json op : content.items("ops")) {
            facts(incident, (Json.Obj) op, there);
          }
        }
      }
    }
    for (Json.Obj save : saves) {
      for (String fact : owed(save)) {
        if (!there.contains(fact)) {
          missing.add(fact);
        }
      }
    }
  }

  private static void facts(String incident, Json.Obj op, Set<String> there) {
    there.add(incident);
    String kind = op.text("op").orElse("");
    String at = op.text("at").orElse("");
    switch (kind) {
      case "set":
        Json value = op.get("value").orElse(Json.EMPTY);
        there.add(incident + " set " + at + ' ' + value.canonical());
        there.add(incident + " known " + name(at) + ' ' + value.canonical());
        break;
      case "add":
        there.add(incident + " add " + at.substring(0, at.indexOf('/')));
        op.object("value").text("words").ifPresent(words -> there.add(incident + " said " + words));
        break;
      case "strike":
        there.add(incident + " strike " + at);
        break;
      default:
        there.add(incident + ' ' + op.text("act").orElse(""));
    }
  }

  private static String name(String at) {
    return at.substring(at.lastIndexOf('/') + 1);
  }

  /** What the log owes for a command that was done. */
  private static List<String> owed(Json.Obj save) {
    String incident = save.text("incident").orElse("");
    Json.Obj given = save.object("given");
    List<String> owed = new ArrayList<>(List.of(incident));
    switch (save.text("command").orElse("")) {
      case "answer":
        owed.add(
            incident
                + " set "
                + given.text("at").orElse("")
                + ' '
                + given.get("value").orElse(Json.EMPTY).canonical());
        break;
      case "add":
        owed.add(incident + " add " + given.text("collection").orElse(""));
        for (Map.Entry<String, Json> answer : given.object("answers").members().entrySet()) {
          owed.add(incident + " known " + answer.getKey() + ' ' + answer.getValue().canonical());
        }
        break;
      case "say":
        owed.add(incident + " said " + given.text("words").orElse(""));
        break;
      case "strike":
        owed.add(incident + " strike " + given.text("at").orElse(""));
        break;
      case "submit":
        owed.add(incident + " submit");
        break;
      default:
        break;
    }
    return owed;
  }
}
