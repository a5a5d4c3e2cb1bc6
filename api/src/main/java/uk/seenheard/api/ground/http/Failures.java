package uk.seenheard.api.ground.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.documents.BrokenMachine;
import uk.seenheard.api.engine.documents.StoreUnavailable;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.feed.WireFault;

/**
 * The one place where whatever went wrong becomes a problem. What is not expected is logged as the
 * classes and lines it went through, without messages: those may quote what somebody wrote.
 */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final int MAX_FRAMES = 30;
  private static final int MAX_CAUSES = 5;
  private static final int[] STATUSES = {
    400, 404, 405, 406, 408, 413, 414, 415, 421, 431, 500, 501, 503
  };

  private Failures() {}

  /** Catches everything on a router. */
  public static void mount(Router router) {
    router.route().failureHandler(context -> answer(router, context));
    for (int status : STATUSES) {
      router.errorHandler(status, context -> unmatched(router, context, status));
    }
  }

  private static void unmatched(Router router, RoutingContext context, int status) {
    if (context.failed()) {
      answer(router, context, context.statusCode());
    } else {
      answer(router, context, status);
    }
  }

  private static void answer(Router router, RoutingContext context) {
    answer(router, context, context.statusCode());
  }

  private static void answer(Router router, RoutingContext context, int status) {
    Throwable failure = context.failure();
    if (failure != null && BrokenMachine.behind(failure).isPresent()) {
      // The request is answered, and then whoever watches the threads that serve hears of it.
      context.vertx().runOnContext(unused -> BrokenMachine.tell(failure));
    }
    Problem problem = problem(failure, status);
    if (problem.status() == 405) {
      context.response().putHeader("Allow", String.join(", ", allowed(router, context)));
    }
    if (problem.status() >= 500 && !isAnswer(failure)) {
      String id = RequestIds.of(context);
      LOG.error("request {} failed: {}", id, failure == null ? problem.name() : trace(failure));
      problem = problem.with("request", Json.of(id));
    }
    boolean unread =
        problem.status() == 400
            && !isAnswer(failure)
            && !(failure instanceof WireFault)
            && !(failure instanceof UnreadableJson);
    if (unread || problem.status() == 413 || problem.status() == 408) {
      Bodies.closeAfterAnswer(context);
    }
    if (ProblemPage.isWanted(context)) {
      ProblemPage.send(context, problem);
    } else {
      Answers.problem(context, problem);
    }
  }

  /** Whether it was meant as an answer, and is no fault of ours. */
  private static boolean isAnswer(@Nullable Throwable failure) {
    return failure instanceof Problem
        || failure instanceof Refused
        || failure instanceof StoreUnavailable;
  }

  static Problem problem(@Nullable Throwable failure, int status) {
    if (failure instanceof Problem problem) {
      return problem;
    }
    if (failure instanceof Refused refused) {
      return Refusals.problem(refused.refusal());
    }
    if (failure instanceof StoreUnavailable store) {
      return Problem.notReady(String.valueOf(store.getMessage()), store.retryAfterSeconds());
    }
    if (failure instanceof WireFault fault) {
      return Problem.malformed(fault.field(), fault.reason());
    }
    if (failure instanceof UnreadableJson unreadable) {
      return Problem.malformed("body", "is no JSON that is taken: " + unreadable.getMessage());
    }
    return ofStatus(status);
  }

  public static Problem ofStatus(int status) {
    return switch (status) {
      case 400 -> Problem.malformed("request", "is not HTTP as it should be: check its path");
      case 404 ->
          Problem.of(404, "not-found", "Not found", "There is nothing at this path: see /docs");
      case 405 ->
          Problem.of(
              405,
              "method-not-allowed",
              "Not this method",
              "The path exists, but not with this method: see the header Allow");
      case 406 ->
          Problem.of(
              406,
              "not-acceptable",
              "Not in that form",
              "The answer is no type that was asked for");
      case 408 ->
          Problem.of(408, "too-slow", "Too slow", "The body did not arrive in time: send it again");
      case 413 ->
          Problem.of(
              413,
              "too-large",
              "Too large",
              "The body is over the limit: send it in smaller parts");
      case 414 -> Problem.of(414, "uri-too-long", "Too long", "The request line is over 8 KiB");
      case 415 ->
          Problem.of(
              415,
              "unsupported-media-type",
              "Not this type",
              "Send application/json in UTF-8, plain or packed with gzip");
      case 421 ->
          Problem.of(
              421,
              "misdirected",
              "Not for this server",
              "The server does not answer to this Host; whoever runs it names its hosts in"
                  + " SEENHEARD_HOSTS");
      case 431 -> Problem.of(431, "head-too-large", "Too large", "The headers are over 16 KiB");
      case 503 -> Problem.notReady("The server cannot answer now", 5);
      default ->
          Problem.of(
              500,
              "internal",
              "Something failed here",
              "Nothing is wrong with the request; try again, then report the request's id");
    };
  }

  private static Set<String> allowed(Router router, RoutingContext context) {
    Set<String> methods = new TreeSet<>();
    for (Route route : router.getRoutes()) {
      Set<HttpMethod> takes = route.methods();
      if (takes != null && !takes.isEmpty() && Paths.match(route, context.normalizedPath())) {
        takes.forEach(method -> methods.add(method.name()));
      }
    }
    return methods;
  }

  /** What failed and where, without what it says. */
  public static String trace(Throwable failure) {
    StringBuilder out = new StringBuilder();
    Throwable at = failure;
    for (int cause = 0; at != null && cause < MAX_CAUSES; cause++, at = at.getCause()) {
      out.append(cause == 0 ? "" : "\ncaused by ").append(at.getClass().getName());
      StackTraceElement[] frames = at.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
        out.append("\n  at ").append(frames[i]);
      }
    }
    return out.toString();
  }
}
