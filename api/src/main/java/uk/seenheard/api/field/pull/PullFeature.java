package uk.seenheard.api.field.pull;

import java.util.List;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.core.Writing;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.writer.LogPositions;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

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
    PullService pulls =
        new PullService(
            cursors,
            positions(basis, writing),
            reading.changes(),
            reading.cards(),
            reading.projector(),
            reading.opener(),
            basis.digests());
    RepairService repairs =
        new RepairService(
            writing.epoch(),
            reading.changes(),
            reading.cards(),
            reading.projector(),
            reading.opener(),
            basis.digests(),
            core.looks());
    LiveDoor live = new LiveDoor(basis.vertx(), tokens, reading.projector(), basis.now());
    core.people().revocations().onWithdrawn(live::end);
    tokens.ended().onEnded(live::look);
    return new PullFeature(
        live,
        List.of(
            new PullDoor(tokens, pulls, disclosures, basis.now()),
            new RepairDoor(tokens, repairs, disclosures, basis.now()),
            live));
  }

  /** A place is looked for by a write at the tail only where the log seems to be too short. */
  private static LogPositions positions(Basis basis, Writing writing) {
    Hash proof = Hash.of(writing.enrolment(), basis.digests());
    return new LogPositions(
        writing.log(),
        writing.seal(),
        writing.writer(),
        () ->
            writing
                .ledger()
                .note(writing.serverWriter().device(), proof, "log-questioned", Json.EMPTY));
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
