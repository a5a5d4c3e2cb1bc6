package uk.seenheard.handset.core.loop;

import java.util.List;

/**
 * What one run of the sync loop came to.
 *
 * @param pushed changes that the server judged in this run
 * @param received changes that came from the server
 * @param forgotten incidents that access ended for and that were erased here
 * @param notes what the officer should know, in plain words without content
 */
public record SyncReport(
    Outcome outcome, int pushed, int received, int forgotten, List<String> notes) {
  /** Copies the list. */
  public SyncReport {
    notes = List.copyOf(notes);
  }

  /** How a run ended. */
  public enum Outcome {
    /** Nothing is queued, and both ends have shown that they hold the same. */
    SYNCED,
    /** The server could not be reached. */
    NO_SIGNAL,
    /** The server asks to come back later. */
    BUSY,
    /** Everything is sent; to receive takes a login. */
    SIGN_IN_TO_RECEIVE,
    /** The server does not know this device's key: the next sign-in enrols it again. */
    SIGN_IN_TO_ENROL,
    /** The server found a fault in what was sent, or in its own answer; nothing is lost. */
    FAULT,
    /** Both ends hold something different, even after everything was fetched anew. */
    DIFFERENT,
    /** Everything is sent; by order this handset shows and receives nothing. */
    LOCKED,
    /** By order this handset was wiped and closed. */
    WIPED
  }
}
