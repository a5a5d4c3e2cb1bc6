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
  private final RecordsDoor door;

  private RecordsFeature(RevisionsModel model, RecordsDoor door) {
    this.model = model;
    this.door = door;
  }

  /** On the ground. */
  public static RecordsFeature of(Core core) {
    DocumentStore documents = core.basis().documents();
    Reading reading = core.reading();
    RecordsService records =
        new RecordsService(
            core.writing().epoch(),
            new MongoRevisions(documents, reading.serving()::feed),
            reading.projector(),
            reading.folds(),
            core.writing().ledger(),
            core.basis().work(),
            core.writing().positions(core.basis()));
    return new RecordsFeature(
        new RevisionsModel(feed -> new MongoRevisions(documents, feed)),
        new RecordsDoor(core.people().tokens(), records, core.basis().now()));
  }

  @Override
  public List<ReadModel> readModels() {
    return List.of(model);
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }
}
