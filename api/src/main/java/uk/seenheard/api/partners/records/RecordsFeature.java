package uk.seenheard.api.partners.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.partners.exchange.Feed;
import uk.seenheard.api.partners.exchange.FeedCursors;
import uk.seenheard.api.partners.exchange.MongoFeed;
import uk.seenheard.api.partners.exchange.MongoOutcomes;
import uk.seenheard.api.partners.exchange.NamedFeed;

/** Puts the feed of the records system together. */
public final class RecordsFeature implements Feature {
  private static final String REVISIONS = "revisions";
  private static final String OUTCOMES = "outcomes";

  private final Feed feed;
  private final RevisionsModel model;
  private final List<Door> doors;

  private RecordsFeature(Feed feed, RevisionsModel model, List<Door> doors) {
    this.feed = feed;
    this.model = model;
    this.doors = doors;
  }

  /**
   * On the ground.
   *
   * @param mapping the force's file of what is which attribute of the Standard Data Model
   */
  public static RecordsFeature of(Core core, Optional<Path> mapping, FormShelf forms)
      throws IOException {
    SdmText sdm = new SdmText(SdmMapping.of(mapping, forms, core.basis().reader()));
    DocumentStore documents = core.basis().documents();
    Reading reading = core.reading();
    Feed revisions = revisions(core, reading.serving()::feed);
    RecordsService records =
        new RecordsService(
            revisions,
            new FeedCursors(
                core.writing().epoch(),
                core.writing().positions(core.basis()),
                reading.projector()),
            reading.projector(),
            reading.folds(),
            core.writing().ledger(),
            core.basis().work());
    return new RecordsFeature(
        revisions,
        new RevisionsModel(
            feed ->
                new RevisionsModel.Kept(
                    revisions(core, feed), new MongoOutcomes(documents, OUTCOMES, feed))),
        List.of(
            new RecordsDoor(core.people().tokens(), records, sdm, core.basis().now()),
            outcomes(core, revisions)));
  }

  private static Feed revisions(Core core, Supplier<String> feed) {
    return new MongoFeed(
        core.basis().documents(), "records", REVISIONS, feed, core.basis().reader());
  }

  private static OutcomeDoor outcomes(Core core, Feed revisions) {
    OutcomeService outcomes =
        new OutcomeService(
            revisions,
            new MongoOutcomes(core.basis().documents(), OUTCOMES, core.reading().serving()::feed),
            core.incidents(),
            core.acts(),
            core.writing().incidentKeys(),
            core.basis().digests());
    return new OutcomeDoor(core.people().tokens(), outcomes, core.looks(), core.basis().now());
  }

  /** What the records system is owed, for who tells it so. */
  public NamedFeed feed() {
    return new NamedFeed("records", "/v1/records/revisions/", feed);
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
