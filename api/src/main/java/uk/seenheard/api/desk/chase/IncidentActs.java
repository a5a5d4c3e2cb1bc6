package uk.seenheard.api.desk.chase;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.ServerAuthor;
import uk.seenheard.api.ground.log.ServerWriter;
import uk.seenheard.api.ground.projection.IncidentCard;
import uk.seenheard.api.ground.projection.IncidentFolds;
import uk.seenheard.api.ground.projection.Projection;
import uk.seenheard.api.ground.projection.Projector;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.incident.Incident;

/**
 * Writes acts about an incident on condition that nothing about it was logged since it was read; if
 * something was, everything is read and decided again. So two servers that want the same write it
 * once.
 */
public final class IncidentActs {
  private static final int MAX_TRIES = 5;
  private static final long PROJECTION_WAIT_MILLIS = 5_000;

  private final CommitLog log;
  private final Projection projection;
  private final Projector projector;
  private final IncidentFolds folds;
  private final ServerAuthor author;
  private final ServerWriter writer;

  /** With the parts of this server. */
  public IncidentActs(
      CommitLog log,
      Projection projection,
      Projector projector,
      IncidentFolds folds,
      ServerAuthor author,
      ServerWriter writer) {
    this.log = log;
    this.projection = projection;
    this.projector = projector;
    this.folds = folds;
    this.author = author;
    this.writer = writer;
  }

  /**
   * Whose act it is.
   *
   * @param proof hash of the token that proves it
   * @param scopes within which the incident has to be
   */
  public record By(String person, Hash proof, Set<String> scopes) {}

  /**
   * What is decided about an incident as it stands.
   *
   * @param ops what is written; nothing when nothing is to be
   * @param answer what the decider is told once that is on the disk
   */
  record Decided<T>(List<Operation> ops, T answer) {}

  /** Decides on what the log holds. */
  @FunctionalInterface
  interface Decider<T> {
    /** Pure; may refuse with a problem. */
    Decided<T> decide(Incident incident, IncidentCard card);
  }

  /** Decides and writes. */
  <T> Future<T> act(By by, String incident, Decider<T> decider) {
    return act(by, incident, decider, 1);
  }

  private <T> Future<T> act(By by, String id, Decider<T> decider, int tries) {
    return log.last()
        .compose(n -> projector.reached(n, PROJECTION_WAIT_MILLIS).map(n))
        .compose(
            n ->
                projection
                    .card(id, by.scopes())
                    .map(card -> card.orElseThrow(() -> Problem.notFound("The incident")))
                    .compose(
                        card ->
                            folds
                                .at(id, n)
                                .map(Incident::of)
                                .compose(incident -> write(by, incident, card, decider, n))))
        .compose(
            written ->
                written
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            tries < MAX_TRIES
                                ? act(by, id, decider, tries + 1)
                                : Future.failedFuture(
                                    Problem.busy("The incident keeps moving; try again.", 1))));
  }

  private <T> Future<Optional<T>> write(
      By by, Incident incident, IncidentCard card, Decider<T> decider, long n) {
    Decided<T> decided = decider.decide(incident, card);
    if (decided.ops().isEmpty()) {
      return Future.succeededFuture(Optional.of(decided.answer()));
    }
    incident.record().deeds().forEach(deed -> author.seen(deed.hlc()));
    Change change =
        author.write(
            card.incident(),
            incident.record().form().orElse(ServerAuthor.LEDGER_FORM),
            by.person(),
            by.proof(),
            decided.ops());
    return writer
        .write(
            List.of(author.piece(change)), Optional.of(new ServerWriter.Unless(card.incident(), n)))
        .compose(
            outcome ->
                outcome.fold(
                    commit ->
                        projector
                            .reached(commit, PROJECTION_WAIT_MILLIS)
                            .map(reached -> Optional.of(decided.answer())),
                    () -> Future.succeededFuture(Optional.<T>empty()),
                    () ->
                        Future.failedFuture(
                            Problem.busy("Too much at once; nothing was written.", 2))));
  }
}
