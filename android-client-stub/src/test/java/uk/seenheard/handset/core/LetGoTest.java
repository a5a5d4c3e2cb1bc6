package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** An officer takes an incident off their handset that the force has as a whole. */
class LetGoTest {
  private static final long HOUR = 3_600_000;
  private static final FieldPath PLACE = new FieldPath("place");

  @TempDir Path folder;
  @TempDir Path colleagues;

  private final FakeServer server = new FakeServer();
  private final TestHandset.Device device = new TestHandset.Device(1);

  private Handset open() {
    return TestHandset.open(folder, device, server);
  }

  private String recordedAndSynced(Handset handset) {
    assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
    String incident = TestHandset.recordKitchen(handset, "yes");
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    return incident;
  }

  private int rows(Space space, String prefix) {
    try (SqliteStore raw = SqliteStore.open(folder)) {
      List<Row> rows = raw.read(all -> all.scan(space, prefix, "", 100));
      return rows.size();
    }
  }

  private void pass(long hours) {
    device.wall += hours * HOUR;
    server.at += hours * HOUR;
  }

  @Test
  void whatWasLetGoIsNotShownAndNotFetchedAgainAndItsKeyGoesAfter72Hours() {
    try (Handset handset = open()) {
      String incident = recordedAndSynced(handset);
      handset.letGo(incident);
      assertThat(handset.incidents()).isEmpty();
      assertThat(handset.view(incident).incident().record().changes()).isZero();
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    }
    assertThat(rows(Space.REPLICA, "")).isZero();
    assertThat(rows(Space.OUTBOX_BODY, "")).isEqualTo(5);
    try (Handset handset = open()) {
      // A start counts anew what is there: what is not there on purpose is not missed.
      assertThat(handset.sync().received()).isZero();
      pass(73);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(handset.incidents()).isEmpty();
    }
    assertThat(rows(Space.OUTBOX_BODY, "")).isZero();
    assertThat(rows(Space.KEYS, "incident/")).isZero();
    try (Handset handset = open()) {
      assertThat(handset.sync().received()).isZero();
      assertThat(handset.incidents()).isEmpty();
    }
  }

  @Test
  void newsOfItBringsAllOfItBack() {
    try (Handset handset = open();
        Handset other =
            TestHandset.open(colleagues, new TestHandset.Device(2), server, store -> store)) {
      String incident = recordedAndSynced(handset);
      String before = handset.view(incident).incident().record().canonical().canonical();
      handset.letGo(incident);
      pass(73);
      handset.sync();
      other.signIn("ben", Optional.empty());
      other.sync();
      other.answer(incident, PLACE, Json.of("14 Elm Row"), Optional.empty());
      other.sync();

      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

      assertThat(handset.incidents()).containsExactly(incident);
      assertThat(handset.view(incident).arriving()).isFalse();
      assertThat(handset.view(incident).incident().record().canonical().canonical())
          .isEqualTo(other.view(incident).incident().record().canonical().canonical())
          .isNotEqualTo(before);
    }
  }

  @Test
  void whatIsOnlyHereOrNotConfirmedStays() {
    try (Handset handset = open()) {
      String incident = recordedAndSynced(handset);
      handset.answer(incident, PLACE, Json.of("14 Elm Row"), Optional.empty());
      assertThatThrownBy(() -> handset.letGo(incident))
          .isInstanceOf(CaptureRefused.class)
          .hasMessageContaining("only on this phone");
      server.lagging = 1;
      handset.sync();
      handset.rebuild();
      assertThatThrownBy(() -> handset.letGo(incident))
          .isInstanceOf(CaptureRefused.class)
          .hasMessageContaining("not confirmed");
      assertThat(handset.incidents()).containsExactly(incident);
    }
  }
}
