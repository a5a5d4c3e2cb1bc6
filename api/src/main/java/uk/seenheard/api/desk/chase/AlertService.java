package uk.seenheard.api.desk.chase;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.Role;
import uk.seenheard.api.ground.projection.Alert;
import uk.seenheard.api.ground.projection.DeskProjection;
import uk.seenheard.api.ground.projection.IncidentCard;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Field;

/** Lets people see what is overdue within their scope, take it on, and end its chase. */
public final class AlertService {
  private final DeskProjection desk;
  private final IncidentActs acts;
  private final ChaseWatch watch;
  private final LongSupplier now;

  /** With the parts of this server. */
  public AlertService(DeskProjection desk, IncidentActs acts, ChaseWatch watch, LongSupplier now) {
    this.desk = desk;
    this.acts = acts;
    this.watch = watch;
    this.now = now;
  }

  Future<List<IncidentCard>> overdue(
      Grant grant, Optional<String> team, Optional<String> after, int most) {
    return desk.overdue(grant.scopesOf(team), after, most);
  }

  ChasePolicy policy() {
    return watch.policy();
  }

  /** Takes an alert on; who has it already is told so, and nothing is written twice. */
  Future<Alert> acknowledge(Grant grant, String id, Optional<String> words) {
    return acts.act(
        by(grant),
        incident(id),
        (incident, card) -> {
          Alert alert = open(incident, card, id);
          requireRank(grant, alert);
          Optional<Alert.Acknowledged> taken = alert.acknowledged();
          if (taken.isPresent() && taken.get().by().equals(grant.person())) {
            return new IncidentActs.Decided<>(List.of(), alert);
          }
          List<Operation> ops = new ArrayList<>();
          Json.Builder with = Json.object().put("alert", id).put("step", alert.step());
          with.put("words", words);
          ops.add(act(AlertBook.ACKNOWLEDGED, alert, with.build(), incident));
          if (grant.role() == Role.INSPECTOR) {
            answer(grant, alert, incident).ifPresent(ops::add);
          }
          Alert mine =
              new Alert(
                  alert.id(),
                  alert.kind(),
                  alert.duty(),
                  alert.subject(),
                  alert.since(),
                  alert.step(),
                  alert.to(),
                  alert.people(),
                  alert.raisedAt(),
                  Optional.of(new Alert.Acknowledged(grant.person(), now.getAsLong())));
          return new IncidentActs.Decided<>(ops, mine);
        });
  }

  /** Ends a chase though what was chased still stands: a decision with a reason. */
  Future<Alert> end(Grant grant, String id, String reason) {
    return acts.act(
        by(grant),
        incident(id),
        (incident, card) -> {
          if (AlertBook.of(incident.record()).ended().contains(id)) {
            Alert ended = AlertBook.of(incident.record()).raised().get(id);
            if (ended != null) {
              return new IncidentActs.Decided<>(List.of(), ended);
            }
          }
          Alert alert = open(incident, card, id);
          requireRank(grant, alert);
          Json.Obj with = Json.object().put("alert", id).put("reason", reason).build();
          return new IncidentActs.Decided<>(
              List.of(act(AlertBook.ENDED, alert, with, incident)), alert);
        });
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
    return AlertBook.of(incident.record())
        .open(watch.concerns(incident, card, now.getAsLong()))
        .stream()
        .filter(alert -> alert.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                    409,
                    "not-now",
                    "Not now",
                    "This is not overdue any more: it was done, decided or ended. Look again."));
  }

  private static void requireRank(Grant grant, Alert alert) {
    int rank = ChasePolicy.rank(grant.role().word());
    if (rank < ChasePolicy.rank(alert.to())) {
      throw Problem.forbidden(
          "This has gone up to the " + alert.to() + ": only they, or somebody above, take it on.");
    }
  }

  private static IncidentActs.By by(Grant grant) {
    return new IncidentActs.By(grant.person(), grant.token(), grant.scopes());
  }

  private static String incident(String alert) {
    return alert.substring(0, alert.indexOf('.'));
  }
}
