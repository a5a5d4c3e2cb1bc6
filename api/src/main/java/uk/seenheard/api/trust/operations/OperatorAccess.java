package uk.seenheard.api.trust.operations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;

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
   * @throws Refused unproven for another token or none, forbidden when no token is set
   */
  void admit(@Nullable String authorization) {
    if (token.isEmpty()) {
      if (!demo) {
        throw new Refusal.Forbidden(
                "This is closed until SEENHEARD_OPERATIONS_TOKEN is set where the server runs")
            .raised();
      }
      return;
    }
    boolean held =
        authorization != null
            && authorization.startsWith(BEARER)
            && MessageDigest.isEqual(
                bytes(authorization.substring(BEARER.length())), bytes(token.get()));
    if (!held) {
      throw new Refusal.Unproven(
              Refusal.Proof.LOGIN,
              Optional.empty(),
              "Send the token of SEENHEARD_OPERATIONS_TOKEN as Authorization: Bearer")
          .raised();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
