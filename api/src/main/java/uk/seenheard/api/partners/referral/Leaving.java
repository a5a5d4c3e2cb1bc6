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
    if (!(read || unread)) {
      return new Nothing(OptionalLong.empty());
    }
    int number =
        (int) sending.attempts().stream().filter(one -> one.recipient().equals(to.id())).count();
    List<Attempt> tried = tried(referral, to);
    Optional<Attempt> last = last(tried);
    if (last.isPresent() && !last.get().text().equals(known.text())) {
      return changed(tried, to, number, read, unread);
    }
    // What is ended is waited for no longer; what was said since is theirs all the same.
    if (sending.closed()) {
      return new Nothing(OptionalLong.empty());
    }
    if (last.isEmpty()) {
      return leave(to, 0, number, unread, Optional.empty());
    }
    List<Attempt> same = lastRun(tried);
    if (same.stream().anyMatch(one -> arrived(sending, one))) {
      return new Nothing(OptionalLong.empty());
    }
    return again(same, to, number, unread, patience, now);
  }

  /** What brought no receipt is waited for, and then takes the next channel. */
  private static Leaving again(
      List<Attempt> same, Recipient to, int number, boolean unread, long patience, long now) {
    Attempt standing = same.get(same.size() - 1);
    return standing.stands() && now < standing.at() + patience
        ? new Nothing(OptionalLong.of(standing.at() + patience))
        : leave(to, same.size(), number, unread, standing.supersedes());
  }

  /**
   * Whether somebody has, as far as is known, a notice that they are to have no more: something
   * reached them, or may have, and no receipt says that they know that it is withdrawn.
   *
   * @param withdrawal the text that tells them
   */
  static boolean holds(Sending sending, Recipient by, String withdrawal) {
    List<Attempt> reached = reached(sending, by);
    return reached.stream().anyMatch(one -> one.stands() || arrived(sending, one))
        && !(last(reached).filter(one -> one.text().equals(withdrawal)).isPresent()
            && lastRun(reached).stream().anyMatch(one -> arrived(sending, one)));
  }

  /**
   * Decides about somebody who holds what they are to have no more: they are told once somebody has
   * read that it is so, by each of their channels until a receipt says that they know.
   *
   * @param known with the text of the withdrawal
   */
  static Leaving withdrawn(Known known, Recipient from, long patience, long now) {
    Sending sending = known.referral().sending();
    List<Attempt> reached = reached(sending, from);
    if (known.review() != ReviewState.AUTHORISED || !holds(sending, from, known.text())) {
      return new Nothing(OptionalLong.empty());
    }
    int number =
        (int) sending.attempts().stream().filter(one -> one.recipient().equals(from.id())).count();
    if (last(reached).filter(one -> one.text().equals(known.text())).isPresent()) {
      return again(lastRun(reached), from, number, false, patience, now);
    }
    Optional<Attempt> held =
        last(reached.stream().filter(one -> one.stands() || arrived(sending, one)).toList());
    return leave(from, 0, number, false, held.map(Attempt::key));
  }

  /**
   * From when on only a person can tell somebody that what they hold is withdrawn, if no receipt
   * says before that they know: no channel of their own is left. Empty while nobody has read that
   * it is.
   *
   * @param known with the text of the withdrawal
   * @param read when somebody read it last
   */
  static OptionalLong personFrom(Known known, Recipient from, long read, long patience) {
    List<Attempt> reached = reached(known.referral().sending(), from);
    boolean begun = last(reached).filter(one -> one.text().equals(known.text())).isPresent();
    if (!begun && known.review() != ReviewState.AUTHORISED) {
      return OptionalLong.empty();
    }
    List<Attempt> told = begun ? lastRun(reached) : List.of();
    long over = last(told).map(one -> one.stands() ? one.at() + patience : one.at()).orElse(read);
    boolean goesOn =
        told.size() < from.channels().size() && from.channels().get(told.size()).isOwn();
    return OptionalLong.of(goesOn ? over + patience : over);
  }

  /** The key of the last that somebody has of what they are to have no more. */
  static String held(Sending sending, Recipient by, String withdrawal) {
    return last(reached(sending, by).stream()
            .filter(one -> !one.text().equals(withdrawal))
            .toList())
        .map(Attempt::key)
        .orElse("");
  }

  /** What may have reached a recipient by any channel: whoever took a call knows what it said. */
  private static List<Attempt> reached(Sending sending, Recipient to) {
    return sending.attempts().stream()
        .filter(one -> one.recipient().equals(to.id()))
        .filter(one -> one.isOwn() || arrived(sending, one))
        .toList();
  }

  /**
   * What was tried for a recipient and can bring it there. A call that takes no notice's place, or
   * in which they did not take it, stands in no channel's way.
   */
  private static List<Attempt> tried(Referral referral, Recipient to) {
    return referral.sending().attempts().stream()
        .filter(one -> one.recipient().equals(to.id()) && one.carries(referral.kind()))
        .filter(one -> one.isOwn() || arrived(referral.sending(), one))
        .toList();
  }

  private static boolean arrived(Sending sending, Attempt sent) {
    return sending.receipts().stream()
        .anyMatch(one -> one.key().equals(sent.key()) && one.arrived());
  }

  private static Optional<Attempt> last(List<Attempt> of) {
    return of.isEmpty() ? Optional.empty() : Optional.of(of.get(of.size() - 1));
  }

  /** Those at the end that say the same: what was said before is corrected since. */
  private static List<Attempt> lastRun(List<Attempt> tried) {
    int from = tried.size() - 1;
    while (from > 0 && tried.get(from - 1).text().equals(tried.get(from).text())) {
      from--;
    }
    return tried.subList(from, tried.size());
  }

  /** What changed since is sent again as a correction, once somebody has read it. */
  private static Leaving changed(
      List<Attempt> tried, Recipient to, int number, boolean read, boolean unread) {
    Optional<Attempt> corrects = last(tried.stream().filter(Attempt::stands).toList());
    if (corrects.isEmpty()) {
      return leave(to, 0, number, unread, Optional.empty());
    }
    return read
        ? leave(to, 0, number, false, corrects.map(Attempt::key))
        : new Nothing(OptionalLong.empty());
  }

  private static Leaving leave(
      Recipient to, int channel, int number, boolean unread, Optional<String> supersedes) {
    if (channel >= to.channels().size()) {
      return new Person("No channel brought a receipt: ring them.");
    }
    Recipient.Channel by = to.channels().get(channel);
    return by.isOwn()
        ? new Now(by, number, unread, supersedes)
        : new Person(
            channel == 0
                ? "They are reached by " + by.kind() + " only: a person tells them."
                : "Nothing that was tried brought a receipt: a person tells them, by "
                    + by.kind()
                    + '.');
  }
}
