package uk.seenheard.api.partners.exchange;

/**
 * A feed by the word that subscriptions name it with.
 *
 * @param href where one of its items is fetched: the key stands behind it
 */
public record NamedFeed(String word, String href, Feed feed) {}
