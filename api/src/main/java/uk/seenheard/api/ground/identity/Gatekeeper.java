package uk.seenheard.api.ground.identity;

import org.jspecify.annotations.Nullable;

/** The port that turns a request's {@code Authorization} header into what it allows. */
@FunctionalInterface
public interface Gatekeeper {
  /**
   * The verified login of a request.
   *
   * @param authorization the header as it came, or null when there was none
   * @param now milliseconds since 1970
   * @throws uk.seenheard.api.ground.refusal.Refused unproven, with a reason that says why: {@code
   *     missing}, {@code malformed}, {@code forged}, {@code expired}, {@code other-force}, {@code
   *     unknown-person}, {@code not-entitled}, {@code revoked} or {@code signed-out}
   */
  Grant admit(@Nullable String authorization, long now);
}
