package uk.seenheard.api.partners.records;

import java.util.List;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.http.Door;

/** Puts the feed of the records system together. */
public final class RecordsFeature implements Feature {
  private final RecordsDoor door;

  private RecordsFeature(RecordsDoor door) {
    this.door = door;
  }

  /** On the ground. */
  public static RecordsFeature of(Core core) {
    Reading reading = core.reading();
    RecordsService records =
        new RecordsService(
            core.writing().epoch(),
            reading.projection(),
            reading.projector(),
            reading.folds(),
            core.writing().ledger());
    return new RecordsFeature(new RecordsDoor(core.people().tokens(), records, core.basis().now()));
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }
}
