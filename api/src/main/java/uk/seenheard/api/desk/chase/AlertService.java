package uk.seenheard.api.desk.chase;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.cards.Alert;
import uk.seenheard.api.ground.cards.DeskProjection;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Field;

/** Lets people see what is overdue within their scope, take it on, and end its chase. */
public final class AlertService {
  private final DeskProjection desk;
  private final Incidents incidents;
  private final ChaseWatch watch;
  private final Looks looks;
  private final LongSupplier now;

  /** With the parts of this server. */
  public AlertService(
      DeskProjection desk, Incidents incidents, ChaseWatch watch, Looks looks, LongSupplier now) {
    this.desk = desk;
    this.incidents = incidents;
    this.watch = watch;
    this.looks = looks;
    this.now = now;
  }

  Future<List<IncidentCard>> overdue(
      Grant grant, Optional<String> team, Optional<String> after, int most) {
    return desk.overdue(grant.scopesOf(team), after, most)
        .compose(
            cards ->
                looks.at(
                    grant, "overdue", cards.stream().map(IncidentCard::incident).toList(), cards));
  }

  ChasePolicy policy() {
    return watch.policy();
  }

  /**
   * An alert as it stands now.
   *
   * @param firstAt when its incident first reached the server
   */
  record Standing(Alert alert, long firstAt) {}

  private static Standing standing(IncidentAt at, Alert alert) {
    return new Standing(alert, at.card().firstAt());
  }

  /** Takes an alert on; who has it already is told so, and nothing is written twice. */
  Future<Standing> acknowledge(Grant grant, String id, Optional<String> words) {
    return incidents.change(
        Incidents.By.of(grant),
        incident(id),
        incidents.pure(at -> acknowledged(grant, at, id, words)));
  }

  private Decided<Standing> acknowledged(
      Grant grant, IncidentAt at, String id, Optional<String> words) {
    Incident incident = at.incident();
    Alert alert = open(incident, at.card(), id);
    at.requireDecidedBy(grant);
    requireRank(grant, alert);
    Optional<Alert.Acknowledged> taken = alert.acknowledged();
    if (taken.isPresent() && taken.get().by().equals(grant.person())) {
      return Decided.nothing(standing(at, alert));
    }
    List<Operation> ops = new ArrayList<>();
    Json.Builder with = Json.object().put("alert", id).put("step", alert.step());
    with.put("words", words);
    ops.add(act(AlertBook.ACKNOWLEDGED, alert, with.build(), incident));
    if (grant.role() == Role.INSPECTOR) {
      answer(grant, alert, incident).ifPresent(ops::add);
    }
    return Decided.of(at, ops, standing(at, alert.takenOn(grant.person(), now.getAsLong())));
  }

  /** Ends a chase though what was chased still stands: a decision with a reason. */
  Future<Standing> end(Grant grant, String id, String reason) {
    return incidents.change(
        Incidents.By.of(grant), incident(id), incidents.pure(at -> ended(grant, at, id, reason)));
  }

  private Decided<Standing> ended(Grant grant, IncidentAt at, String id, String reason) {
    Incident incident = at.incident();
    AlertBook book = AlertBook.of(incident.record(), now.getAsLong());
    if (book.ended().contains(id) && book.raised().containsKey(id)) {
      return Decided.nothing(standing(at, book.raised().get(id)));
    }
    Alert alert = open(incident, at.card(), id);
    at.requireDecidedBy(grant);
    requireRank(grant, alert);
    if (watch.whose(incident, at.card(), id).filter(grant.person()::equals).isPresent()) {
      throw new Refusal.Forbidden(
              "This is about your own camera: another supervisor has to end it.")
          .raised();
    }
    Json.Obj with = Json.object().put("alert", id).put("reason", reason).build();
    return Decided.of(
        at, List.of(act(AlertBook.ENDED, alert, with, incident)), standing(at, alert));
  }

  /** What the duty asks of an inspector is answered by taking the alert on. */
  private Optional<Operation> answer(Grant grant, Alert alert, Incident incident) {
    Optional<FieldPath> at =
        watch
            .policy()
            .ladder(alert.kind(), alert.duty())
            .sets()
            .flatMap(name -> alert.subject().map(subject -> new FieldPath(subject).field(name)));
    return at.filter(path -> incident.record().field(path).isEmpty())
        .map(
            path ->
                new Operation.SetField(
                    path, Json.of(grant.name()), over(incident, path), Optional.empty(), false));
  }

  private static List<OperationId> over(Incident incident, FieldPath path) {
    return incident.record().field(path).map(Field::over).orElse(List.of());
  }

  private static Operation act(String act, Alert alert, Json.Obj with, Incident incident) {
    return new Operation.Act(
        act, alert.subject().map(FieldPath::new), with, List.of(), incident.record().frontier());
  }

  private Alert open(Incident incident, IncidentCard card, String id) {
    return AlertBook.of(incident.record(), now.getAsLong())
        .open(watch.concerns(incident, card, now.getAsLong()))
        .stream()
        .filter(alert -> alert.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal.NotNow(
                        "This is not overdue any more: it was done, decided or ended. Look again.")
                    .raised());
  }

  private static void requireRank(Grant grant, Alert alert) {
    int rank = ChasePolicy.rank(grant.role().word());
    if (rank < ChasePolicy.rank(alert.to())) {
      throw new Refusal.Forbidden(
              "This has gone up to the "
                  + alert.to()
                  + ": only they, or somebody above, take it on.")
          .raised();
    }
  }

  private static String incident(String alert) {
    return alert.substring(0, alert.indexOf('.'));
  }
}
