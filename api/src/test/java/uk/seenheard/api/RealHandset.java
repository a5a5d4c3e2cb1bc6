package uk.seenheard.api;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.handset.jvm.JvmPorts;
import uk.seenheard.handset.jvm.ThreadPause;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.handset.jvm.device.SecureChance;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;

/**
 * The product's handset on a store of its own, over HTTP, with clocks that a test sets, and little
 * patience between two tries.
 */
public final class RealHandset {
  private RealHandset() {}

  /** Clocks of a device: the true time, and how far the wall clock is ahead of it. */
  public static final class Clocks {
    private final LongSupplier truth;
    private final long started;
    public long ahead;
    public String boot = "boot-1";

    public Clocks(LongSupplier truth, long ahead) {
      this.truth = truth;
      this.started = truth.getAsLong() - 60_000;
      this.ahead = ahead;
    }

    private ClockReading now() {
      long now = truth.getAsLong();
      return new ClockReading(now + ahead, boot, now - started);
    }
  }

  public static Handset open(Path folder, String url, Clocks clocks) {
    return open(folder, clocks, new OkHttpTransport(url, new JacksonJsonReader()));
  }

  public static Handset open(Path folder, Clocks clocks, Transport transport) {
    SqliteStore store = SqliteStore.open(folder);
    try {
      HandsetPorts ports = JvmPorts.with(clocks::now, new SecureChance());
      return Handset.open(
          store,
          Passphrase.wrapFor(store, "correct horse".toCharArray(), 10, ports),
          ports,
          transport,
          millis -> new ThreadPause().millis(Math.min(millis, 50)));
    } catch (RuntimeException fault) {
      store.close();
      throw fault;
    }
  }

  /**
   * Gives a new store a passphrase that is stretched in no time: of processes that are killed and
   * started again on it there are many.
   */
  static void quicklyOpened(Path folder, String passphrase) {
    try (SqliteStore store = SqliteStore.open(folder)) {
      Passphrase.wrapFor(store, passphrase.toCharArray(), 10, JvmPorts.ofThisProcess());
    }
  }

  /** Counts a child and writes down what it said; answers with the incident. */
  public static String recordChild(Handset handset, String reference, String words) {
    String incident = handset.newIncident("domestic-abuse", Optional.of(reference));
    FieldPath child =
        handset.addEntry(incident, "child", Json.EMPTY, Map.of("name", Json.of("Robin Ashdown")));
    handset.addStatement(incident, child, words, Json.EMPTY);
    handset.submit(incident);
    return incident;
  }
}
