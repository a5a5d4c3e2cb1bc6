package uk.seenheard.api.partners.webhooks;

import io.vertx.core.Future;
import java.util.Map;

/** The port by which a subscriber is told something. */
@FunctionalInterface
interface Post {
  /** Nobody answered, or nobody was asked. */
  int NOBODY = 0;

  /** The status that was answered; {@link #NOBODY} for none in time. Never fails. */
  Future<Integer> to(String url, Map<String, String> headers, String body);
}
