package uk.seenheard.sync.change;

import uk.seenheard.sync.codec.Digests;

/**
 * The chain of a device: each position's hash takes in the one before, so that a hole or a fork
 * shows, and one signature over the head vouches for everything below it.
 */
public final class Chain {
  private Chain() {}

  /** The hash before position 1 of an epoch. */
  public static Hash start(String device, int epoch, Digests digests) {
    return Hash.of("seenheard/chain/1\n" + device + '\n' + epoch, digests);
  }

  /** The hash at position {@code seq}, given the one before and the change that stands there. */
  public static Hash link(Hash previous, long seq, Hash change, Digests digests) {
    return Hash.of(
        "seenheard/link/1\n" + previous.hex() + '\n' + seq + '\n' + change.hex(), digests);
  }

  /** The text whose UTF-8 bytes a device signs to vouch for its chain up to {@code seq}. */
  public static String headText(String force, String device, int epoch, long seq, Hash head) {
    return "seenheard/head/1\n"
        + force
        + '\n'
        + device
        + '\n'
        + epoch
        + '\n'
        + seq
        + '\n'
        + head.hex();
  }

  /** The text whose UTF-8 bytes a device signs to show, at enrolment, that it holds its key. */
  public static String enrolmentText(String force, String device, String publicKey) {
    return "seenheard/enrol/1\n" + force + '\n' + device + '\n' + publicKey;
  }
}
