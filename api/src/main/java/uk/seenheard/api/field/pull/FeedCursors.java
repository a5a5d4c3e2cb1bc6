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
  Cursor start(String person) {
    return Cursor.start(force, person, feedEpoch);
  }

  /**
   * A person's cursor, or empty when it is another's, counts in another log, or is none of ours.
   */
  Optional<Cursor> read(String written, String person) {
    return cursors
        .read(written)
        .filter(
            cursor ->
                cursor.force().equals(force)
                    && cursor.person().equals(person)
                    && cursor.feedEpoch().equals(feedEpoch)
                    && cursor.isWhole());
  }

  String write(Cursor cursor) {
    return cursors.write(cursor);
  }
}
