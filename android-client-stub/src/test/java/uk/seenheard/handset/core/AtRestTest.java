package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.KeyRefused;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.handset.jvm.store.SqliteStore;

/** What lies on the disk of a handset. */
class AtRestTest {
  private static final List<String> RECORDED =
      List.of("Robin Ashdown", "blue cup", "NM-20261122-0107", "login-amy", "pass:amy", "submit");
  @TempDir Path folder;

  @Test
  void nothingRecordedCanBeReadInTheStoreOrItsJournal() throws IOException {
    FakeServer server = new FakeServer();
    Path store = folder.resolve("a");
    try (Handset handset = TestHandset.open(store, new TestHandset.Device(1), server)) {
      handset.signIn("amy", Optional.empty());
      TestHandset.recordKitchen(handset, "yes");
      assertNothingReadable(store);
      handset.sync();
      assertNothingReadable(store);
      server.evict(handset.incidents().get(0));
      handset.sync();
      assertNothingReadable(store);
    }
    assertNothingReadable(store);
  }

  @Test
  void evictLeavesNeitherTheKeyNorTheSealedBodiesOnTheDisk() throws IOException {
    FakeServer server = new FakeServer();
    Path store = folder.resolve("a");
    try (Handset handset = TestHandset.open(store, new TestHandset.Device(1), server)) {
      handset.signIn("amy", Optional.empty());
      String incident = TestHandset.recordKitchen(handset, "yes");
      handset.sync();
      handset.close();
    }
    byte[] key;
    byte[] body;
    try (SqliteStore raw = SqliteStore.open(store)) {
      key = raw.read(rows -> rows.scan(Space.KEYS, "incident/", "", 1).get(0).value());
      body = raw.read(rows -> rows.scan(Space.OUTBOX_BODY, "", "", 1).get(0).value());
    }
    assertThat(holds(store, key)).isTrue();
    assertThat(holds(store, body)).isTrue();
    try (Handset handset = TestHandset.open(store, new TestHandset.Device(1), server)) {
      server.evict(handset.incidents().get(0));
      assertThat(handset.sync().forgotten()).isEqualTo(1);
      assertThat(holds(store, key)).isFalse();
      assertThat(holds(store, body)).isFalse();
    }
    assertThat(holds(store, key)).isFalse();
    assertThat(holds(store, body)).isFalse();
  }

  @Test
  void wipeLeavesNoKeyOnTheDisk() throws IOException {
    Path store = folder.resolve("a");
    TestHandset.Device device = new TestHandset.Device(1);
    try (Handset handset = TestHandset.open(store, device, new FakeServer())) {
      handset.signIn("amy", Optional.empty());
      TestHandset.recordKitchen(handset, "yes");
    }
    byte[] ring;
    byte[] body;
    try (SqliteStore raw = SqliteStore.open(store)) {
      ring = raw.read(rows -> rows.get(Space.KEYS, "ring")).orElseThrow();
      body = raw.read(rows -> rows.scan(Space.OUTBOX_BODY, "", "", 1)).get(0).value();
    }
    assertThat(holds(store, ring)).isTrue();
    try (Handset handset = TestHandset.open(store, device, new FakeServer())) {
      assertThat(handset.wipeNow("ps401")).isEqualTo(5);
    }
    assertThat(holds(store, ring)).isFalse();
    assertThat(holds(store, body)).isFalse();
    assertNothingReadable(store);
  }

  @Test
  void wrongPassphraseOpensNothing() {
    try (Handset handset = TestHandset.open(folder, new TestHandset.Device(1), new FakeServer())) {
      handset.signIn("amy", Optional.empty());
    }
    HandsetPorts ports = new TestHandset.Device(2).ports();
    try (SqliteStore store = SqliteStore.open(folder)) {
      assertThatThrownBy(
              () ->
                  Keyring.open(
                      store, Passphrase.wrapFor(store, "wrong".toCharArray(), 10, ports), ports))
          .isInstanceOf(KeyRefused.class);
    }
  }

  @Test
  void secondProcessIsToldThatTheStoreIsInUse() {
    try (SqliteStore store = SqliteStore.open(folder)) {
      assertThatThrownBy(() -> SqliteStore.open(folder))
          .isInstanceOfSatisfying(
              StoreFault.class,
              fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.IN_USE));
      assertThat(store).isNotNull();
    }
  }

  private static void assertNothingReadable(Path folder) throws IOException {
    for (String word : RECORDED) {
      assertThat(holds(folder, word.getBytes(StandardCharsets.UTF_8))).as(word).isFalse();
      assertThat(holds(folder, word.getBytes(StandardCharsets.UTF_16LE))).as(word).isFalse();
    }
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
