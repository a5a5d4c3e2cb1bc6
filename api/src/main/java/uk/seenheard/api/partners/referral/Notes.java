package uk.seenheard.api.partners.referral;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.follow.Place;

/** The port to what the log says of notices: which are open, and what left for whom. */
interface Notes {
  /** The most that one question gives. */
  int PAGE = 200;

  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /**
   * A notice.
   *
   * @param entry its path in the incident
   */
  record At(String incident, String entry) {}

  /**
   * That a notice left for a recipient, that what left was erased since, or that an answer to it is
   * challenged.
   *
   * @param n the commit by which it is known
   * @param i the change in it
   * @param when by the server's clock, milliseconds since 1970
   * @param challenged the step of a challenge; 0 of what left
   * @param withdrawn whether what left says that what was sent before is withdrawn
   */
  record Sent(
      long n,
      int i,
      long when,
      At at,
      String key,
      String recipient,
      boolean erased,
      int challenged,
      boolean withdrawn) {}

  /** Notices that were entered; those that are known stay as they are. */
  Future<Void> entered(List<At> notices);

  /** Whether anything is still waited for about a notice. */
  Future<Void> open(At notice, boolean open);

  /**
   * Somebody authorised an incident: whatever was ended, of each of its notices something may have
   * to leave now, also by the next process.
   */
  Future<Void> authorised(String incident);

  /** What left. */
  Future<Void> sent(List<Sent> sent);

  /**
   * That an answer to a notice is challenged, at a place in the log: whoever was sent it before is
   * told so under the key of what they were sent last, unless that said that it is withdrawn.
   */
  Future<Void> challenged(At notice, Place at, long when, int step);

  /** Open notices, in the order of their incidents, after one. */
  Future<List<At>> open(Optional<At> after);

  /** What left for a recipient after a commit, in its order. */
  Future<List<Sent>> feed(String recipient, long after, int most);

  /** The last that left of a notice for a recipient. */
  Future<Optional<Sent>> last(At notice, String recipient);

  /** Takes an incident out; what left of it says at that commit that it is erased. */
  Future<Void> erase(String incident, long n, long when);
}
