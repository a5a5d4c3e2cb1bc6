package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import uk.seenheard.api.ground.identity.Grant;

/** The port by which a pull is written down before its content leaves. */
@FunctionalInterface
public interface Disclosures {
  /** Notes who was handed content of which incidents; it may leave once this has succeeded. */
  Future<Void> pulled(Grant grant, Handed page);
}
