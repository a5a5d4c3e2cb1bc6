package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** A device whose disk is full still brings to the force what it saved before. */
class DeviceWithoutRoomTest {
  @TempDir Path folder;

  private boolean full;

  @Test
  void whatWasSavedReachesTheServerThoughNothingMoreCanBeSavedHere() {
    FakeServer server = new FakeServer();
    try (Handset handset =
        TestHandset.open(folder, new TestHandset.Device(1), server, this::withoutRoom)) {
      assertThat(handset.signIn("amy", Optional.of("northmoor"))).isEmpty();
      String incident = handset.newIncident("domestic-abuse", Optional.of(TestHandset.REFERENCE));
      handset.answer(incident, new FieldPath("place"), Json.of("14 Elm Row"), Optional.empty());
      long waits = handset.kept().queued();

      full = true;
      assertThatThrownBy(handset::sync).isInstanceOf(StoreFault.class);
      assertThat(server.log)
          .hasSize((int) waits)
          .anyMatch(frame -> frame.content().contains("14 Elm Row"));
      assertThat(handset.kept().queued()).isEqualTo(waits);

      full = false;
      assertThat(handset.sync().outcome()).isEqualTo(SyncReport.Outcome.SYNCED);
      assertThat(server.log).hasSize((int) waits);
    }
  }

  private Store withoutRoom(Store store) {
    return new Store() {
      @Override
      public <T> T read(Function<Rows, T> reading) {
        return store.read(reading);
      }

      @Override
      public <T> T write(Function<WritableRows, T> writing) {
        if (full) {
          throw new StoreFault(StoreFault.Kind.FULL, "The disk is full.", null);
        }
        return store.write(writing);
      }

      @Override
      public void scrub() {
        store.scrub();
      }

      @Override
      public void close() {
        store.close();
      }
    };
  }
}
