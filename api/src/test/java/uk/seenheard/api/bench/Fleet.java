package uk.seenheard.api.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;
import uk.seenheard.api.Caller;

/** Sixteen handsets that push batches of fifty at a server, as P1 has it. */
final class Fleet implements AutoCloseable {
  static final int HANDSETS = 16;
  static final int BATCH = 50;

  /** For the projections of a million changes, which they are acknowledged minutes before. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(30);

  private final String url;
  private final OkHttpClient client = Together.client(HANDSETS);
  private final List<Pusher> pushers = new ArrayList<>();
  private final String bystander;

  Fleet(String url, long seed, int changesPerIncident) {
    this(url, seed, changesPerIncident, false);
  }

  /** The same; where it submits, each incident ends in a supervisor's queue. */
  Fleet(String url, long seed, int changesPerIncident, boolean submits) {
    this.url = url;
    for (int i = 0; i < HANDSETS; i++) {
      pushers.add(new Pusher(url, "pc" + (1201 + i), seed + i, changesPerIncident, submits));
    }
    // Sees nothing, so that asking for its feed costs nothing but the wait for the projections.
    this.bystander = Caller.signedIn(url, "pc1230").token();
  }

  List<Pusher> pushers() {
    return pushers;
  }

  OkHttpClient client() {
    return client;
  }

  /** Pushes of every handset, made ready. */
  List<List<Pusher.Packed>> ready(int pushesEach) throws Exception {
    List<List<Pusher.Packed>> all = new ArrayList<>();
    List<Callable<Void>> work = new ArrayList<>();
    for (Pusher pusher : pushers) {
      List<Pusher.Packed> own = new ArrayList<>();
      all.add(own);
      work.add(
          () -> {
            for (int i = 0; i < pushesEach; i++) {
              own.add(pusher.next(BATCH));
            }
            return null;
          });
    }
    Together.seconds(work);
    return all;
  }

  /** Sends them, each handset one after the other; seconds to the last acknowledgement. */
  double send(List<List<Pusher.Packed>> ready) throws Exception {
    return send(ready, new Figures());
  }

  /** The same, noting how many milliseconds each push waited. */
  double send(List<List<Pusher.Packed>> ready, Figures waits) throws Exception {
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < HANDSETS; i++) {
      Pusher pusher = pushers.get(i);
      List<Pusher.Packed> own = ready.get(i);
      work.add(
          () -> {
            for (Pusher.Packed push : own) {
              long started = System.nanoTime();
              pusher.send(client, push);
              waits.add((System.nanoTime() - started) / 1e6);
            }
            return null;
          });
    }
    return Together.seconds(work);
  }

  /** Waits until everything acknowledged is in the projections too. */
  void awaitProjections() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (Caller.bearing(url, bystander).get("/v1/sync/pull").status() != 200) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the projections do not catch up with the log");
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** Fills a server with that many changes; answers with how many it took. */
  long fill(long changes) throws Exception {
    AtomicLong filled = new AtomicLong();
    while (filled.get() < changes) {
      int each = (int) Math.min(40, (changes - filled.get() + 799) / (HANDSETS * BATCH));
      send(ready(Math.max(1, each)));
      filled.addAndGet((long) Math.max(1, each) * HANDSETS * BATCH);
    }
    awaitProjections();
    return filled.get();
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
