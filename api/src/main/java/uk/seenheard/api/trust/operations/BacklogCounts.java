package uk.seenheard.api.trust.operations;

import io.vertx.core.Future;

/** The port to what only the store knows of how things stand. */
@FunctionalInterface
public interface BacklogCounts {
  /**
   * Counts of one moment.
   *
   * @param position the last commit
   * @param quarantined changes that wait for somebody to release or dismiss them
   * @param unsent changes that handsets said were unsent when they last spoke
   * @param handsetsWithUnsent how many handsets said so
   * @param writable whether the store takes writes
   */
  record Counts(
      long position, long quarantined, long unsent, long handsetsWithUnsent, boolean writable) {
    static final Counts NONE = new Counts(0, 0, 0, 0, false);
  }

  /** Looks now; fails when the store is away. */
  Future<Counts> look();
}
