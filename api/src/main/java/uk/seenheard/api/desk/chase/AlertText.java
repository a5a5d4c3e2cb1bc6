package uk.seenheard.api.desk.chase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.api.ground.cards.Alert;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.cards.Watch;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;

/** Writes what is overdue as the JSON that pages read. */
final class AlertText {
  private final Map<String, String> names = new HashMap<>();

  AlertText(Force force) {
    force.people().forEach(person -> names.put(person.id(), person.name()));
  }

  /** An alert that somebody has just taken on or ended. */
  Json.Obj standing(AlertService.Standing standing) {
    return alert(standing.alert(), standing.firstAt());
  }

  private Json.Obj alert(Alert alert, long firstAt) {
    List<Json> people = new ArrayList<>();
    alert.people().forEach(id -> people.add(person(id)));
    Json.Builder text =
        Json.object()
            .put("alert", alert.id())
            .put("kind", alert.kind())
            .put("duty", alert.duty())
            .put("subject", alert.subject())
            .put("since", alert.lateSince(firstAt))
            .put("step", alert.step())
            .put("to", alert.to())
            .put("people", Json.list(people))
            .put("raisedAt", alert.raisedAt());
    alert
        .acknowledged()
        .ifPresent(
            taken ->
                text.put(
                    "acknowledged",
                    Json.object().put("by", person(taken.by())).put("at", taken.at()).build()));
    return text.build();
  }

  /** A line of the list of what is overdue. */
  Json.Obj line(IncidentCard card) {
    List<Json> alerts = new ArrayList<>();
    card.watch().alerts().forEach(alert -> alerts.add(alert(alert, card.firstAt())));
    Json.Builder line =
        Json.object()
            .put("incident", card.incident())
            .put("reference", card.reference())
            .put("form", card.form().map(FormRef::id))
            .put("state", card.state().word())
            .put("team", card.watch().team())
            .put("risk", card.counts().risk())
            .put("children", card.counts().children())
            .put("unheard", card.counts().unheard())
            .put("overdueSince", card.lateSince());
    card.form().ifPresent(form -> line.put("version", form.version()));
    if (card.watch().breachAt() != Watch.NEVER) {
      line.put("breachAt", card.watch().breachAt());
    }
    return line.put("alerts", Json.list(alerts)).build();
  }

  Json.Obj person(String id) {
    return Json.object().put("id", id).put("name", Optional.ofNullable(names.get(id))).build();
  }
}
