package uk.seenheard.api.field.pull;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refused;

/**
 * Wakes handsets and pages: sends the log's position whenever the projections reach a new one, and
 * never any content. A listener that does not read is dropped, not waited for. Safe to use from
 * several event loops.
 */
public final class LiveDoor implements Door {
  private static final int MAX_LISTENERS = 5_000;

  /** A handset, and some tabs of the desk: whoever opens more keeps others from theirs. */
  private static final int MAX_OF_ONE_PERSON = 16;

  private static final long HEARTBEAT_MILLIS = 15_000;
  private static final int MAX_BUFFERED = 4_096;

  private final Vertx vertx;
  private final Gatekeeper gatekeeper;
  private final Projector projector;
  private final LongSupplier now;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  /** Sends what the projector announces. */
  public LiveDoor(Vertx vertx, Gatekeeper gatekeeper, Projector projector, LongSupplier now) {
    this.vertx = vertx;
    this.gatekeeper = gatekeeper;
    this.projector = projector;
    this.now = now;
    projector.onApplied(this::tell);
  }

  private record Listener(HttpServerResponse response, Grant grant, String authorization) {}

  @Override
  public void mount(Router router) {
    router.get("/v1/sync/live").handler(this::listen);
    vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> each(": still here\n\n"));
  }

  /** Ends every stream: whoever listens comes back, here or at another server. */
  @Override
  public void closing() {
    for (Listener listener : List.copyOf(listeners)) {
      listeners.remove(listener);
      listener.response().end().onFailure(gone -> listener.response().reset());
    }
  }

  /**
   * Ends a person's streams at once: their account was withdrawn, and whoever asks again is told
   * so.
   */
  public void end(String person) {
    for (Listener listener : List.copyOf(listeners)) {
      if (listener.grant().person().equals(person)) {
        listeners.remove(listener);
        listener.response().reset();
      }
    }
  }

  /** Ends those of a person's streams whose login is good for nothing any more. */
  public void look(String person) {
    for (Listener listener : List.copyOf(listeners)) {
      if (listener.grant().person().equals(person) && !isGood(listener)) {
        listeners.remove(listener);
        listener.response().reset();
      }
    }
  }

  private boolean isGood(Listener listener) {
    try {
      gatekeeper.admit(listener.authorization(), now.getAsLong());
      return true;
    } catch (Refused ended) {
      return false;
    }
  }

  /** How many listen. */
  public int size() {
    return listeners.size();
  }

  private void listen(RoutingContext context) {
    String authorization = String.valueOf(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    Grant grant = gatekeeper.admit(authorization, now.getAsLong());
    if (listeners.size() >= MAX_LISTENERS) {
      throw Problem.busy("Too many listen already; pull every minute instead.", 60);
    }
    if (mine(grant.person()) >= MAX_OF_ONE_PERSON) {
      throw Problem.busy(
          "You listen in " + MAX_OF_ONE_PERSON + " places already: close some of them.", 60);
    }
    HttpServerResponse response = context.response();
    response
        .setChunked(true)
        .setWriteQueueMaxSize(MAX_BUFFERED)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Listener listener = new Listener(response, grant, authorization);
    listeners.add(listener);
    response.closeHandler(closed -> listeners.remove(listener));
    response.exceptionHandler(broken -> listeners.remove(listener));
    send(listener, "retry: 2000\n" + event(projector.applied()));
  }

  private long mine(String person) {
    return listeners.stream().filter(one -> one.grant().person().equals(person)).count();
  }

  private void tell(long n) {
    each(event(n));
  }

  private static String event(long n) {
    return "id: " + n + "\nevent: log\ndata: {\"n\":" + n + "}\n\n";
  }

  private void each(String text) {
    List.copyOf(listeners).forEach(listener -> send(listener, text));
  }

  private void send(Listener listener, String text) {
    boolean loginOver = listener.grant().expiresAt() <= now.getAsLong();
    if (loginOver || listener.response().writeQueueFull()) {
      listeners.remove(listener);
      listener.response().reset();
    } else {
      listener.response().write(text);
    }
  }
}
