package uk.seenheard.api.partners.evidence;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.partners.exchange.FeedCursors;
import uk.seenheard.api.partners.exchange.MongoFeed;
import uk.seenheard.api.partners.exchange.MongoOutcomes;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Attended;
import uk.seenheard.sync.footage.Window;

/** Puts together what evidence systems are told. */
public final class EvidenceFeature implements Feature {
  private final WishesModel model;
  private final List<Door> doors;

  private EvidenceFeature(WishesModel model, List<Door> doors) {
    this.model = model;
    this.doors = doors;
  }

  /**
   * On the ground.
   *
   * @param intake takes recordings that were read out of a maker's file
   * @param attended finds who of some people attended what within a time
   */
  public static EvidenceFeature of(
      Core core,
      Function<List<Json>, Future<List<Verdict>>> intake,
      BiFunction<Collection<String>, Window, Future<List<Attended>>> attended) {
    Reading reading = core.reading();
    Force force = core.people().force();
    WishesModel.Kept kept = kept(core, reading.serving()::feed);
    WishService wishes =
        new WishService(
            kept.wishes(),
            new FeedCursors(
                core.writing().epoch(),
                core.writing().positions(core.basis()),
                core.reading().projector()),
            reading.folds(),
            core.writing().ledger());
    return new EvidenceFeature(
        new WishesModel(feed -> kept(core, feed)),
        List.of(
            new EvidenceDoor(
                core.people().tokens(),
                wishes,
                new WishText(force.id()),
                new RefusalService(kept.wishes(), kept.outcomes(), wishes, core.acts()),
                new StandingService(
                    reading.desk(),
                    kept.outcomes(),
                    wishes,
                    core.incidents(),
                    reading.cards(),
                    core.looks(),
                    core.basis().now()),
                new StandingText(force),
                core.basis().now()),
            new AxonDoor(
                core.people().tokens(),
                new AxonService(
                    force, intake, attended, core.writing().ledger(), core.basis().work()),
                core.basis().now())));
  }

  private static WishesModel.Kept kept(Core core, Supplier<String> feed) {
    DocumentStore documents = core.basis().documents();
    return new WishesModel.Kept(
        new MongoFeed(documents, "evidence", "footagewishes", feed, core.basis().reader()),
        MongoOutcomes.eachByItself(documents, "footageoutcomes", feed));
  }

  @Override
  public List<ReadModel> readModels() {
    return List.of(model);
  }

  @Override
  public List<Door> doors() {
    return doors;
  }
}
