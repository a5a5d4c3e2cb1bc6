package uk.seenheard.api.partners.records;

import java.util.List;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.http.Door;

/** Puts the feed of the records system together. */
public final class RecordsFeature implements Feature {
  private final RevisionsModel model;
  private final List<Door> doors;

  private RecordsFeature(RevisionsModel model, List<Door> doors) {
    this.model = model;
    this.doors = doors;
  }

  /** On the ground. */
  public static RecordsFeature of(Core core) {
    DocumentStore documents = core.basis().documents();
    Reading reading = core.reading();
    Revisions revisions = new MongoRevisions(documents, reading.serving()::feed);
    RecordsService records =
        new RecordsService(
            core.writing().epoch(),
            revisions,
            reading.projector(),
            reading.folds(),
            core.writing().ledger(),
            core.basis().work(),
            core.writing().positions(core.basis()));
    return new RecordsFeature(
        new RevisionsModel(
            feed ->
                new RevisionsModel.Kept(
                    new MongoRevisions(documents, feed), new MongoOutcomes(documents, feed))),
        List.of(
            new RecordsDoor(core.people().tokens(), records, core.basis().now()),
            outcomes(core, revisions)));
  }

  private static OutcomeDoor outcomes(Core core, Revisions revisions) {
    OutcomeService outcomes =
        new OutcomeService(
            revisions,
            new MongoOutcomes(core.basis().documents(), core.reading().serving()::feed),
            core.incidents(),
            core.acts(),
            core.writing().incidentKeys(),
            core.basis().digests());
    return new OutcomeDoor(core.people().tokens(), outcomes, core.looks(), core.basis().now());
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
