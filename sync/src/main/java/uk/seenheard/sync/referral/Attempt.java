package uk.seenheard.sync.referral;

import java.util.Optional;

/**
 * One time that a notice left: to one recipient, by one channel.
 *
 * @param key by which both ends know it; the same notice sent again under it is the same notice
 * @param recipient the id of the recipient in the force's directory
 * @param channel by which it left: {@code api}, {@code secure-mail}, {@code portal}, {@code phone}
 * @param text digest of what left, so that a later text is known to be another
 * @param at when it left, by the server's clock
 * @param unread whether it left before a supervisor had read it
 * @param supersedes the key of the notice that this one corrects
 * @param failure why it did not leave after all
 */
public record Attempt(
    String key,
    String recipient,
    String channel,
    String text,
    long at,
    boolean unread,
    Optional<String> supersedes,
    Optional<String> failure) {
  /** A telephone call. */
  public static final String PHONE = "phone";

  /** Whether a server took it there; else a person told them. */
  public boolean isOwn() {
    return isOwn(channel);
  }

  /** Whether a server takes notices there by such a channel. */
  public static boolean isOwn(String channel) {
    return channel.equals("api") || channel.equals("secure-mail");
  }

  /** Whether it is not known to have failed. */
  public boolean stands() {
    return !failure.isPresent();
  }

  /** Whether this channel carries a notice of that kind: a call never takes a form's place. */
  public boolean carries(String kind) {
    return !(kind.equals("ppn") && channel.equals(PHONE));
  }

  Attempt failed(String why) {
    return new Attempt(key, recipient, channel, text, at, unread, supersedes, Optional.of(why));
  }
}
