package uk.seenheard.api.ground.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.WireFault;

/** How doors read a body and answer: JSON, or a problem as RFC 9457 writes it down. */
public final class Answers {
  public static final String PROBLEM_JSON = "application/problem+json";
  private static final String JSON = "application/json";
  private static final int MAX_RETRY_AFTER_SECONDS = 3_600;

  private Answers() {}

  /** Answers with a value. */
  public static void json(RoutingContext context, int status, Json.Obj body) {
    send(context, status, JSON, body);
  }

  /**
   * Answers with what a future brings, or with the problem that it fails with.
   *
   * @param body makes the answer's body of the value
   */
  public static <T> void json(
      RoutingContext context, int status, Future<T> value, Function<? super T, Json.Obj> body) {
    value
        .map(came -> (Json.Obj) body.apply(came))
        .onComplete(made -> json(context, status, made), context::fail);
  }

  /**
   * Answers with a JSON text that was written already, away from the thread that serves, in parts
   * that make up the whole.
   */
  public static void text(RoutingContext context, int status, Future<List<String>> text) {
    text.onComplete(made -> send(context, status, JSON, made), context::fail);
  }

  /** Whether nobody is there any more to be answered, or they have been. */
  public static boolean isOver(RoutingContext context) {
    HttpServerResponse response = context.response();
    return response.ended() || response.closed();
  }

  /** The id by which the log names a request. */
  public static String requestId(RoutingContext context) {
    return RequestIds.of(context);
  }

  /** Answers with a refusal. */
  public static void problem(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    problem
        .retryAfter()
        .ifPresent(
            seconds ->
                response.putHeader(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, Math.min(seconds, MAX_RETRY_AFTER_SECONDS)))));
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"seenheard\"");
    }
    send(context, problem.status(), PROBLEM_JSON, problem.json());
  }

  /**
   * The request's body, an object within the limits of the {@code JsonReader} port.
   *
   * @throws Problem 400 {@code malformed} when there is none
   */
  public static Json.Obj body(RoutingContext context) {
    Json body = context.get(Bodies.READ);
    if (body == null) {
      throw Problem.malformed("body", "is missing: send a JSON object");
    }
    if (!(body instanceof Json.Obj object)) {
      throw Problem.malformed("body", "is no JSON object");
    }
    return object;
  }

  /**
   * The request's body as a message.
   *
   * @param message reads it
   * @throws Problem 400 {@code malformed} that names the member, when it is none
   */
  public static <T> T message(RoutingContext context, Function<Json, T> message) {
    try {
      return message.apply(body(context));
    } catch (WireFault fault) {
      throw Problem.malformed(fault.field(), fault.reason());
    }
  }

  private static void send(RoutingContext context, int status, String type, Json.Obj body) {
    send(context, status, type, body.canonicalInParts(Pieces.CHARS));
  }

  private static void send(RoutingContext context, int status, String type, List<String> body) {
    HttpServerResponse response = context.response();
    if (isOver(context) || response.headWritten()) {
      return;
    }
    // A refusal or a late answer never goes into somebody's cache; a door that means otherwise
    // has set the header already.
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type);
    if (!Pieces.isLong(body)) {
      response.end(body.get(0)).onFailure(gone -> response.reset());
      return;
    }
    Pieces.write(context, body)
        .compose(sent -> response.end())
        .onFailure(gone -> broken(context, gone));
  }

  /** Refused before anything was sent, or broken off in the middle. */
  public static void broken(RoutingContext context, Throwable why) {
    if (why instanceof Problem && !context.response().headWritten()) {
      context.response().setChunked(false);
      context.fail(why);
    } else {
      context.response().reset();
    }
  }
}
