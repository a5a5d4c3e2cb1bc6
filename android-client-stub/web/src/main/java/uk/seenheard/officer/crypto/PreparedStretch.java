package uk.seenheard.officer.crypto;

import java.util.Arrays;
import uk.seenheard.handset.core.crypto.Stretch;

/**
 * The key that the browser stretched beforehand: its own PBKDF2 answers later, and the core asks
 * now. It is given once, for the salt and rounds that it was stretched with.
 */
public final class PreparedStretch implements Stretch {
  private final byte[] salt;
  private final int rounds;
  private final byte[] key;

  /** What came out of that salt and those rounds; takes the key as its own. */
  public PreparedStretch(byte[] salt, int rounds, byte[] key) {
    this.salt = salt.clone();
    this.rounds = rounds;
    this.key = key;
  }

  @Override
  public byte[] stretch(char[] passphrase, byte[] asked, int askedRounds) {
    Arrays.fill(passphrase, '\0');
    if (!Arrays.equals(salt, asked) || rounds != askedRounds) {
      throw new IllegalStateException("the passphrase was stretched for another store");
    }
    byte[] given = key.clone();
    Arrays.fill(key, (byte) 0);
    return given;
  }
}
