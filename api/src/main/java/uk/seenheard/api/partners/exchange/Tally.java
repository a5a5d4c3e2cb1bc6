package uk.seenheard.api.partners.exchange;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * How many things of a feed went out in a time, and a hash of what each is, so that two ends find
 * out whether they have the same without handing over any of it.
 *
 * @param hash over the things in the feed's order: each one's key, type and what the feed keeps of
 *     it, as one line
 */
public record Tally(List<FeedItem> items, Hash hash) {
  /** Things that one time may hold; who has more asks for shorter times. */
  public static final int MOST = 10_000;

  private static final int PAGE = 1_000;

  /** Copies the items. */
  public Tally {
    items = List.copyOf(items);
  }

  /** Of a feed's time, the end excluded. */
  public static Future<Tally> of(Feed feed, long from, long to, Digests digests) {
    return page(feed, from, to, new ArrayList<>())
        .map(found -> new Tally(found, hash(found, digests)));
  }

  private static Future<List<FeedItem>> page(Feed feed, long from, long to, List<FeedItem> found) {
    Place after = found.isEmpty() ? Place.START : found.get(found.size() - 1).place();
    return feed.between(from, to, after, PAGE)
        .compose(
            page -> {
              found.addAll(page);
              return page.size() < PAGE || found.size() >= MOST
                  ? Future.succeededFuture(found)
                  : page(feed, from, to, found);
            });
  }

  private static Hash hash(List<FeedItem> found, Digests digests) {
    StringBuilder lines = new StringBuilder("seenheard/tally/1\n");
    found.forEach(item -> lines.append(item.line()));
    return Hash.of(lines.toString(), digests);
  }
}
