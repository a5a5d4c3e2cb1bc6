package uk.seenheard.api.trust.operations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.http.Problem;

/**
 * Who may look after the server: whoever holds the token of its settings. Without a token nobody
 * may, except in a demonstration, which listens on loopback only.
 */
public final class OperatorAccess {
  private static final String BEARER = "Bearer ";

  private final Optional<String> token;
  private final boolean demo;

  /** With the token of the settings, if they have one. */
  public OperatorAccess(Optional<String> token, boolean demo) {
    this.token = token;
    this.demo = demo;
  }

  /**
   * Lets somebody in.
   *
   * @param authorization the header, if there is one
   * @throws Problem 401 for another token or none, 403 when no token is set
   */
  void admit(@Nullable String authorization) {
    if (token.isEmpty()) {
      if (!demo) {
        throw Problem.of(
            403,
            "forbidden",
            "Closed",
            "This is closed until SEENHEARD_OPERATIONS_TOKEN is set where the server runs");
      }
      return;
    }
    boolean held =
        authorization != null
            && authorization.startsWith(BEARER)
            && MessageDigest.isEqual(
                bytes(authorization.substring(BEARER.length())), bytes(token.get()));
    if (!held) {
      throw Problem.of(
          401,
          "unauthenticated",
          "Not signed in",
          "Send the token of SEENHEARD_OPERATIONS_TOKEN as Authorization: Bearer");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
