package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import java.util.List;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.feed.Frame;

/** The port by which a pull is written down before its content leaves. */
@FunctionalInterface
public interface Disclosures {
  /** Notes who was handed what; content may leave once this has succeeded. */
  Future<Void> pulled(Grant grant, List<Frame> frames);
}
