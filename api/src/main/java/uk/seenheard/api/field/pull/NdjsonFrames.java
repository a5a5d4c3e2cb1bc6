package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import java.util.List;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.feed.Frame;

/** Frames on their way out: written down as handed over, and as lines. */
final class NdjsonFrames {
  /** The type of their content. */
  static final String NDJSON = "application/x-ndjson";

  private NdjsonFrames() {}

  /** Content leaves only after it is written down that it did. */
  static Future<List<Frame>> noted(Disclosures disclosures, Grant grant, Handed page) {
    return page.holdsContent()
        ? disclosures.pulled(grant, page).map(page.frames())
        : Future.succeededFuture(page.frames());
  }

  /** The frames, one a line. */
  static String of(List<Frame> frames) {
    StringBuilder lines = new StringBuilder();
    frames.forEach(frame -> lines.append(frame.json().canonical()).append('\n'));
    return lines.toString();
  }
}
