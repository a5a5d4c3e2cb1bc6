package uk.seenheard.api.desk.review;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.sync.act.DecidedFields;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.review.Obstacle;
import uk.seenheard.sync.review.ProtectionDecided;
import uk.seenheard.sync.review.ReviewRules;
import uk.seenheard.sync.review.Reviewer;
import uk.seenheard.sync.review.Ruling;

/**
 * Lets supervisors decide about an incident as they saw it. If it is not what they saw, they are
 * told what is new, and decide again.
 */
public final class Deciding {
  private final Incidents incidents;
  private final IncidentQuestions questions;
  private final Quarantine quarantine;
  private final SinceSeen since;
  private final IncidentFolds folds;
  private final Receivers receivers;
  private final LongSupplier now;

  /** With the parts of this server. */
  public Deciding(
      Incidents incidents,
      IncidentQuestions questions,
      Quarantine quarantine,
      SinceSeen since,
      IncidentFolds folds,
      Receivers receivers,
      LongSupplier now) {
    this.incidents = incidents;
    this.questions = questions;
    this.quarantine = quarantine;
    this.since = since;
    this.folds = folds;
    this.receivers = receivers;
    this.now = now;
  }

  /**
   * Decides.
   *
   * @param seen the frontier of the record that the person was looking at
   * @param items the operations, as in a change's content
   */
  Future<DecisionResult> decide(Grant grant, String incident, Hash seen, List<Json> items) {
    return incidents.change(
        Incidents.By.of(grant), incident, at -> decided(grant, at, seen, items));
  }

  private Future<Decided<DecisionResult>> decided(
      Grant grant, IncidentAt at, Hash seen, List<Json> items) {
    return at.record().frontier().equals(seen)
        ? decided(grant, at, items)
        : since.of(at, seen).compose(news -> moved(grant, at, news, items));
  }

  private Future<Decided<DecisionResult>> decided(Grant grant, IncidentAt at, List<Json> items) {
    return questions
        .chronology(at)
        .compose(said -> incidents.about(at.record(), () -> judged(grant, at, said, items)))
        .compose(ops -> released(grant, at, ops));
  }

  /**
   * What somebody looked at is not what stands. If all that is new was raised by a server (an alert
   * is no news of the record), the decision goes on; if what is new is this very decision, made by
   * the same person on the same record, it was made, once; else they are shown what is new.
   */
  private Future<Decided<DecisionResult>> moved(
      Grant grant, IncidentAt at, Optional<SinceSeen.News> news, List<Json> items) {
    List<OpenedChange> byPeople = news.map(SinceSeen.News::byPeople).orElse(List.of());
    if (news.isPresent() && byPeople.isEmpty()) {
      return decided(grant, at, items);
    }
    Optional<OpenedChange> made = news.flatMap(one -> same(grant, one, items));
    return made.map(
            change ->
                Future.succeededFuture(
                    new Decided<DecisionResult>(
                        Map.of(),
                        List.of(),
                        written ->
                            standing(
                                at.id(), change.stored().entry().hash(), change.stored().n()))))
        .orElseGet(
            () -> Future.failedFuture(Decisions.moved(at.record().frontier(), byPeople).raised()));
  }

  /** This person's change that says the same, if it is among the news. */
  private static Optional<OpenedChange> same(Grant grant, SinceSeen.News news, List<Json> items) {
    List<Operation> ops = DecisionOps.read(items, Incident.of(news.before()));
    return news.byPeople().stream()
        .filter(change -> change.stored().entry().author().equals(grant.person()))
        .filter(change -> change.applied().filter(made -> says(made.ops(), ops)).isPresent())
        .findFirst();
  }

  /** Whether a change says what was decided, and beyond it only what follows from that. */
  private static boolean says(List<Operation> made, List<Operation> ops) {
    return made.size() >= ops.size()
        && made.subList(0, ops.size()).equals(ops)
        && made.subList(ops.size(), made.size()).stream()
            .allMatch(
                op ->
                    op instanceof Operation.SetField set
                        && DecidedFields.NAMES.contains(set.at().name()));
  }

  /** The operations, once they are allowed; a refusal is raised. */
  private List<Operation> judged(
      Grant grant, IncidentAt at, Chronology chronology, List<Json> items) {
    List<Operation> ops = DecisionOps.read(items, at.incident());
    Decisions.requireKnown(ops, receivers);
    requireTheirs(grant, at, ops);
    Decisions.requireSettled(ops, at.card());
    Reviewer by =
        new Reviewer(grant.person(), grant.role().reviews(), grant.role() == Role.INSPECTOR);
    List<Obstacle> obstacles = questions.obstacles(at, chronology);
    Incident read = questions.asRead(at);
    if (ReviewRules.judge(ops, by, read, obstacles) instanceof Ruling.Refused refused) {
      throw new Refusal.Ruled(refused).raised();
    }
    return ops;
  }

  /**
   * Lets who only sees an incident decide nothing in it, but let in an officer who says that they
   * are there, or turn them away: both teams' supervisors are asked that.
   */
  private void requireTheirs(Grant grant, IncidentAt at, List<Operation> ops) {
    if (!Decisions.answersAsking(ops, at.card(), receivers)) {
      at.requireDecidedBy(grant);
      Decisions.requireHandedOn(ops, at.card(), grant);
    }
  }

  private Future<Decided<DecisionResult>> released(
      Grant grant, IncidentAt at, List<Operation> ops) {
    List<Operation> all = new ArrayList<>(ops);
    all.addAll(ProtectionDecided.of(ops, grant.name(), now.getAsLong(), at.record()));
    return quarantine
        .released(at, ops)
        .map(
            pieces ->
                new Decided<>(Map.of(at.id(), all), pieces, written -> standing(at.id(), written)));
  }

  private Future<DecisionResult> standing(String incident, Optional<Decided.Written> written) {
    Decided.Written one = written.orElseThrow();
    return standing(incident, one.change(incident).hash(), one.n());
  }

  private Future<DecisionResult> standing(String incident, Hash change, long n) {
    return folds
        .at(incident, n)
        .compose(
            record ->
                incidents.about(
                    record,
                    () ->
                        new DecisionResult(
                            n, change, record.frontier(), Incident.of(record).review().state())));
  }
}
