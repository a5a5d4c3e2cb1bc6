package uk.seenheard.sync.simulate;

import java.util.Optional;
import uk.seenheard.sync.change.Hash;

/**
 * Enrolments, passes, logins and device signatures. They stand for signed tokens and ECDSA: a
 * digest with a secret that only the holder has is as hard to make for a hostile part of the
 * simulation as a signature would be, and takes a hundredth of the time.
 */
final class Tokens {
  private static final String SERVER = "the server's secret";

  private Tokens() {}

  /** A token's members. */
  record Shown(String device, String person, long until) {}

  static String enrolment(String device) {
    return sealed("enrolment", device, "", 0);
  }

  static String pass(String device, String person, long issued) {
    return sealed("pass", device, person, issued);
  }

  static String login(String person, long until) {
    return sealed("login", "", person, until);
  }

  static String signature(String deviceKey, String text) {
    return Hash.of(deviceKey + '\n' + text, World.DIGESTS).hex();
  }

  static String deviceKey(String device) {
    return Hash.of("key of " + device, World.DIGESTS).hex();
  }

  static Optional<Shown> read(String kind, String token) {
    String[] parts = token.split("\\|", -1);
    if (parts.length != 5 || !parts[0].equals(kind)) {
      return Optional.empty();
    }
    long until = Long.parseLong(parts[3]);
    return token.equals(sealed(kind, parts[1], parts[2], until))
        ? Optional.of(new Shown(parts[1], parts[2], until))
        : Optional.empty();
  }

  private static String sealed(String kind, String device, String person, long until) {
    String text = kind + '|' + device + '|' + person + '|' + until + '|';
    return text + Hash.of(SERVER + '\n' + text, World.DIGESTS).hex().substring(0, 16);
  }
}
