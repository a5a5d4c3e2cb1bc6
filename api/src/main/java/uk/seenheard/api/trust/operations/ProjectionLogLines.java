package uk.seenheard.api.trust.operations;

import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.writer.RecentRequests;

/**
 * Writes into the log that the projections moved on and that whoever listens was told, with the
 * requests that this came from. Commits of other processes have no request here: their own process
 * names it beside the commit's number.
 */
public final class ProjectionLogLines implements LongConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectionLogLines.class);

  private final RecentRequests trail;
  private final IntSupplier listeners;
  private long before;

  /**
   * Follows the projections, after the live door did.
   *
   * @param before where they stand
   */
  public ProjectionLogLines(RecentRequests trail, IntSupplier listeners, long before) {
    this.trail = trail;
    this.listeners = listeners;
    this.before = before;
  }

  @Override
  public synchronized void accept(long applied) {
    String requests = String.join(" ", trail.between(before, applied));
    before = applied;
    LOG.atInfo().addKeyValue("commit", applied).addKeyValue("requests", requests).log("projected");
    LOG.atInfo()
        .addKeyValue("commit", applied)
        .addKeyValue("listeners", listeners.getAsInt())
        .addKeyValue("requests", requests)
        .log("announced");
  }
}
