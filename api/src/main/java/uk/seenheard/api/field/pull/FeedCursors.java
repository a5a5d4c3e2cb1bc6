package uk.seenheard.api.field.pull;

import java.util.Optional;

/** The cursors into the present life of one force's log. */
final class FeedCursors {
  private final String force;
  private final String feedEpoch;
  private final Cursors cursors;

  FeedCursors(String force, String feedEpoch, Cursors cursors) {
    this.force = force;
    this.feedEpoch = feedEpoch;
    this.cursors = cursors;
  }

  /** The life of the log. */
  String feedEpoch() {
    return feedEpoch;
  }

  /** Of somebody who never pulled. */
  Cursor start() {
    return Cursor.start(force, feedEpoch);
  }

  /** A cursor, or empty when it counts in another log or was not written here. */
  Optional<Cursor> read(String written) {
    return cursors
        .read(written)
        .filter(
            cursor ->
                cursor.force().equals(force)
                    && cursor.feedEpoch().equals(feedEpoch)
                    // One of an earlier version does not say in which log it stands.
                    && cursor.stands().isPresent() == (cursor.n() > 0 || cursor.isMidway()));
  }

  String write(Cursor cursor) {
    return cursors.write(cursor);
  }
}
