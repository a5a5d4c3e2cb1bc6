package uk.seenheard.api.partners.referral;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import uk.seenheard.sync.incident.ReviewState;
import uk.seenheard.sync.referral.Attempt;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.Sending;

/** What is to be done now about one notice and one of its recipients. */
sealed interface Leaving {
  /** Nothing before that moment; never where none is given. */
  record Nothing(OptionalLong until) implements Leaving {}

  /**
   * It leaves by a channel.
   *
   * @param number how often anything of it left for this recipient before
   * @param supersedes the key of what it corrects
   */
  record Now(Recipient.Channel channel, int number, boolean unread, Optional<String> supersedes)
      implements Leaving {}

  /** A person has to do it, or to decide first. */
  record Person(String why) implements Leaving {}

  /**
   * What is known of a notice.
   *
   * @param whole whether its musts are answered, and officers do not differ about it
   * @param text digest of what the recipient would be handed now
   */
  record Known(Referral referral, ReviewState review, boolean whole, String text) {}

  /**
   * Decides.
   *
   * @param mayLeaveUnread whether it is of the kinds whose red ones leave at once
   * @param patience milliseconds that a channel is given to bring a receipt
   */
  static Leaving of(Known known, Recipient to, boolean mayLeaveUnread, long patience, long now) {
    Referral referral = known.referral();
    Sending sending = referral.sending();
    boolean read = known.review() == ReviewState.AUTHORISED;
    boolean handedIn = read || known.review().waits();
    boolean unread =
        !read && handedIn && mayLeaveUnread && known.whole() && referral.grade().equals("red");
    if (sending.closed() || !(read || unread)) {
      return new Nothing(OptionalLong.empty());
    }
    List<Attempt> tried =
        sending.attempts().stream().filter(one -> one.recipient().equals(to.id())).toList();
    Optional<Attempt> last = tried.stream().reduce((one, next) -> next);
    if (last.isEmpty()) {
      return leave(to, 0, 0, unread, Optional.empty());
    }
    Attempt standing = last.get();
    boolean arrived = sending.arrived(to.id(), referral.kind()).isPresent();
    if (arrived && standing.text().equals(known.text())) {
      return new Nothing(OptionalLong.empty());
    }
    if (arrived || (standing.stands() && !standing.text().equals(known.text()))) {
      // What changed since is sent again as a correction, once somebody has read it.
      return read
          ? leave(to, 0, tried.size(), false, Optional.of(standing.key()))
          : new Nothing(OptionalLong.empty());
    }
    if (standing.stands() && now < standing.at() + patience) {
      return new Nothing(OptionalLong.of(standing.at() + patience));
    }
    int before = (int) tried.stream().filter(one -> one.text().equals(known.text())).count();
    return leave(to, before, tried.size(), unread, standing.supersedes());
  }

  private static Leaving leave(
      Recipient to, int channel, int number, boolean unread, Optional<String> supersedes) {
    if (channel >= to.channels().size()) {
      return new Person("No channel brought a receipt: ring them.");
    }
    Recipient.Channel by = to.channels().get(channel);
    return by.isOwn()
        ? new Now(by, number, unread, supersedes)
        : new Person("They are reached by " + by.kind() + " only: a person tells them.");
  }
}
