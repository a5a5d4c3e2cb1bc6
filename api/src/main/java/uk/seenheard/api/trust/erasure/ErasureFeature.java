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
import uk.seenheard.api.ground.seal.ErasedWords;
import uk.seenheard.api.partners.footage.FootageFeature;

/** Puts the parts of erasure together. */
public final class ErasureFeature implements Feature {
  private final ErasureLedger erasures;
  private final ErasedFootage footage;
  private final ErasureDoor door;

  private ErasureFeature(ErasureLedger erasures, ErasedFootage footage, ErasureDoor door) {
    this.erasures = erasures;
    this.footage = footage;
    this.door = door;
  }

  /** On the ground, beside the catalogue of body-worn video. */
  public static ErasureFeature of(Core core, FootageFeature catalogue) {
    Writing writing = core.writing();
    Reading reading = core.reading();
    ErasedWords words = new MongoErasedWords(core.basis().documents(), core.people().force().id());
    ErasureLedger erasures =
        new ErasureLedger(writing.incidentKeys(), words, reading.models(), reading.folds());
    ErasedFootage footage = new ErasedFootage(catalogue, words);
    return new ErasureFeature(
        erasures,
        footage,
        new ErasureDoor(
            core.people().tokens(),
            erasures,
            footage,
            core.incidents(),
            core.acts(),
            core.basis().now()));
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }

  @Override
  public List<LedgerFollower> followers() {
    return List.of(erasures, footage);
  }

  @Override
  public List<LatestKind> acts() {
    return List.of(erasures.standing());
  }
}
