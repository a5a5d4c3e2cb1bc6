package uk.seenheard.handset.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import uk.seenheard.handset.core.device.Chance;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.handset.jvm.JvmPorts;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Frame;

/** Handsets for tests: a real SQLite store, a clock and chance of their own. */
public final class TestHandset {
  static final String REFERENCE = "NM-20261122-0107";

  /** What a test's handset runs on. */
  public static final class Device {
    public long wall = 1_795_000_000_000L;
    public long elapsed = 1_000;
    public String boot = "boot-1";
    public final List<Long> waits = new ArrayList<>();
    private final Random random;

    public Device(long seed) {
      this.random = new Random(seed);
    }

    public HandsetPorts ports() {
      Chance chance =
          count -> {
            byte[] drawn = new byte[count];
            random.nextBytes(drawn);
            return drawn;
          };
      return JvmPorts.with(() -> new ClockReading(wall, boot, elapsed++), chance);
    }
  }

  private TestHandset() {}

  public static Handset open(Path folder, Device device, Transport server) {
    return open(folder, device, server, store -> store);
  }

  public static Handset open(
      Path folder, Device device, Transport server, UnaryOperator<Store> around) {
    SqliteStore file = SqliteStore.open(folder);
    try {
      Store store = around.apply(file);
      HandsetPorts ports = device.ports();
      return Handset.open(
          store,
          Passphrase.wrapFor(store, "correct horse".toCharArray(), 10, ports),
          ports,
          server,
          millis -> {
            device.waits.add(millis);
            return true;
          });
    } catch (RuntimeException fault) {
      file.close();
      throw fault;
    }
  }

  /** Gives a new store a passphrase that is stretched in no time: a process on it starts sooner. */
  public static void quicklyOpened(Path folder, String passphrase) {
    if (!Files.exists(folder)) {
      try (SqliteStore store = SqliteStore.open(folder)) {
        Passphrase.wrapFor(store, passphrase.toCharArray(), 10, JvmPorts.ofThisProcess());
      }
    }
  }

  public static String recordKitchen(Handset handset, String seen) {
    String incident = handset.newIncident("domestic-abuse", Optional.of(REFERENCE));
    FieldPath child =
        handset.addEntry(
            incident, "child", Json.EMPTY, java.util.Map.of("name", Json.of("Robin Ashdown")));
    handset.answer(incident, child.field("seen"), Json.of(seen), Optional.empty());
    handset.addStatement(incident, child, "Dad threw the blue cup", Json.EMPTY);
    handset.submit(incident);
    return incident;
  }

  static List<String> contents(FakeServer server) {
    List<String> contents = new ArrayList<>();
    for (Frame.Change frame : server.log) {
      contents.add(frame.content());
    }
    return contents;
  }
}
