package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import java.util.Optional;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.writer.LogPositions;

/** The present life of one force's log: cursors into it, and what is a place in it. */
final class LogLife {
  private final FeedCursors cursors;
  private final LogPositions positions;

  LogLife(FeedCursors cursors, LogPositions positions) {
    this.cursors = cursors;
    this.positions = positions;
  }

  /** Its name. */
  String name() {
    return cursors.feedEpoch();
  }

  /** Of somebody who never pulled. */
  Cursor start(String person) {
    return cursors.start(person);
  }

  /** A cursor that a person brings; throws when it was not written here, for them, in this life. */
  Cursor cursor(String written, String person) {
    return cursors.read(written, person).orElseThrow(LogLife::refused);
  }

  String write(Cursor cursor) {
    return cursors.write(cursor);
  }

  /** The position of the last commit that can be read. */
  Future<Long> last() {
    return positions.last();
  }

  /** The place of a position; fails where a read lags behind it. */
  Future<LogPosition> at(long n) {
    return positions
        .at(n)
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(notReady())));
  }

  /** The last place that can be read: nothing that was read before this is of a later one. */
  Future<LogPosition> end() {
    return last().compose(this::at);
  }

  /** Succeeds when a remembered place is in this life of the log, or there is none to remember. */
  Future<Void> holds(Optional<LogPosition> remembered) {
    return remembered
        .map(
            place ->
                positions
                    .holds(place)
                    .recover(unknown -> Future.failedFuture(notReady()))
                    .compose(
                        held ->
                            held
                                ? Future.<Void>succeededFuture()
                                : Future.<Void>failedFuture(refused())))
        .orElseGet(Future::succeededFuture);
  }

  static Refused notReady() {
    return Refusal.notReady("The server is catching up; pull again.", 2).raised();
  }

  static Refused refused() {
    return new Refusal.CursorRefused(
            "cursor",
            "The cursor is not one of this log's",
            "cursor was not written by this force's server, or for somebody else, or counts in"
                + " another life of its log; pull without a cursor. Keep the outbox.")
        .raised();
  }
}
