package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.sync.feed.DeviceReceipt;

/** Kills a handset at every write while it is wiped by order: words first, then the wipe. */
class KilledWhileWipedTest {
  @TempDir Path folder;

  @Test
  void whereverItDiedTheWordsArriveTheReceiptComesAndNothingIsLeft() throws IOException {
    int deaths = 0;
    for (int at = 1; at < 60; at++) {
      boolean died = false;
      for (boolean kept : new boolean[] {false, true}) {
        died |= run(at, kept);
      }
      if (!died) {
        break;
      }
      deaths++;
    }
    assertThat(deaths).isBetween(4, 58);
  }

  private boolean run(int at, boolean kept) throws IOException {
    Path store = folder.resolve(at + "-" + kept);
    FakeServer server = new FakeServer();
    OrderingServer ordering = new OrderingServer(server);
    TestHandset.Device device = new TestHandset.Device(at);
    try (Handset handset = TestHandset.open(store, device, ordering)) {
      assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
      TestHandset.recordKitchen(handset, "yes");
    }
    byte[] ring;
    try (SqliteStore raw = SqliteStore.open(store)) {
      ring = raw.read(rows -> rows.get(Space.KEYS, "ring")).orElseThrow();
    }
    ordering.order = Optional.of("wipe");
    DyingStore[] dying = new DyingStore[1];
    try (Handset handset =
        TestHandset.open(
            store, device, ordering, file -> dying[0] = new DyingStore(file, at, kept))) {
      handset.sync();
    } catch (DyingStore.Killed killed) {
      assertThat(dying[0].died).isTrue();
    }
    for (int again = 0; again < 2; again++) {
      try (Handset handset = TestHandset.open(store, device, ordering)) {
        handset.sync();
      }
    }
    assertThat(server.log).hasSize(5);
    assertThat(ordering.receipts).isNotEmpty();
    assertThat(ordering.receipts.get(ordering.receipts.size() - 1).done())
        .isEqualTo(DeviceReceipt.WIPED);
    assertThat(ordering.receipts).allMatch(receipt -> receipt.unsent() == 0);
    assertThat(holds(store, ring)).isFalse();
    try (Handset handset = TestHandset.open(store, device, ordering)) {
      assertThat(handset.incidents()).isEmpty();
      assertThat(handset.wiped().orElseThrow().unsent()).isZero();
    }
    return dying[0].died;
  }

  private static boolean holds(Path folder, byte[] wanted) throws IOException {
    String needle = new String(wanted, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(needle)) {
          return true;
        }
      }
    }
    return false;
  }
}
