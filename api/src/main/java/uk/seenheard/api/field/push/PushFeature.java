package uk.seenheard.api.field.push;

import java.util.List;
import uk.seenheard.api.field.handset.HandsetFeature;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.core.Writing;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.sync.feed.PushDecision;

/** Puts the parts together by which handsets hand over. */
public final class PushFeature implements Feature {
  private final PushDoor door;

  private PushFeature(PushDoor door) {
    this.door = door;
  }

  /** On the ground, with the handsets that are heard of and told what to do. */
  public static PushFeature of(Core core, HandsetFeature handsets) {
    Basis basis = core.basis();
    Writing writing = core.writing();
    Reading reading = core.reading();
    Examiner examiner =
        new Examiner(
            core.people().tokens(),
            core.people().revocations(),
            basis.codec(),
            basis.digests(),
            writing.ledgerId());
    PushIntake intake =
        new PushIntake(
            basis.vertx(),
            examiner,
            handsets.handsets(),
            writing.incidentKeys(),
            reading.opener(),
            writing.ledgerId(),
            basis.now());
    PushService pushes =
        new PushService(
            intake,
            new HeldRuns(
                writing.log(),
                reading.projector(),
                reading.changes(),
                reading.cards(),
                writing.weights()),
            writing.writer(),
            new DeviceReplies(handsets.handsets(), handsets.orders()),
            new PushDecision(basis.digests()),
            writing.ledgerId(),
            writing.epoch());
    return new PushFeature(new PushDoor(pushes));
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }
}
