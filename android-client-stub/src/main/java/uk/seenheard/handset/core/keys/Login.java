package uk.seenheard.handset.core.keys;

/**
 * A login at the force's identity provider.
 *
 * @param expiresAt milliseconds since 1970 by the server's clock
 */
public record Login(String token, long expiresAt, String person) {}
