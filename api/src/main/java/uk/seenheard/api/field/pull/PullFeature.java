package uk.seenheard.api.field.pull;

import java.util.List;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.core.Writing;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Tokens;

/** Puts the parts together by which handsets receive. */
public final class PullFeature implements Feature {
  private final LiveDoor live;
  private final List<Door> doors;

  private PullFeature(LiveDoor live, List<Door> doors) {
    this.live = live;
    this.doors = doors;
  }

  /** On the ground, with what writes down who was handed what. */
  public static PullFeature of(Core core, Disclosures disclosures) {
    Basis basis = core.basis();
    Writing writing = core.writing();
    Reading reading = core.reading();
    Tokens tokens = core.people().tokens();
    FeedCursors cursors =
        new FeedCursors(
            tokens.force().id(),
            writing.epoch(),
            new Cursors(writing.keys().cursorKey(), basis.reader()));
    LogLife life = new LogLife(cursors, writing.positions(basis));
    PullService pulls =
        new PullService(
            life,
            reading.changes(),
            reading.cards(),
            reading.projector(),
            reading.opener(),
            basis.digests(),
            basis.pages());
    RepairService repairs =
        new RepairService(
            life,
            reading.changes(),
            reading.cards(),
            reading.projector(),
            reading.opener(),
            basis.digests(),
            core.looks());
    LiveDoor live = new LiveDoor(basis.vertx(), tokens, reading.projector(), basis.now());
    core.people().revocations().onWithdrawn(live::end);
    tokens.ended().onEnded(live::look);
    NdjsonFrames frames = new NdjsonFrames(disclosures, basis.work());
    return new PullFeature(
        live,
        List.of(
            new PullDoor(
                tokens,
                pulls,
                new Evictions(basis.vertx(), tokens, basis.digests()),
                frames,
                basis.now()),
            new RepairDoor(tokens, repairs, frames, basis.pages(), basis.now()),
            live));
  }

  /** How many handsets and pages listen. */
  public int listeners() {
    return live.size();
  }

  @Override
  public List<Door> doors() {
    return doors;
  }
}
