package uk.seenheard.api.partners.evidence;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.partners.exchange.Told;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.FootageNote;

/**
 * Writes what is open of recordings. A recording's name is told to those who may see all of them;
 * an officer reads on the incident which of them are not withheld.
 */
record StandingText(Force force) {
  /** For somebody of that role. */
  Json.Obj of(StandingService.Found found, Role role) {
    List<Json> incidents = new ArrayList<>();
    found.lines().forEach(line -> incidents.add(incident(line, role)));
    return Json.object().put("incidents", Json.list(incidents)).put("more", found.more()).build();
  }

  private Json incident(StandingService.Line line, Role role) {
    List<Json> open = new ArrayList<>();
    line.notes().forEach(note -> open.add(note(note, role)));
    line.refused().forEach(one -> open.add(refused(one, role)));
    return Json.object()
        .put("incident", line.card().incident())
        .put("reference", line.card().reference())
        .put("team", line.card().watch().team())
        .put("open", Json.list(open))
        .build();
  }

  private Json note(FootageNote note, Role role) {
    Json.Builder text = Json.object().put("state", note.state()).put("at", note.at());
    text.put("person", note.person())
        .put("name", note.person().flatMap(force::person).map(Person::name));
    if (role.reviews()) {
      text.put("source", note.source()).put("clip", note.clip());
    }
    return text.build();
  }

  private static Json refused(StandingService.Refused refused, Role role) {
    Told told = refused.told();
    Json.Builder text =
        Json.object().put("state", "refused").put("at", told.since()).put("wish", told.of().text());
    if (role.reviews()) {
      Json.Obj wanted = refused.wish().wanted().orElse(Json.EMPTY);
      text.put("source", wanted.text("source")).put("clip", wanted.text("clip"));
    }
    told.fault().ifPresent(fault -> text.put("path", fault.path()).put("code", fault.code()));
    return text.build();
  }
}
