package uk.seenheard.api.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;
import uk.seenheard.api.Caller;
import uk.seenheard.api.engine.mongo.ReplicaSet;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Frame;

/**
 * A server on three members of a real MongoDB, of which the one that takes the writes is killed
 * time and again while eight handsets push, each the same again until it is acknowledged. Counts
 * what was acknowledged and is not there, and what is there twice.
 *
 * <p>Argument: how many kills. Ends with 1 where anything was lost or doubled, or a round brought
 * no acknowledgement.
 */
public final class FailoverRun {
  private static final int HANDSETS = 8;
  private static final int BATCH = 10;
  private static final long SECOND = 1_000_000_000L;

  /** Acknowledgements that each handset gets in a round before the next kill. */
  private static final int EACH = 5;

  private FailoverRun() {}

  /** A handset that pushes until it is told to stop, and how far it was acknowledged. */
  private static final class Pushing implements Runnable {
    private final Pusher pusher;
    private final OkHttpClient client;
    private final AtomicBoolean stop;
    private final AtomicLong through = new AtomicLong();
    private final AtomicLong pushes = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile String lastRefusal = "never refused";

    Pushing(Pusher pusher, OkHttpClient client, AtomicBoolean stop) {
      this.pusher = pusher;
      this.client = client;
      this.stop = stop;
    }

    @Override
    public void run() {
      while (!stop.get()) {
        Pusher.Packed next = pusher.next(BATCH);
        boolean taken = false;
        while (!taken) {
          try {
            pusher.send(client, next);
            taken = true;
          } catch (IOException | RuntimeException later) {
            if (stop.get()) {
              return;
            }
            lastRefusal = String.valueOf(later);
            refused.incrementAndGet();
            LockSupport.parkNanos(SECOND / 5);
          }
        }
        through.set(next.through());
        pushes.incrementAndGet();
      }
    }
  }

  /** Runs. */
  public static void main(String[] args) throws Exception {
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    System.setProperty("bench.mongo", "true");
    Path folder = Path.of("target", "bench", "failover").toAbsolutePath();
    Place place = new Place(folder.getParent(), false, new Report(folder.getParent(), "short"));
    Path data = place.fresh("failover").resolve("server");
    boolean good;
    try (BenchServer server = BenchServer.start(data, Optional.empty())) {
      good = run(server, kills);
    }
    Children.endAll();
    System.exit(good ? 0 : 1);
  }

  private static boolean run(BenchServer server, int kills) throws Exception {
    OkHttpClient client = Together.client(HANDSETS);
    AtomicBoolean stop = new AtomicBoolean();
    List<Pushing> handsets = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < HANDSETS; i++) {
      Pushing one = new Pushing(new Pusher(server.url(), "pc" + (1201 + i), i, 20), client, stop);
      handsets.add(one);
      Thread thread = new Thread(one, "handset-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    boolean moved = waits(handsets);
    ReplicaSet set = BenchServer.replicaSet();
    for (int kill = 1; kill <= kills && moved; kill++) {
      long began = System.nanoTime();
      int member = set.killPrimary();
      moved = waits(handsets);
      System.out.printf(
          "kill %d, member %d: every handset acknowledged %d times more within %.1f s, %d pushes"
              + " refused by then%n",
          kill,
          member,
          EACH,
          (System.nanoTime() - began) / (double) SECOND,
          handsets.stream().mapToLong(one -> one.refused.get()).sum());
      set.revive(member);
      moved &= waits(handsets);
    }
    stop.set(true);
    for (Thread thread : threads) {
      thread.join(60_000);
      moved &= !thread.isAlive();
    }
    return counted(server, handsets, moved);
  }

  /** Until every handset was acknowledged some times more; false when that takes minutes. */
  private static boolean waits(List<Pushing> handsets) {
    long end = System.nanoTime() + 300 * SECOND;
    for (Pushing one : handsets) {
      long goal = one.pushes.get() + EACH;
      while (one.pushes.get() < goal) {
        if (System.nanoTime() - end > 0) {
          System.out.println(
              "a handset got no acknowledgement within five minutes: " + one.lastRefusal);
          return false;
        }
        LockSupport.parkNanos(SECOND / 50);
      }
    }
    return true;
  }

  private static boolean counted(BenchServer server, List<Pushing> handsets, boolean moved) {
    Map<String, Integer> places = new HashMap<>();
    Map<Hash, Integer> hashes = new HashMap<>();
    JdkDigests digests = new JdkDigests();
    for (Frame frame : Caller.signedIn(server.url(), "insp71").pull(Optional.empty())) {
      if (frame instanceof Frame.Change change) {
        places.merge(change.device() + "/" + change.seq(), 1, Integer::sum);
        hashes.merge(Hash.of(change.content(), digests), 1, Integer::sum);
      }
    }
    long acknowledged = 0;
    long refused = 0;
    long lost = 0;
    for (Pushing one : handsets) {
      refused += one.refused.get();
      acknowledged += one.through.get();
      for (long seq = 1; seq <= one.through.get(); seq++) {
        lost += places.containsKey(one.pusher.device() + "/" + seq) ? 0 : 1;
      }
    }
    long doubled =
        hashes.values().stream().mapToLong(times -> times - 1).sum()
            + places.values().stream().mapToLong(times -> times - 1).sum();
    System.out.printf(
        "acknowledged %,d, pushes refused meanwhile %,d, lost %d, doubled %d%n",
        acknowledged, refused, lost, doubled);
    return moved && lost == 0 && doubled == 0 && acknowledged > 0;
  }
}
