package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.jvm.store.LogInAFolder;

/** The whole handset on a log: what a browser has, with the files of a JVM. */
class HandsetOnALogTest {
  @TempDir Path folder;

  private Store store() {
    return LogInAFolder.open(folder);
  }

  private Handset open(FakeServer server) {
    HandsetPorts ports = new TestHandset.Device(1).ports();
    Store store = store();
    return Handset.open(
        store,
        Passphrase.wrapFor(store, "correct horse".toCharArray(), 10, ports),
        ports,
        server,
        millis -> true);
  }

  @Test
  void whatWasRecordedIsThereAfterReopeningAndReachesTheServerOnce() throws IOException {
    FakeServer server = new FakeServer();
    String incident;
    try (Handset handset = open(server)) {
      handset.signIn("amy", Optional.empty());
      incident = TestHandset.recordKitchen(handset, "yes");
    }
    try (Handset handset = open(server)) {
      assertThat(handset.incidents()).containsExactly(incident);
      assertThat(handset.sync().outcome()).isEqualTo(SyncReport.Outcome.SYNCED);
      handset.sync();
    }
    assertThat(TestHandset.contents(server)).hasSize(5).doesNotHaveDuplicates();
    assertThat(onDisk()).doesNotContain("Robin Ashdown", "blue cup", "pass:amy");
  }

  @Test
  void evictLeavesNeitherTheKeyNorTheSealedBodyInEitherFile() throws IOException {
    FakeServer server = new FakeServer();
    try (Handset handset = open(server)) {
      handset.signIn("amy", Optional.empty());
      TestHandset.recordKitchen(handset, "yes");
      handset.sync();
    }
    String key;
    String body;
    try (Store raw = store()) {
      key = text(first(raw, Space.KEYS, "incident/"));
      body = text(first(raw, Space.OUTBOX_BODY, ""));
    }
    assertThat(onDisk()).contains(key, body);
    try (Handset handset = open(server)) {
      server.evict(handset.incidents().get(0));
      assertThat(handset.sync().forgotten()).isEqualTo(1);
      assertThat(onDisk()).doesNotContain(key, body);
    }
    assertThat(onDisk()).doesNotContain(key, body);
  }

  private static byte[] first(Store store, Space space, String prefix) {
    return store.<Row>read(rows -> rows.scan(space, prefix, "", 1).get(0)).value();
  }

  private String onDisk() throws IOException {
    return text(Files.readAllBytes(folder.resolve("one")))
        + text(Files.readAllBytes(folder.resolve("two")));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
