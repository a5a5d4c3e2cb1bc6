package uk.seenheard.handset.core.store;

/** A table of the store. What the officer recorded stands in the sealed ones only. */
public enum Space {
  /** Single values: chain, clocks, cursor, lease. */
  META,
  /** Single values that are sealed: tokens. */
  SECRET,
  /** Wrapped keys by name. */
  KEYS,
  /** What became of each own change, by the order in which they were made. */
  OUTBOX,
  /** Sealed contents of own changes, by the same order. */
  OUTBOX_BODY,
  /** Hash of an own change → its order. */
  OUTBOX_HASH,
  /** Incident and order of own changes. */
  OUTBOX_INCIDENT,
  /** Epoch and position in the chain → order. */
  CHAIN,
  /** Sealed changes from the server that take part in the fold, by incident and hash. */
  REPLICA,
  /** Sealed changes from the server that are in quarantine, by incident and hash. */
  REPLICA_HELD,
  /** Incidents of the replica with their frontiers. */
  FRONTIER,
  /** Incidents of which only a part has come yet, with what the server said the whole is. */
  ARRIVING,
  /** Incidents to be forgotten once their unsent changes are safe. */
  EVICT,
  /**
   * Sealed folds of incidents, so that a look need not read change by change; can be made again.
   */
  FOLD,
  /** Incidents of which nothing moved since their fold was kept, with what the fold is of. */
  FOLD_STANDS,
  /** Sealed shift passes by hash. */
  PASS,
  /** Forms as the server published them; not secret. */
  FORM
}
