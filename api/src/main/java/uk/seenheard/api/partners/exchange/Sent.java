package uk.seenheard.api.partners.exchange;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of one thing that went out, for good: the commit that let it go and the incident that it
 * is of. As a text it is the key under which the other end keeps it once, however often it comes.
 *
 * @param n the commit
 */
public record Sent(long n, String incident) {
  private static final Pattern INCIDENT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Digits of the commit in a text. */
  private static final int DIGITS = 15;

  /** As a text that sorts as the feed does. */
  public String text() {
    return String.format(Locale.ROOT, "%015d", n) + '.' + incident;
  }

  /** Reads such a text, which the contract has checked. */
  public static Sent of(String text) {
    return new Sent(Long.parseLong(text.substring(0, DIGITS)), text.substring(DIGITS + 1));
  }

  /** Whether a text is the id of an incident. */
  public static boolean isIncident(String text) {
    return INCIDENT.matcher(text).matches();
  }
}
