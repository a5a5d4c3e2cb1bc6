package uk.seenheard.handset.core.transport;

import java.util.Optional;

/**
 * A login that the force's identity provider gave.
 *
 * @param expiresAt milliseconds since 1970 by the server's clock
 * @param force the force, when the answer names it
 */
public record SignedIn(String token, long expiresAt, String person, Optional<String> force) {}
