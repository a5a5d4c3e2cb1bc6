package uk.seenheard.sync.referral;

import java.util.Locale;
import java.util.Optional;
import uk.seenheard.sync.change.OperationId;

/**
 * What came back from a recipient about a notice that left.
 *
 * @param id the act
 * @param key of the attempt that it answers
 * @param at when it happened at the other end
 * @param by who took it there, by name and post
 * @param reference theirs
 * @param code of a decision or a refusal
 * @param author who wrote it down here: the recipient's login, or a person who was told
 */
public record Receipt(
    OperationId id,
    String key,
    String recipient,
    State state,
    long at,
    String by,
    Optional<String> reference,
    Optional<String> code,
    Optional<String> words,
    String author) {

  /** What a recipient says. */
  public enum State {
    /** It arrived. */
    DELIVERED,
    /** It is theirs, under a reference. */
    ACKNOWLEDGED,
    /** What they do about it. */
    DECIDED,
    /** They do not take it. */
    REFUSED;

    /** The word on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that word, or empty. */
    public static Optional<State> of(String word) {
      for (State state : values()) {
        if (state.word().equals(word)) {
          return Optional.of(state);
        }
      }
      return Optional.empty();
    }
  }

  /** Whether it says that the notice arrived: who decides about it has it. */
  public boolean arrived() {
    return state != State.REFUSED;
  }

  /** Whether it says that somebody there has taken it on. */
  public boolean taken() {
    return state == State.ACKNOWLEDGED || state == State.DECIDED;
  }
}
