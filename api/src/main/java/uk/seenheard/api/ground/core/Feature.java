package uk.seenheard.api.ground.core;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.acts.LatestKind;
import uk.seenheard.api.ground.cards.CardDeadlines;
import uk.seenheard.api.ground.cards.Counting;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.server.Server;

/**
 * Something that the server does for somebody: a room, put together by its {@code XFeature.of}. It
 * brings what is listed here and nothing else of it is known; what it leaves out, it has none of.
 */
public interface Feature {
  /** The doors by which requests come in. */
  default List<Door> doors() {
    return List.of();
  }

  /** What it derives from the log, to be asked for. */
  default List<ReadModel> readModels() {
    return List.of();
  }

  /** The acts of the force's ledger that stand until the next one, and who goes by them. */
  default List<LatestKind> acts() {
    return List.of();
  }

  /** What else follows the acts of the force's ledger. */
  default List<LedgerFollower> followers() {
    return List.of();
  }

  /** What it has watched about each incident; a later feature sees what an earlier one said. */
  default List<CardDeadlines> deadlines() {
    return List.of();
  }

  /** How a list counts an incident: one feature of a server says so. */
  default Optional<Counting> counting() {
    return Optional.empty();
  }

  /**
   * Makes its indexes and reads what was kept before this process began: nothing is followed or
   * asked before that is done.
   */
  default Future<Void> prepare() {
    return Future.succeededFuture();
  }

  /** Begins its work in the background; everything else works by then. */
  default void begin(Server server) {}

  /** Begins no more work; what is in hand is finished while everything behind it still works. */
  default void end() {}
}
