package uk.seenheard.api.ground.core;

import io.vertx.core.Context;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.CardsModel;
import uk.seenheard.api.ground.cards.DeskProjection;
import uk.seenheard.api.ground.cards.MongoCards;
import uk.seenheard.api.ground.cards.MongoDeskProjection;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.changes.ChangesModel;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.changes.MongoChanges;
import uk.seenheard.api.ground.chronology.ChildKeys;
import uk.seenheard.api.ground.chronology.Chronicle;
import uk.seenheard.api.ground.chronology.EarlierEvents;
import uk.seenheard.api.ground.chronology.MongoChronologies;
import uk.seenheard.api.ground.follow.Followed;
import uk.seenheard.api.ground.follow.Generation;
import uk.seenheard.api.ground.follow.MongoGenerations;
import uk.seenheard.api.ground.follow.MongoWatermark;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.follow.ReadModels;
import uk.seenheard.api.ground.follow.Rebuilding;
import uk.seenheard.api.ground.follow.Serving;
import uk.seenheard.api.ground.log.MongoBodies;
import uk.seenheard.api.ground.log.SealedBodies;
import uk.seenheard.api.ground.recount.MongoRecounts;

/**
 * What is derived from the log, and what keeps it.
 *
 * @param changes what the log holds, by incident
 * @param cards incidents as lists show them, by who may see them
 * @param desk the queues over the cards
 * @param folds incidents as they stood at a commit
 * @param serving which generation of all this is read
 * @param models everything that follows the log
 * @param projector what follows it for them
 */
public record Reading(
    Changes changes,
    Cards cards,
    DeskProjection desk,
    Opener opener,
    IncidentFolds folds,
    EarlierEvents earlier,
    Serving serving,
    ReadModels models,
    Projector projector,
    Rebuilding rebuilding) {

  static Reading of(Basis basis, People people, Writing writing, int generation, CardParts parts) {
    DocumentStore documents = basis.documents();
    Serving serving = new Serving(people.force().id(), generation);
    MongoBodies bodies = new MongoBodies(documents, people.force().id());
    Changes changes = new MongoChanges(documents, serving::feed, writing.ledgerId(), bodies);
    Cards cards =
        new MongoCards(documents, serving::feed, new MongoChronologies(documents, serving::feed));
    DeskProjection desk = new MongoDeskProjection(documents, serving::feed);
    Opener opener = new Opener(basis.vertx(), writing.incidentKeys(), basis.codec(), basis.work());
    Chronicle chronicle = new Chronicle(ChildKeys.of(writing.keys().forceKey()));
    Folding folding = new Folding(basis, opener, writing.ledgerId(), bodies);
    IncidentFolds folds = folding.of(basis.context(), changes);
    folds.onFolded(writing.weights()::folded);
    ReadModels models =
        new ReadModels(
            new ChangesModel(feed -> new MongoChanges(documents, feed, writing.ledgerId(), bodies)),
            new CardsModel(
                basis.work(),
                feed ->
                    new CardsModel.Kept(
                        new MongoCards(documents, feed, new MongoChronologies(documents, feed)),
                        new MongoRecounts(documents, feed)),
                desk,
                made -> made.serves() ? folds : folding.of(made),
                chronicle,
                parts,
                parts));
    Following following =
        new Following(
            basis, new Followed(writing.log(), basis.mends(), writing.ledgerId()), opener, models);
    Projector projector = following.projector(new Generation(serving::feed, basis.context(), true));
    writing.writer().onCommit(projector::committed);
    Rebuilding rebuilding =
        new Rebuilding(
            basis.vertx(),
            new MongoGenerations(documents, people.force().id()),
            serving,
            projector,
            (home, n) -> {
              String feed = Serving.name(people.force().id(), n);
              return following.projector(new Generation(() -> feed, home, false));
            });
    return new Reading(
        changes,
        cards,
        desk,
        opener,
        folds,
        new EarlierEvents(cards, chronicle, basis.work()),
        serving,
        models,
        projector,
        rebuilding);
  }

  /** Makes the incidents of a generation. */
  private record Folding(Basis basis, Opener opener, String ledger, SealedBodies bodies) {
    IncidentFolds of(Context home, Changes changes) {
      return new IncidentFolds(home, changes, opener, basis.digests(), basis.vertx(), basis.work());
    }

    IncidentFolds of(Generation made) {
      return of(made.context(), new MongoChanges(basis.documents(), made.feed(), ledger, bodies));
    }
  }

  /** Makes what follows the log into a generation. */
  private record Following(Basis basis, Followed followed, Opener opener, ReadModels models) {
    Projector projector(Generation generation) {
      return new Projector(
          basis.vertx(),
          generation.context(),
          followed,
          opener,
          new MongoWatermark(basis.documents(), generation.feed()),
          () -> models.keeper(generation));
    }
  }
}
