package uk.seenheard.api.partners.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures of Standard Webhooks: HMAC-SHA256 over id, time and body, marked {@code v1}. */
final class Signature {
  private static final String MAC = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Signature() {}

  /** A new secret, as it is shown once. */
  static String secret() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /** One signature for each secret, with spaces between: while two are good, both are given. */
  static String of(List<String> secrets, String id, long seconds, String body) {
    List<String> signatures = new ArrayList<>();
    for (String secret : secrets) {
      signatures.add("v1," + sign(secret, id + '.' + seconds + '.' + body));
    }
    return String.join(" ", signatures);
  }

  private static String sign(String secret, String text) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no " + MAC, missing);
    }
  }
}
