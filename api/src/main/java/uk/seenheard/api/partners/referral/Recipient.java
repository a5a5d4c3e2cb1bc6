package uk.seenheard.api.partners.referral;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.referral.Attempt;

/**
 * Somebody to whom notices go, as the force's directory has them.
 *
 * @param id never used again for another
 * @param kind a code: {@code school}, {@code authority}, {@code mash}, {@code edt}, {@code force} …
 * @param urn of a school, its number in the public register
 * @param area the code of the area for which it acts
 * @param login the id of its system on the roster, where it has one
 * @param channels how it is reached, the first one first
 */
record Recipient(
    String id,
    String kind,
    String name,
    Optional<String> urn,
    String area,
    Optional<String> login,
    List<Channel> channels) {
  Recipient {
    channels = List.copyOf(channels);
  }

  /** Somebody who is in the directory no more: only the id is known, and no way to reach them. */
  static Recipient unknown(String id) {
    return new Recipient(id, "", id, Optional.empty(), "", Optional.empty(), List.of());
  }

  /** The kinds of channel. */
  static final List<String> CHANNELS = List.of("api", "secure-mail", "portal", "phone");

  /**
   * One way to reach it.
   *
   * @param address of mail; a number to ring; a portal's name
   */
  record Channel(String kind, Optional<String> address) {
    /** Whether the server itself sends by it; by another one a person does. */
    boolean isOwn() {
      return Attempt.isOwn(kind);
    }
  }
}
