package uk.seenheard.sync.act;

/** Who may do an act: everybody from this rank on. */
public enum Who {
  /** Whoever records. */
  RECORDER,
  /** A supervisor or an inspector. */
  SUPERVISOR,
  /** An inspector. */
  INSPECTOR,
  /** A server, of itself. */
  SERVER
}
