package uk.seenheard.api.partners.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.duty.NoticeWay;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.partners.exchange.Feed;
import uk.seenheard.api.partners.exchange.FeedCursors;
import uk.seenheard.api.partners.exchange.MongoFeed;
import uk.seenheard.api.partners.exchange.MongoOutcomes;
import uk.seenheard.api.partners.exchange.NamedFeed;
import uk.seenheard.sync.change.Hash;

/** Puts the feed of the records system together. */
public final class RecordsFeature implements Feature {
  private static final String REVISIONS = "revisions";
  private static final String OUTCOMES = "outcomes";

  /** Answered by the API of the published design once an incident is on its disk. */
  private static final int PERSISTED = 201;

  private final List<NamedFeed> feeds;
  private final RevisionsModel model;
  private final List<Door> doors;

  private RecordsFeature(List<NamedFeed> feeds, RevisionsModel model, List<Door> doors) {
    this.feeds = List.copyOf(feeds);
    this.model = model;
    this.doors = doors;
  }

  /**
   * On the ground.
   *
   * @param mapping the force's file of what is which attribute of the Standard Data Model
   * @param way which notices the server takes to whom they are for
   */
  public static RecordsFeature of(Core core, Optional<Path> mapping, FormShelf forms, NoticeWay way)
      throws IOException {
    SdmMapping mapped = SdmMapping.of(mapping, forms, core.basis().reader());
    SdmText sdm = new SdmText(mapped);
    DocumentStore documents = core.basis().documents();
    Reading reading = core.reading();
    Feed revisions = revisions(core, reading.serving()::feed);
    RecordsService records =
        new RecordsService(
            revisions,
            new FeedCursors(
                core.writing().epoch(),
                core.writing().positions(core.basis()),
                core.reading().projector()),
            reading.projector(),
            reading.folds(),
            core.writing().ledger(),
            core.basis().work(),
            new RecordsService.Beside(core.incidents(), new NoticeStanding(way), forms));
    return new RecordsFeature(
        feeds(core, mapped, sdm, records, revisions),
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

  private static List<NamedFeed> feeds(
      Core core, SdmMapping mapped, SdmText sdm, RecordsService records, Feed revisions) {
    NamedFeed told = NamedFeed.ofAll("records", "/v1/records/revisions/", revisions);
    List<NamedFeed> feeds = new ArrayList<>(List.of(told));
    String server = core.writing().serverWriter().device();
    Hash enrolment = Hash.of(core.writing().enrolment(), core.basis().digests());
    mapped
        .push()
        .ifPresent(
            to ->
                feeds.add(
                    told.pushed(
                        "incidents",
                        new NamedFeed.Pushed(
                            to.url(),
                            to.header().isPresent() && to.key().isPresent()
                                ? Map.of(to.header().get(), to.key().get())
                                : Map.of(),
                            to.identity(),
                            PERSISTED,
                            item -> records.pushed(server, enrolment, item.sent(), sdm::text)))));
    return feeds;
  }

  /** What the records system is owed, for who tells it so; and, where it hosts one, its API. */
  public List<NamedFeed> feeds() {
    return feeds;
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
