package uk.seenheard.api.ground.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The connections that are open: no more than a limit, and none that dawdles over the head of its
 * next request. Vert.x's idle time-out alone does not help there: whoever sends a byte now and then
 * is not idle.
 *
 * <p>At the limit, those that have waited longest without a request being answered on them make
 * room, silent ones first: otherwise whoever opens connections and says nothing would shut
 * everybody else out. Only when all are at work is a new one closed.
 */
final class Connections implements Handler<RoutingContext> {
  private final int most;
  private final long headMillis;
  private final LongSupplier monotonicMillis;
  private final Map<HttpConnection, State> open = new ConcurrentHashMap<>();

  Connections(int most, long headMillis, LongSupplier monotonicMillis) {
    this.most = most;
    this.headMillis = headMillis;
    this.monotonicMillis = monotonicMillis;
  }

  /** How many are open. */
  int count() {
    return open.size();
  }

  /** Takes a new connection, or closes it when there are too many. */
  void opened(HttpConnection connection) {
    if (open.size() >= most && !makeRoom()) {
      connection.close();
      return;
    }
    open.put(connection, new State(monotonicMillis.getAsLong()));
    connection.closeHandler(closed -> open.remove(connection));
  }

  /** Closes a sixteenth of the connections at once, so that looking for them is seldom. */
  private boolean makeRoom() {
    List<HttpConnection> waiting =
        open.entrySet().stream()
            .map(entry -> new Waiting(entry.getKey(), entry.getValue().seen()))
            .filter(one -> one.seen().answering() == 0)
            .sorted(
                Comparator.comparing((Waiting one) -> one.seen().asked())
                    .thenComparing(one -> one.seen().since()))
            .limit(Math.max(1, most / 16))
            .map(Waiting::connection)
            .toList();
    waiting.forEach(
        connection -> {
          open.remove(connection);
          connection.close();
        });
    return !waiting.isEmpty();
  }

  private record Waiting(HttpConnection connection, Seen seen) {}

  private record Seen(int answering, boolean asked, long since) {}

  /** Marks a connection as busy while one of its requests is answered. */
  @Override
  public void handle(RoutingContext context) {
    State state = open.get(context.request().connection());
    if (state != null) {
      state.begin();
      context.addEndHandler(ended -> state.end(monotonicMillis.getAsLong()));
    }
    context.next();
  }

  /** Closes the connections that have waited too long for the head of a request. */
  void sweep() {
    long now = monotonicMillis.getAsLong();
    open.forEach(
        (connection, state) -> {
          if (state.waitedLongerThan(headMillis, now)) {
            connection.close();
          }
        });
  }

  private static final class State {
    private int answering;
    private boolean asked;
    private long since;

    State(long since) {
      this.since = since;
    }

    synchronized void begin() {
      answering++;
      asked = true;
    }

    synchronized Seen seen() {
      return new Seen(answering, asked, since);
    }

    synchronized void end(long now) {
      answering--;
      since = now;
    }

    synchronized boolean waitedLongerThan(long millis, long now) {
      return answering == 0 && now - since > millis;
    }
  }
}
