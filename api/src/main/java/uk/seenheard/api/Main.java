package uk.seenheard.api;

/** The server process: reads its settings from the environment and serves until it is stopped. */
public final class Main {
  /** Exit status for settings that cannot be used (EX_CONFIG). */
  static final int BAD_SETTINGS = 78;

  private Main() {}

  /** Starts the server. */
  public static void main(String[] args) {
    try {
      Settings settings = Settings.from(System.getenv());
    } catch (Settings.BadSettings faults) {
      System.err.println("The server was not started.\n" + faults.getMessage());
      System.exit(BAD_SETTINGS);
    }
  }
}
