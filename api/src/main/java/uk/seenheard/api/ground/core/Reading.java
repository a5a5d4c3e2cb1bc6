package uk.seenheard.api.ground.core;

import io.vertx.core.Context;
import io.vertx.core.Future;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.ground.chronology.ChildKeys;
import uk.seenheard.api.ground.chronology.Chronicle;
import uk.seenheard.api.ground.projection.DeskProjection;
import uk.seenheard.api.ground.projection.EarlierEvents;
import uk.seenheard.api.ground.projection.IncidentFolds;
import uk.seenheard.api.ground.projection.LedgerFollower;
import uk.seenheard.api.ground.projection.MongoDeskProjection;
import uk.seenheard.api.ground.projection.MongoGenerations;
import uk.seenheard.api.ground.projection.MongoProjection;
import uk.seenheard.api.ground.projection.Opener;
import uk.seenheard.api.ground.projection.Projection;
import uk.seenheard.api.ground.projection.Projector;
import uk.seenheard.api.ground.projection.Rebuilding;
import uk.seenheard.api.ground.projection.ServingProjection;

/**
 * What is derived from the log, and what keeps it.
 *
 * @param projection changes by incident, cards by scope
 * @param cards the queues of the desk
 * @param projector what follows the log
 * @param folds incidents as they stood at a commit
 * @param serving which generation is read
 */
public record Reading(
    Projection projection,
    DeskProjection cards,
    Projector projector,
    Opener opener,
    IncidentFolds folds,
    EarlierEvents earlier,
    ServingProjection serving,
    Rebuilding rebuilding) {

  /** Makes the indexes; the answer is the generation that serves. */
  public static Future<Integer> prepare(DocumentStore documents, String force) {
    return new MongoProjection(documents, force)
        .prepare()
        .compose(done -> new MongoDeskProjection(documents, () -> force).prepare())
        .compose(done -> generations(documents, force).serving());
  }

  private static MongoGenerations generations(DocumentStore documents, String force) {
    return new MongoGenerations(
        documents, force, n -> new MongoProjection(documents, MongoGenerations.feed(force, n)));
  }

  static Reading of(
      Basis basis, People people, Writing writing, int generation, Followers followers) {
    String force = people.force().id();
    MongoGenerations generations = generations(basis.documents(), force);
    ServingProjection serving = new ServingProjection(generation, generations.of(generation));
    Opener opener = new Opener(basis.vertx(), writing.incidentKeys(), basis.codec());
    Chronicle chronicle = new Chronicle(ChildKeys.of(writing.keys().forceKey()));
    Kept kept = new Kept(basis, writing, opener, chronicle, followers);
    Projection projection = serving.front();
    IncidentFolds folds = kept.folds(basis.context(), projection);
    Projector projector = kept.projector(basis.context(), projection, folds, followers);
    writing.writer().onCommit(projector::committed);
    return new Reading(
        projection,
        new MongoDeskProjection(
            basis.documents(), () -> MongoGenerations.feed(force, serving.generation())),
        projector,
        opener,
        folds,
        new EarlierEvents(projection, chronicle),
        serving,
        new Rebuilding(
            basis.vertx(),
            generations,
            serving,
            projector,
            (home, target) -> {
              IncidentFolds anew = kept.folds(home, target);
              return kept.projector(home, target, anew, followers.rebuilding(target, anew));
            }));
  }

  /** Makes what keeps a generation. */
  private record Kept(
      Basis basis, Writing writing, Opener opener, Chronicle chronicle, Followers followers) {
    IncidentFolds folds(Context home, Projection target) {
      return new IncidentFolds(basis.vertx(), home, target, opener, basis.digests());
    }

    Projector projector(
        Context home, Projection target, IncidentFolds folds, LedgerFollower ledger) {
      return new Projector(
          basis.vertx(),
          home,
          writing.log(),
          target,
          opener,
          folds,
          new EarlierEvents(target, chronicle),
          followers,
          followers,
          ledger,
          writing.ledgerId());
    }
  }
}
