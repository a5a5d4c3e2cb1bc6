package uk.seenheard.api.desk.chase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.cards.Alert;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * The alerts of an incident as its acts tell them: raised by a server, taken on or ended by people.
 *
 * @param raised every alert that was ever raised, by its id, as it stands
 * @param ended those that a person ended with a reason
 */
record AlertBook(Map<String, Alert> raised, Set<String> ended) {
  static final String RAISED = Act.ALERT.word();
  static final String ACKNOWLEDGED = Act.ALERT_ACKNOWLEDGED.word();
  static final String ENDED = Act.ALERT_ENDED.word();

  AlertBook {
    raised = Map.copyOf(raised);
    ended = Set.copyOf(ended);
  }

  /** Acts that are dated later than this many milliseconds from now were dated by a wrong clock. */
  private static final long AHEAD_MILLIS = 300_000;

  /**
   * The alerts at a moment. What was raised or taken on at a time to come was so by a clock that
   * was wrong: nobody was told anything when it was due, and it does not count.
   */
  static AlertBook of(IncidentRecord record, long now) {
    Map<String, Alert> raised = new HashMap<>();
    Set<String> ended = new TreeSet<>();
    for (RecordedAct deed : record.deeds()) {
      String id = deed.with().text("alert").orElse("");
      if (deed.wall() > now + AHEAD_MILLIS && !ENDED.equals(deed.act())) {
        continue;
      }
      if (RAISED.equals(deed.act())) {
        raised.put(id, raised(deed, id));
      } else if (ACKNOWLEDGED.equals(deed.act())) {
        raised.computeIfPresent(id, (name, alert) -> taken(alert, deed.author(), deed.wall()));
      } else if (ENDED.equals(deed.act())) {
        ended.add(id);
      }
    }
    return new AlertBook(raised, ended);
  }

  private static Alert raised(RecordedAct deed, String id) {
    List<String> people = new ArrayList<>();
    for (Json person : deed.with().items("people")) {
      if (person instanceof Json.Text text) {
        people.add(text.value());
      }
    }
    return new Alert(
        id,
        deed.with().text("kind").orElse(""),
        deed.with().text("duty"),
        deed.about().map(FieldPath::text),
        deed.with().whole("since").orElse(deed.wall()),
        deed.with().whole("step").orElse(0L).intValue(),
        deed.with().text("to").orElse(""),
        people,
        deed.wall(),
        Optional.empty());
  }

  private static Alert taken(Alert alert, String by, long at) {
    return new Alert(
        alert.id(),
        alert.kind(),
        alert.duty(),
        alert.subject(),
        alert.since(),
        alert.step(),
        alert.to(),
        alert.people(),
        alert.raisedAt(),
        Optional.of(new Alert.Acknowledged(by, at)));
  }

  /** Those that were raised, are not ended, and about something that still stands. */
  List<Alert> open(List<Concern> concerns) {
    List<Alert> open = new ArrayList<>();
    for (Concern concern : concerns) {
      Alert alert = raised.get(concern.id());
      if (alert != null && !ended.contains(concern.id())) {
        open.add(alert);
      }
    }
    return open;
  }
}
