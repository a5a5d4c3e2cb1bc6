package uk.seenheard.api.trust.erasure;

import java.util.List;
import uk.seenheard.api.ground.acts.LatestKind;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.core.Writing;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.log.MongoErasedWords;

/** Puts the parts of erasure together. */
public final class ErasureFeature implements Feature {
  private final ErasureLedger erasures;
  private final ErasureDoor door;

  private ErasureFeature(ErasureLedger erasures, ErasureDoor door) {
    this.erasures = erasures;
    this.door = door;
  }

  /** On the ground. */
  public static ErasureFeature of(Core core) {
    Writing writing = core.writing();
    Reading reading = core.reading();
    ErasureLedger erasures =
        new ErasureLedger(
            writing.incidentKeys(),
            new MongoErasedWords(core.basis().documents(), core.people().force().id()),
            reading.models(),
            reading.folds());
    return new ErasureFeature(
        erasures,
        new ErasureDoor(
            core.people().tokens(), erasures, core.incidents(), core.acts(), core.basis().now()));
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }

  @Override
  public List<LedgerFollower> followers() {
    return List.of(erasures);
  }

  @Override
  public List<LatestKind> acts() {
    return List.of(erasures.standing());
  }
}
