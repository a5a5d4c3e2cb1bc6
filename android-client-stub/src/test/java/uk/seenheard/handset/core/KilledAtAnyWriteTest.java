package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** Kills the handset at every write in turn, before and after it was kept, and goes on. */
class KilledAtAnyWriteTest {
  @TempDir Path folder;

  @Test
  void whatWasSavedIsAtTheServerOnceWhereverTheProcessDied() {
    int deaths = 0;
    for (int at = 1; at < 200; at++) {
      boolean died = false;
      for (boolean kept : new boolean[] {false, true}) {
        died |= run(at, kept);
      }
      if (!died) {
        break;
      }
      deaths++;
    }
    assertThat(deaths).isGreaterThan(15);
  }

  private boolean run(int at, boolean kept) {
    Path store = folder.resolve(at + "-" + kept);
    FakeServer server = new FakeServer();
    TestHandset.Device device = new TestHandset.Device(at);
    Set<String> saved = new HashSet<>();
    DyingStore[] dying = new DyingStore[1];
    try (Handset handset =
        TestHandset.open(
            store, device, server, file -> dying[0] = new DyingStore(file, at, kept))) {
      work(handset, saved);
    } catch (DyingStore.Killed killed) {
      assertThat(dying[0].died).isTrue();
    }
    try (Handset handset = TestHandset.open(store, device, server)) {
      assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
      work(handset, saved);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(handset.status().queued()).isZero();
    }
    List<String> contents = TestHandset.contents(server);
    assertThat(contents).doesNotHaveDuplicates();
    Set<String> logged = new HashSet<>();
    contents.forEach(
        content ->
            logged.add(
                uk.seenheard.sync.change.Hash.of(
                        content, new uk.seenheard.handset.jvm.device.JdkDigests())
                    .hex()));
    assertThat(logged).containsAll(saved);
    return dying[0].died;
  }

  private static void work(Handset handset, Set<String> saved) {
    handset.signIn("amy", Optional.empty());
    String incident = handset.newIncident("domestic-abuse", Optional.of(TestHandset.REFERENCE));
    for (int i = 0; i < 4; i++) {
      saved.add(
          handset
              .answer(incident, new FieldPath("place"), Json.of("room " + i), Optional.empty())
              .hash()
              .hex());
      if (i % 2 == 1) {
        handset.sync();
      }
    }
    saved.add(handset.submit(incident).hash().hex());
    handset.sync();
  }
}
