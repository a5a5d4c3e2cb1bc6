package uk.seenheard.handset.core.outbox;

/**
 * How many changes of this handset are in which state.
 *
 * @param unseen acknowledged, but not yet come back in the feed
 */
public record OutboxCounts(long queued, long unseen, long quarantined, long seen) {
  /** Changes that the server is known to have. */
  public long acknowledged() {
    return unseen + quarantined + seen;
  }
}
