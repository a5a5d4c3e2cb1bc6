package uk.seenheard.sync.feed;

import java.math.BigInteger;
import java.util.Map;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Utf8;

/**
 * The digest by which two ends prove that they hold the same changes of the same incidents: the
 * sum, modulo 2^256, of one SHA-256 for each incident and its frontier. A sum does not depend on
 * order, and taking one incident out or in costs one hash.
 */
public record ReplicaDigest(BigInteger sum) {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  /** The digest of holding nothing. */
  public static final ReplicaDigest EMPTY = new ReplicaDigest(BigInteger.ZERO);

  /** The digest of these incidents at these frontiers. */
  public static ReplicaDigest of(Map<String, Hash> frontiers, Digests digests) {
    ReplicaDigest digest = EMPTY;
    for (Map.Entry<String, Hash> held : frontiers.entrySet()) {
      digest = digest.with(held.getKey(), held.getValue(), digests);
    }
    return digest;
  }

  /** This digest with one more incident. */
  public ReplicaDigest with(String incident, Hash frontier, Digests digests) {
    return new ReplicaDigest(sum.add(term(incident, frontier, digests)).mod(MODULUS));
  }

  /** This digest without an incident that it held at that frontier. */
  public ReplicaDigest without(String incident, Hash frontier, Digests digests) {
    return new ReplicaDigest(sum.subtract(term(incident, frontier, digests)).mod(MODULUS));
  }

  private static BigInteger term(String incident, Hash frontier, Digests digests) {
    String text = "seenheard/replica/1\n" + incident + '\n' + frontier.hex();
    return new BigInteger(1, digests.sha256(Utf8.bytes(text)));
  }

  /** The digest as it is written: 64 lower-case hexadecimal digits. */
  public Hash hash() {
    String digits = sum.toString(16);
    StringBuilder padded = new StringBuilder();
    for (int i = digits.length(); i < 64; i++) {
      padded.append('0');
    }
    return new Hash(padded.append(digits).toString());
  }
}
