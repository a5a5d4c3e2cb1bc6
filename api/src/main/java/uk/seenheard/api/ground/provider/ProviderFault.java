package uk.seenheard.api.ground.provider;

/**
 * Why the provider's word was not had, or is not taken. It names the check, for whoever runs the
 * server, and holds nothing of a token.
 */
public final class ProviderFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String check;
  private final boolean away;

  private ProviderFault(String check, boolean away, String sentence) {
    super(sentence, null, false, false);
    this.check = check;
    this.away = away;
  }

  /** The provider said something that is not taken. */
  static ProviderFault refused(String check, String sentence) {
    return new ProviderFault(check, false, sentence);
  }

  /** The provider does not answer, or not as one: later it may. */
  static ProviderFault away(String check, String sentence) {
    return new ProviderFault(check, true, sentence);
  }

  /** Which check failed, in one word. */
  public String check() {
    return check;
  }

  /** Whether the same may be asked again later. */
  public boolean isAway() {
    return away;
  }
}
