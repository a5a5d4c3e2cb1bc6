package uk.seenheard.api.ground.chronology;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import uk.seenheard.sync.reading.Names;

/**
 * How a child is recognised in another incident: by the same date of birth and a name that is the
 * same but for marks, apostrophes, hyphens, case and spaces: a likely pattern, which a person is
 * shown. What is stored is a hash under a key of the force, so that nobody who reads the store can
 * try names out.
 */
public final class ChildKeys {
  private static final String MAC = "HmacSHA256";
  private static final int MOST = 8;
  private static final int BYTES = 16;

  private final SecretKey key;

  private ChildKeys(SecretKey key) {
    this.key = key;
  }

  /** Under a key of its own that follows from the force's. */
  public static ChildKeys of(SecretKey force) {
    byte[] derived = mac(force, "seenheard/child-keys/2");
    return new ChildKeys(new SecretKeySpec(derived, MAC));
  }

  /**
   * The keys of a child whose name and date of birth may both be contradicted: any pair may be the
   * right one.
   */
  Set<String> of(Set<String> names, Set<String> births) {
    Set<String> keys = new TreeSet<>();
    for (String name : names) {
      String plain = plain(name);
      for (String birth : births) {
        if (!plain.isEmpty() && keys.size() < MOST) {
          byte[] mac = mac(key, plain + '\n' + birth);
          keys.add(HexFormat.of().formatHex(Arrays.copyOf(mac, BYTES)));
        }
      }
    }
    return keys;
  }

  /** As the one comparer of names takes it: marks, apostrophes, hyphens, case do not count. */
  private static String plain(String name) {
    return String.join(" ", Names.words(name));
  }

  private static byte[] mac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key.getEncoded(), MAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no " + MAC, missing);
    }
  }
}
