package uk.seenheard.handset.core.transport;

import java.util.Optional;
import uk.seenheard.sync.codec.Json;

/**
 * A refusal of the server, read from its problem document.
 *
 * @param problem the last part of the problem's type, such as {@code resend-from}
 * @param detail the server's sentence for people
 * @param field the member at fault
 * @param reason why a login is refused, such as {@code revoked}
 * @param retryAfterSeconds how long to wait at least
 * @param epoch the epoch that it speaks of
 * @param resendFrom the position that it asks for
 */
public record Refusal(
    int status,
    String problem,
    String detail,
    Optional<String> field,
    Optional<String> reason,
    Optional<Long> retryAfterSeconds,
    Optional<Long> epoch,
    Optional<Long> resendFrom) {
  private static final String NO_REASON = "The server gave no reason.";

  /** A refusal without more than a status and a problem. */
  public static Refusal of(int status, String problem) {
    return of(status, Json.object().put("type", "/problems/" + problem).build(), Optional.empty());
  }

  /**
   * A refusal with its problem document.
   *
   * @param retryAfter seconds that a header asked for, before what the document says
   */
  public static Refusal of(int status, Json.Obj body, Optional<Long> retryAfter) {
    String type = body.text("type").orElse("");
    return new Refusal(
        status,
        type.substring(type.lastIndexOf('/') + 1),
        body.text("detail").orElse(NO_REASON),
        body.text("field"),
        body.text("reason"),
        retryAfter.isPresent() ? retryAfter : body.whole("retryAfter"),
        body.whole("epoch"),
        body.whole("resendFrom"));
  }

  /** The server's own sentence, where there is one: not what stands between it and the handset. */
  public Optional<String> sentence() {
    return problem.isEmpty() || detail.equals(NO_REASON) ? Optional.empty() : Optional.of(detail);
  }

  /** Whether the person's account was withdrawn. */
  public boolean isRevoked() {
    return status == 401 && reason.filter("revoked"::equals).isPresent();
  }

  /** Whether trying again later is the cure. */
  public boolean isForLater() {
    return status == 429 || status >= 500;
  }
}
