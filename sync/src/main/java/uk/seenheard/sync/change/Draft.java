package uk.seenheard.sync.change;

import java.util.List;

/**
 * What an author is about to say: everything a change holds but its hash.
 *
 * @param nonce 16 random bytes in hexadecimal digits, so that the hash of an erased change gives
 *     nothing away
 */
public record Draft(
    String incident,
    FormRef form,
    String author,
    String device,
    Hash pass,
    long wall,
    String boot,
    long elapsed,
    Hlc hlc,
    List<Operation> ops,
    String nonce) {
  /** Copies the list. */
  public Draft {
    ops = List.copyOf(ops);
  }
}
