package uk.seenheard.api.partners.footage.seal;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.IncidentKeys;
import uk.seenheard.sync.change.Hash;

/**
 * By what the catalogue is closed: a key for each year, by which what is kept is sealed, and names
 * under a key of the force, by which it is found without saying whose it is. With a year's key
 * everything of that year goes, in every copy of the store.
 */
public final class CatalogueKeys {
  private static final String MAC = "HmacSHA256";
  private static final int BYTES = 16;

  private final IncidentKeys keys;

  /** Copied for each name: to look for it and to key it anew costs more than the name. */
  private final Mac names;

  /**
   * Beside the incidents' keys.
   *
   * @param force the force's key
   */
  public CatalogueKeys(IncidentKeys keys, SecretKey force) {
    this.keys = keys;
    this.names = keyed(new SecretKeySpec(named(keyed(force), "seenheard/footage-names/1"), MAC));
  }

  /** The key's name of a year in which something starts; no incident has such a one. */
  public static String year(long at) {
    return named(Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC).getYear());
  }

  /** The key's name of a year. */
  public static String named(int year) {
    return "footage/" + year;
  }

  /** Whether the key of a year was destroyed. */
  public Future<Boolean> isDestroyed(String year) {
    return keys.isDestroyed(year);
  }

  /** Destroys the key of a year, for good. */
  public Future<Void> destroy(String year) {
    return keys.destroy(year);
  }

  /** The keys of these years, made where there are none yet. */
  public Future<Map<String, IncidentKey>> years(Set<String> years) {
    return keys.keys(years);
  }

  /** A name that says nothing, always the same of the same text. */
  public String name(String text) {
    return HexFormat.of().formatHex(Arrays.copyOf(named(names, text), BYTES));
  }

  /** To what a sealed text is bound: the name under which it is kept. */
  public Hash bound(String id) {
    return new Hash(HexFormat.of().formatHex(named(names, "sealed/" + id)));
  }

  private static Mac keyed(SecretKey key) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key.getEncoded(), MAC));
      return mac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no " + MAC, missing);
    }
  }

  private static byte[] named(Mac keyed, String text) {
    try {
      return ((Mac) keyed.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException other) {
      throw new IllegalStateException("this Java's " + MAC + " cannot be copied", other);
    }
  }
}
