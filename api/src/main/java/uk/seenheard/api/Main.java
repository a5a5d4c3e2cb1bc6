package uk.seenheard.api;

/** The server process: reads its settings from the environment and serves until it is stopped. */
public final class Main {
  private Main() {}

  /** Starts the server. */
  public static void main(String[] args) {}
}
