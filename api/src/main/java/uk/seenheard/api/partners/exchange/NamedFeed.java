package uk.seenheard.api.partners.exchange;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import uk.seenheard.api.ground.follow.Place;

/**
 * A feed by the word that subscriptions name it with.
 *
 * @param href where one of its items is fetched
 * @param pushed of a feed whose items are handed over whole instead of being told of
 */
public record NamedFeed(
    String word, Function<FeedItem, String> href, Owed owed, Optional<Pushed> pushed) {
  /**
   * How items are handed over whole: to one address that the force names, and to no other.
   *
   * @param url the one address
   * @param headers by which the other end knows who comes
   * @param identity the certificate by which this server is known there, if it asks for one
   * @param taken what it answers once it has an item on its disk; any other 2xx is no answer
   * @param body what an item says; made when it is handed over, and written down before
   */
  public record Pushed(
      String url,
      Map<String, String> headers,
      Optional<Identity> identity,
      int taken,
      Function<FeedItem, Future<String>> body) {
    /**
     * Who this server is to one that asks for a certificate; each a PEM file.
     *
     * @param trust whose certificates are trusted there; without it those that this machine trusts
     */
    public record Identity(Path certificate, Path key, Optional<Path> trust) {}

    /** Copies the headers. */
    public Pushed {
      headers = Map.copyOf(headers);
    }
  }

  /** One that is told of. */
  public NamedFeed(String word, Function<FeedItem, String> href, Owed owed) {
    this(word, href, owed, Optional.empty());
  }

  /** What somebody is owed after a place in the log, in the log's order. */
  @FunctionalInterface
  public interface Owed {
    /** Of the one who subscribed. */
    Future<List<FeedItem>> after(String owner, Place place, int most);
  }

  /**
   * One of which everybody who may follow it is owed all.
   *
   * @param href the key of an item stands behind it
   */
  public static NamedFeed ofAll(String word, String href, Feed feed) {
    return new NamedFeed(
        word, item -> href + item.sent().text(), (owner, place, most) -> feed.after(place, most));
  }

  /** The same handed over whole. */
  public NamedFeed pushed(String as, Pushed whole) {
    return new NamedFeed(as, href, owed, Optional.of(whole));
  }
}
