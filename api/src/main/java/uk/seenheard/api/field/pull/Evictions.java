package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.Frame;

/**
 * Vouches for the evictions of a page: nothing less takes out of a handset what its officer wrote.
 * One signature for all of a page, made away from the event loop; a page without evictions costs
 * none.
 */
final class Evictions {
  private final Vertx vertx;
  private final Tokens tokens;
  private final Digests digests;

  Evictions(Vertx vertx, Tokens tokens, Digests digests) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.digests = digests;
  }

  /** The same page, signed where it tells somebody to forget. */
  Future<List<Frame>> vouched(Grant grant, List<Frame> page) {
    List<String> incidents =
        page.stream()
            .filter(Frame.Evict.class::isInstance)
            .map(frame -> ((Frame.Evict) frame).incident())
            .collect(Collectors.toUnmodifiableList());
    if (incidents.isEmpty()) {
      return Future.succeededFuture(page);
    }
    Frame.Through end = (Frame.Through) page.get(page.size() - 1);
    String text = Frame.Evict.text(grant.force(), grant.person(), end.cursor(), incidents, digests);
    return vertx
        .executeBlocking(() -> tokens.signOrder(text), false)
        .map(
            signature -> {
              List<Frame> signed = new ArrayList<>(page.subList(0, page.size() - 1));
              signed.add(end.vouching(signature));
              return signed;
            });
  }
}
