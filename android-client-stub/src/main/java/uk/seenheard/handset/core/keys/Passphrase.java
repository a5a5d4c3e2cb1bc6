package uk.seenheard.handset.core.keys;

import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;

/** Turns a passphrase into the key wrap of a store, with the salt that lies in the store. */
public final class Passphrase {
  private static final String SALT = "passphrase-salt";
  private static final String ROUNDS = "passphrase-rounds";

  private Passphrase() {}

  /**
   * The wrap of this store.
   *
   * @param passphrase wiped before this returns
   * @param rounds for a store that has none yet
   */
  public static KeyWrap wrapFor(Store store, char[] passphrase, int rounds, HandsetPorts ports) {
    byte[] salt =
        store.write(
            rows ->
                rows.get(Space.META, SALT)
                    .orElseGet(
                        () -> {
                          byte[] fresh = ports.chance().bytes(PassphraseKeyWrap.SALT_BYTES);
                          rows.put(Space.META, SALT, fresh);
                          rows.put(Space.META, ROUNDS, Integer.toString(rounds));
                          return fresh;
                        }));
    int kept =
        store.read(rows -> rows.text(Space.META, ROUNDS).map(Integer::parseInt).orElse(rounds));
    return new PassphraseKeyWrap(passphrase, salt, kept, ports);
  }
}
