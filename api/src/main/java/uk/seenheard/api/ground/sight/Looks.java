package uk.seenheard.api.ground.sight;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.sync.codec.Json;

/**
 * The one place that writes down who looked at what. An answer leaves only once the look is on the
 * disk.
 *
 * <p>What a person looks at again within minutes (a list that refreshes, a page that is opened
 * twice) is one look with a count: the first stands in the ledger before its answer leaves, and how
 * often it was repeated is added when the minutes are over. New incidents in the same list are a
 * look of their own.
 */
public final class Looks {
  private static final long ONE_LOOK_MILLIS = 5 * 60_000;
  private static final int OPEN = 5_000;

  private final Ledger ledger;
  private final LongSupplier now;
  private final Map<String, Open> open = new HashMap<>();

  /** Into a ledger. */
  public Looks(Ledger ledger, LongSupplier now) {
    this.ledger = ledger;
    this.now = now;
  }

  /** A look that may be repeated for some minutes yet. */
  private static final class Open {
    private final Grant grant;
    private final String view;
    private final long since;
    private final Set<String> incidents = new TreeSet<>();
    private Future<Void> written = Future.succeededFuture();
    private int times = 1;

    Open(Grant grant, String view, long since) {
      this.grant = grant;
      this.view = view;
      this.since = since;
    }
  }

  /**
   * Lets an answer go once it is written down that this person saw it.
   *
   * @param view what they looked at: {@code list}, {@code incident} …
   * @param incidents those that the answer says something of; none is no look
   */
  public <T> Future<T> at(Grant grant, String view, Collection<String> incidents, T answer) {
    return incidents.isEmpty()
        ? Future.succeededFuture(answer)
        : noted(grant, view, incidents).map(answer);
  }

  /** The same, of what says something of people or numbers and names no incident. */
  public <T> Future<T> at(Grant grant, String view, T answer) {
    return noted(grant, view, Set.of()).map(answer);
  }

  private synchronized Future<Void> noted(Grant grant, String view, Collection<String> incidents) {
    long at = now.getAsLong();
    if (open.size() >= OPEN) {
      settle(at);
    }
    String key = grant.person() + '\n' + view;
    Open look = open.get(key);
    if (look != null && isOver(look, at)) {
      open.remove(key);
      count(look);
      look = null;
    }
    boolean first = look == null;
    if (look == null) {
      look = new Open(grant, view, at);
      open.put(key, look);
    }
    Set<String> fresh = new TreeSet<>(incidents);
    fresh.removeAll(look.incidents);
    if (!first && fresh.isEmpty()) {
      look.times++;
      return look.written;
    }
    look.incidents.addAll(fresh);
    Future<Void> before = look.written;
    look.written = write(grant, view, fresh).compose(done -> before);
    Open mine = look;
    // What could not be written was no look: the next one is written anew.
    look.written.onFailure(failed -> forget(key, mine));
    return look.written;
  }

  private Future<Void> write(Grant grant, String view, Set<String> incidents) {
    Json.Builder with = Json.object().put("view", view).put("as", grant.role().word());
    if (!incidents.isEmpty()) {
      with.put("incidents", Json.texts(incidents));
    }
    return ledger.note(grant.person(), grant.token(), "consulted", with.build()).mapEmpty();
  }

  private synchronized void forget(String key, Open look) {
    open.remove(key, look);
  }

  /** Writes down how often those looks were repeated whose minutes are over. */
  public void settle() {
    settle(now.getAsLong());
  }

  private synchronized void settle(long at) {
    List<Open> over = new ArrayList<>();
    open.values()
        .removeIf(
            look -> {
              boolean done = isOver(look, at) || open.size() >= OPEN;
              if (done) {
                over.add(look);
              }
              return done;
            });
    over.forEach(this::count);
  }

  private void count(Open look) {
    if (look.times > 1) {
      Json.Obj with =
          Json.object()
              .put("view", look.view)
              .put("since", look.since)
              .put("times", look.times)
              .build();
      ledger.note(look.grant.person(), look.grant.token(), "consulted-again", with);
    }
  }

  private static boolean isOver(Open look, long at) {
    return at < look.since || at - look.since >= ONE_LOOK_MILLIS;
  }
}
