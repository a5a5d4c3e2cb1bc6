package uk.seenheard.api.partners.exchange;

import io.vertx.core.Future;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.writer.LogPositions;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Hex;

/**
 * The cursors of feeds: a place, and in which log. After a restore an older one is refused, since a
 * position alone says nothing of what stood there.
 */
public final class FeedCursors {
  private final String epoch;
  private final LogPositions positions;
  private final Projector projector;

  /**
   * Of one log.
   *
   * @param epoch the life of the log
   */
  public FeedCursors(String epoch, LogPositions positions, Projector projector) {
    this.epoch = epoch;
    this.positions = positions;
    this.projector = projector;
  }

  /** Behind every change of a commit. */
  private static final int LAST = 999_999;

  /** The place before everything of a commit. */
  public static Place before(long n) {
    return n <= 1 ? Place.START : new Place(n - 1, LAST);
  }

  /** The cursor behind a place. */
  public Future<String> cursor(Place place) {
    return positions
        .at(place.n())
        .map(
            found ->
                epoch
                    + '.'
                    + place.n()
                    + '.'
                    + Math.max(0, place.i())
                    + '.'
                    + found.orElseThrow(FeedCursors::notReady).commit().hex());
  }

  /**
   * How a feed is asked to go on.
   *
   * @param field what its cursor is sent as
   * @param wayOn what to do without one
   */
  public record Asked(String field, String wayOn) {}

  /** The place of a cursor; refused when it was not given by a feed of this log. */
  public Future<Place> place(String cursor, Asked asked) {
    String[] parts = cursor.split("\\.", -1);
    boolean reads =
        parts.length == 4
            && parts[0].equals(epoch)
            && parts[1].matches("[0-9]{1,15}")
            && parts[2].matches("[0-9]{1,6}")
            && Hex.is(parts[3], 64);
    if (!reads) {
      return Future.failedFuture(refused(asked));
    }
    Place place = new Place(Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    return positions
        .holds(new LogPosition(place.n(), new Hash(parts[3])))
        .recover(unknown -> Future.failedFuture(notReady()))
        .compose(ours -> ours ? reached(place) : Future.failedFuture(refused(asked)));
  }

  private Future<Place> reached(Place place) {
    return place.n() <= projector.applied()
        ? Future.succeededFuture(place)
        : Future.failedFuture(notReady());
  }

  /**
   * A commit behind which somebody goes on, by its number alone; refused where the log has not come
   * so far. It was put back from a backup then: who waited behind its end would miss what is
   * written until it has grown as far.
   */
  public Future<Long> behind(long n) {
    return positions
        .reaches(n)
        .recover(unknown -> Future.failedFuture(notReady()))
        .compose(
            reached ->
                reached
                    ? Future.succeededFuture(n)
                    : Future.failedFuture(
                        new Refusal.CursorRefused(
                                "cursor",
                                "The cursor lies beyond the log's end",
                                "cursor lies beyond the end of this server's log: it was put back"
                                    + " from a backup. Begin again with the cursor 0; what you"
                                    + " have comes again under the same keys.")
                            .raised()));
  }

  /** The first commit that somebody is handed or told of; refused where nothing can stand there. */
  public Future<Long> from(long n) {
    return positions
        .reaches(n - 1)
        .recover(unknown -> Future.failedFuture(notReady()))
        .compose(
            reached ->
                reached
                    ? Future.succeededFuture(n)
                    : Future.failedFuture(
                        new Refusal.Malformed(
                                "from",
                                "lies beyond the end of this server's log: nothing stands there,"
                                    + " and nothing will before it has grown so far. Take an n"
                                    + " that the feed gave; after a restore begin with 1.")
                            .raised()));
  }

  private static Refused notReady() {
    return Refusal.notReady("The server is catching up; ask again.", 2).raised();
  }

  private static Refused refused(Asked asked) {
    return new Refusal.CursorRefused(
            asked.field(),
            "The " + asked.field() + " is not one of this feed's",
            asked.field()
                + " was not given by this feed, or counts in another life of the log; "
                + asked.wayOn())
        .raised();
  }
}
