package uk.seenheard.api.ground.http;

import java.util.Optional;
import uk.seenheard.sync.codec.Json;

/**
 * A refusal, as RFC 9457 writes it down: a name that clients act on, and a sentence for people that
 * says what was wrong, where, and what to do. It holds no personal data.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String name;
  private final String title;
  private final transient Json.Obj members;

  private Problem(int status, String name, String title, String detail, Json.Obj members) {
    super(detail, null, false, false);
    this.status = status;
    this.name = name;
    this.title = title;
    this.members = members;
  }

  /**
   * A refusal.
   *
   * @param status the HTTP status, 400 to 599
   * @param name the last part of its type, such as {@code resend-from}
   * @param title the refusal in a few plain words
   * @param detail what was wrong, where, and what to do
   */
  public static Problem of(int status, String name, String title, String detail) {
    return new Problem(status, name, title, detail, Json.EMPTY);
  }

  /** 400: a member of the request is not as the contract says. */
  public static Problem malformed(String field, String reason) {
    return of(400, "malformed", "The request cannot be read", field + ' ' + reason)
        .with("field", Json.of(field));
  }

  /** 401: nobody has shown who they are. */
  public static Problem unauthenticated(String detail) {
    return of(401, "unauthenticated", "Sign in first", detail);
  }

  /** 403: somebody is known, and may not. */
  public static Problem forbidden(String detail) {
    return of(403, "forbidden", "You may not do this", detail);
  }

  /** 404: there is no such thing, or it is not for this person's eyes; the answer is the same. */
  public static Problem notFound(String what) {
    return of(404, "not-found", "Not found", what + " does not exist, or is not within your scope");
  }

  /** 503: try again after so many seconds. */
  public static Problem notReady(String detail, int retryAfterSeconds) {
    return of(503, "not-ready", "Not ready", detail).with("retryAfter", Json.of(retryAfterSeconds));
  }

  /** 429: too much at once; try again after so many seconds. */
  public static Problem busy(String detail, int retryAfterSeconds) {
    return of(429, "busy", "Too much at once", detail)
        .with("retryAfter", Json.of(retryAfterSeconds));
  }

  /** This problem with one more member. */
  public Problem with(String member, Json value) {
    return new Problem(status, name, title, detail(), members.with(member, value));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The name that clients act on. */
  public String name() {
    return name;
  }

  /** The sentence for people. */
  public String detail() {
    return Optional.ofNullable(getMessage()).orElse(title);
  }

  /** Seconds after which to try again, when trying again helps. */
  public Optional<Long> retryAfter() {
    return members.whole("retryAfter");
  }

  /** The body of the answer. */
  public Json.Obj json() {
    return members
        .with("type", Json.of("/problems/" + name))
        .with("title", Json.of(title))
        .with("status", Json.of(status))
        .with("detail", Json.of(detail()));
  }
}
