package uk.seenheard.api.ground.writer;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * The force's ledger: what concerns no single incident (looks, disclosures, acknowledgements) as
 * acts in the same log, under the same chain and with the same promises.
 */
public final class Ledger {
  private final ServerAuthor author;
  private final ServerWriter writer;
  private final String ledger;
  private final Hash frontier;

  /** The ledger of a force. */
  public Ledger(ServerAuthor author, ServerWriter writer, String ledger, Hash frontier) {
    this.author = author;
    this.writer = writer;
    this.ledger = ledger;
    this.frontier = frontier;
  }

  /**
   * Writes one act down; the future is its commit, once that is durable.
   *
   * @param person who did it
   * @param proof hash of the token that proves it
   */
  public Future<Long> note(String person, Hash proof, String act, Json.Obj with) {
    Change change =
        author.write(
            ledger,
            ServerAuthor.LEDGER_FORM,
            person,
            proof,
            List.of(new Operation.Act(act, Optional.empty(), with, List.of(), frontier)));
    return writer
        .write(List.of(author.piece(change)), Optional.empty())
        .compose(
            outcome ->
                outcome.fold(
                    Future::succeededFuture,
                    chain -> Future.failedFuture(new IllegalStateException("ledger went stale")),
                    () ->
                        Future.failedFuture(
                            Refusal.busy("Too much at once; nothing was changed.", 2).raised())));
  }
}
