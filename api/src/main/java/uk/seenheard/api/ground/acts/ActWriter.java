package uk.seenheard.api.ground.acts;

import io.vertx.core.Future;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/**
 * The way to write an act that stands: it is answered when this process goes by it. Other processes
 * do once they have read the log, a quarter of a second later.
 */
public final class ActWriter {
  /** Long enough for an erasure, whose answer waits for the disk. */
  private static final long WAIT_MILLIS = 10_000;

  private final Ledger ledger;
  private final Projector projector;

  /** Into the ledger of a force. */
  public ActWriter(Ledger ledger, Projector projector) {
    this.ledger = ledger;
    this.projector = projector;
  }

  /** Writes what a person decided; the future is its commit. */
  public Future<Long> write(Grant by, String act, Json.Obj with) {
    return write(by.person(), by.token(), act, with);
  }

  /**
   * Writes what a person or a device did; the future is its commit.
   *
   * @param proof hash of the token that proves who it was
   */
  public Future<Long> write(String author, Hash proof, String act, Json.Obj with) {
    return ledger
        .note(author, proof, act, with)
        .compose(n -> projector.reached(n, WAIT_MILLIS).map(n));
  }
}
