package uk.seenheard.api.field.push;

import uk.seenheard.sync.feed.PushAnswer;

/** What a push that was verified came to. */
sealed interface PushResult {

  /** Everything in it is on disk. */
  record Taken(PushAnswer answer) implements PushResult {}

  /** Positions before it are missing. */
  record ResendFrom(int epoch, long seq) implements PushResult {}

  /** It names an enrolment or a pass that this server has not seen: nothing of it was taken. */
  record SendWhole() implements PushResult {}

  /** The log holds something else at its positions. */
  record Forked(int epoch) implements PushResult {}
}
