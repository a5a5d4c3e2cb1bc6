package uk.seenheard.handset.jvm.cli;

/** With which number a command ends, for scripts: those of {@code sysexits} where there is one. */
final class ExitCodes {
  /** It was done. */
  static final int DONE = 0;

  /** It was refused, in words; nothing was saved. */
  static final int REFUSED = 1;

  /** It was not understood; nothing was saved. */
  static final int NOT_UNDERSTOOD = 2;

  /** This program has a fault. */
  static final int FAULT = 70;

  /** Not everything is at the server, or here: try again later. Nothing is lost. */
  static final int NOT_SYNCED = 75;

  private ExitCodes() {}

  /** Whether a command did what it could. */
  static boolean isDone(int code) {
    return code == DONE || code == NOT_SYNCED;
  }
}
