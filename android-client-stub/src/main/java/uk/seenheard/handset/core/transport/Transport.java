package uk.seenheard.handset.core.transport;

import java.util.Optional;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.AskAnswer;
import uk.seenheard.sync.feed.IncidentDigests;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;

/** The port to the server: each call is one exchange of the protocol. */
public interface Transport {
  /** Signs in at a server that runs in demo mode. */
  Reply<SignedIn> signIn(String person);

  /** Makes the device known; answers with the enrolment token. */
  Reply<String> enrol(String login, String device, String publicKey, String proof);

  /** Begins a shift. */
  Reply<GrantedPass> pass(String login, String enrolment);

  /** Hands over a run of the chain; needs no login. */
  Reply<PushAnswer> push(PushRequest request);

  /**
   * Asks whether there is an order for this device; needs no login. A transport to a server that
   * does not know the question answers as that server does.
   *
   * @param message an {@code AskRequest}, signed
   */
  default Reply<AskAnswer> ask(Json message) {
    return new Reply.Refused<>(Refusal.of(404, "not-found"));
  }

  /**
   * Reads one pull, line by line.
   *
   * @return how many lines were taken; unreachable when the stream broke off, even at its end
   */
  Reply<Integer> pull(String login, Optional<String> cursor, FrameSink sink);

  /**
   * The same, and says what the last push was answered, so that a log that began another life since
   * shows.
   *
   * @param told position and hash of its commit, {@code n.hash}
   */
  default Reply<Integer> pull(
      String login, Optional<String> cursor, Optional<String> told, FrameSink sink) {
    return pull(login, cursor, sink);
  }

  /**
   * Asks for a page of what this login's replica should hold, incident by incident.
   *
   * @param cursor what the replica stands on: in another log nothing is to be compared
   * @param after the {@code next} of the last page, or empty to begin
   */
  default Reply<IncidentDigests> digests(String login, Optional<String> cursor, String after) {
    return new Reply.Refused<>(Refusal.of(404, "not-found"));
  }

  /**
   * Reads a page of one incident, line by line.
   *
   * @param cursor what the replica stands on
   * @param after the cursor of the last page, or empty to begin
   */
  default Reply<Integer> incident(
      String login,
      Optional<String> cursor,
      String incident,
      Optional<String> after,
      FrameSink sink) {
    return new Reply.Refused<>(Refusal.of(404, "not-found"));
  }

  /**
   * Listens for news under a login, until it is hung up or ends. Returns at once.
   *
   * @param listener told exactly once that it ended, unless it was hung up before
   */
  default Listening listen(String login, LiveListener listener) {
    listener.ended(Optional.empty());
    return () -> {};
  }

  /** Reads a resource by its path below {@code /v1}, such as {@code forms}. */
  Reply<Json> read(String login, String path);
}
