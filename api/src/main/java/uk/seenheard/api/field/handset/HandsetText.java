package uk.seenheard.api.field.handset;

import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Team;
import uk.seenheard.sync.codec.Json;

/** Writes a line of the register as the contract says it. */
final class HandsetText {
  private final Force force;

  HandsetText(Force force) {
    this.force = force;
  }

  Json.Obj line(Handset line, long now) {
    Json.Builder text =
        Json.object().put("device", line.device()).put("state", line.state(now).word());
    line.shift()
        .ifPresent(
            shift ->
                text.put("person", named(shift.person(), personName(shift.person())))
                    .put("team", named(shift.team(), teamName(shift.team())))
                    .put("shiftAt", shift.at())
                    .put("leaseUntil", shift.leaseUntil()));
    line.contact()
        .ifPresent(
            contact ->
                text.put("lastSeen", contact.at())
                    .put("queued", contact.queued())
                    .put("clockErrorMillis", contact.clockErrorMillis()));
    line.told()
        .map(Handset.Told::app)
        .filter(app -> !app.isEmpty())
        .ifPresent(a -> text.put("app", a));
    line.ordered().ifPresent(ordered -> text.put("order", order(line, ordered)));
    if (line.forkedAt() > 0) {
      text.put("forkedAt", line.forkedAt());
    }
    if (line.wipedAt() > 0) {
      text.put("wipedAt", line.wipedAt());
    }
    return text.build();
  }

  private Json.Obj order(Handset line, Handset.Ordered ordered) {
    Json.Builder text =
        Json.object()
            .put("id", ordered.id())
            .put("order", ordered.order())
            .put("at", ordered.at())
            .put("by", named(ordered.by(), personName(ordered.by())))
            .put("unsent", ordered.unsent());
    line.receiptOfOrder()
        .ifPresent(
            receipt ->
                text.put("done", receipt.done())
                    .put("doneAt", receipt.at())
                    .put("unsentThen", receipt.unsent()));
    return text.build();
  }

  private String personName(String id) {
    return force.person(id).map(Person::name).orElse("");
  }

  private String teamName(String id) {
    return force.team(id).map(Team::name).orElse(id);
  }

  private static Json.Obj named(String id, String name) {
    Json.Builder text = Json.object().put("id", id);
    return name.isEmpty() ? text.build() : text.put("name", name).build();
  }
}
