package uk.seenheard.handset.core.keys;

/**
 * The port that wraps keys so that they may lie on the disk: on Android the KeyStore, which does
 * not give its own keys away; on a desktop a passphrase.
 */
public interface KeyWrap {
  /**
   * The key, readable only for who can unwrap.
   *
   * @param name what the key is for; unwrapping takes the same name
   */
  byte[] wrap(String name, byte[] key);

  /**
   * The key again.
   *
   * @throws KeyRefused when these bytes were not wrapped here under that name
   */
  byte[] unwrap(String name, byte[] wrapped);

  /**
   * Makes everything wrapped under that name unreadable for good, where the platform can: a
   * KeyStore that holds one key for each name drops it. A passphrase cannot; there the store
   * overwrites the wrapped bytes.
   */
  void forget(String name);
}
