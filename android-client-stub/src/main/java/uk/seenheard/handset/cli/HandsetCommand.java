package uk.seenheard.handset.cli;

/** The command line of a handset. */
public final class HandsetCommand {
  private HandsetCommand() {}

  /** Runs one command. */
  public static void main(String[] args) {}
}
