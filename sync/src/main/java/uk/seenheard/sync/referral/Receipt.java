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
 * @param heard when it was written down here
 * @param theirs whether the recipient's own system said it, and not a person who was told
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
    String author,
    long heard,
    boolean theirs) {
  /** How much later than it happened a system may say so: what it says after that is late. */
  static final long SAID_WITHIN = 60 * 60_000;

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

  /**
   * The moment from which it counts. A system that says days later that it received something at
   * once was not heard at once: nobody here knew, and somebody was to be rung. A person gives the
   * moment at which they were told, by their own name.
   */
  public long counts() {
    return theirs ? Math.max(at, heard - SAID_WITHIN) : at;
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
