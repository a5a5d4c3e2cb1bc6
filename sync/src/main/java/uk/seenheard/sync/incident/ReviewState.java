package uk.seenheard.sync.incident;

import java.util.Locale;

/** Where an incident stands between the officers and their supervisor. */
public enum ReviewState {
  /** Being recorded; nobody has submitted it. */
  RECORDING,
  /** Submitted and waiting for a supervisor. */
  SUBMITTED,
  /** Returned with a note; the officers' turn. */
  RETURNED,
  /** Authorised as it stands. */
  AUTHORISED,
  /** Authorised before, and captured differently since: waits for a supervisor again. */
  CHANGED;

  /** The word for it on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a supervisor is to decide. */
  public boolean waits() {
    return this == SUBMITTED || this == CHANGED;
  }
}
