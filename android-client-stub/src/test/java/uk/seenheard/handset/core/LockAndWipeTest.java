package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;

/** When the handset locks, whom it forgets for, and how it is wiped. */
class LockAndWipeTest {
  private static final long HOUR = 3_600_000;
  @TempDir Path folder;
  private final FakeServer server = new FakeServer();
  private final TestHandset.Device device = new TestHandset.Device(1);

  @BeforeEach
  void lease() {
    server.leaseMillis = 12 * HOUR;
  }

  private Handset signedIn() {
    Handset handset = TestHandset.open(folder, device, server);
    assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
    return handset;
  }

  @Test
  void leaseThatIsOverLocksShowsNothingAndStillDrains() {
    try (Handset handset = signedIn()) {
      String incident = TestHandset.recordKitchen(handset, "yes");
      server.loginsExpired = true;
      device.elapsed += 12 * HOUR;

      assertThat(handset.status().locked()).isTrue();
      assertThatThrownBy(() -> handset.view(incident)).isInstanceOf(CaptureRefused.class);
      assertThatThrownBy(handset::incidents).isInstanceOf(CaptureRefused.class);
      assertThatThrownBy(() -> handset.asked(incident)).isInstanceOf(CaptureRefused.class);
      assertThatThrownBy(() -> handset.submit(incident)).isInstanceOf(CaptureRefused.class);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SIGN_IN_TO_RECEIVE);
      assertThat(server.log).hasSize(5);
      assertThat(handset.status().queued()).isZero();

      handset.signIn("amy", Optional.empty());
      assertThat(handset.view(incident).incident().children()).hasSize(1);
    }
  }

  @Test
  void wrongAndSteppingClocksNeitherLockNorProlong() {
    device.wall -= 2L * 365 * 24 * HOUR;
    try (Handset handset = signedIn()) {
      device.wall += 40L * 365 * 24 * HOUR;
      assertThat(handset.status().locked()).isFalse();
      device.elapsed += 11 * HOUR;
      assertThat(handset.status().locked()).isFalse();
      device.elapsed += HOUR;
      assertThat(handset.status().locked()).isTrue();
    }
  }

  @Test
  void clockPutBackAfterARestartDoesNotProlongTheLease() {
    try (Handset handset = signedIn()) {
      device.wall += 13 * HOUR;
      device.boot = "boot-2";
      handset.sync();
      assertThat(handset.status().locked()).isTrue();
      device.wall -= 13 * HOUR;
      device.boot = "boot-3";
      assertThat(handset.status().locked()).isTrue();
    }
  }

  @Test
  void nextPersonOfAHandsetSeesNothingOfTheLastOnesAndTheLastOnesWorkGoesOut() {
    try (Handset handset = signedIn()) {
      String incident = TestHandset.recordKitchen(handset, "yes");
      handset.sync();
      handset.submit(incident);
      server.onlyFor("amy", incident);

      handset.signIn("ben", Optional.empty());

      assertThat(handset.incidents()).isEmpty();
      assertThat(handset.view(incident).incident().record().changes()).isZero();
      assertThat(handset.status().queued()).isEqualTo(1);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(server.log).hasSize(6);
      assertThat(handset.incidents()).isEmpty();

      handset.signIn("amy", Optional.empty());
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(handset.view(incident).incident().children()).hasSize(1);
    }
  }

  @Test
  void wipeWaitsUntilEverythingIsSent() {
    try (Handset handset = signedIn()) {
      TestHandset.recordKitchen(handset, "yes");
      server.unreachable = true;

      assertThat(handset.wipe()).isEqualTo(5);
      assertThat(handset.incidents()).hasSize(1);

      server.unreachable = false;
      assertThat(handset.wipe()).isZero();
    }
    assertThat(server.log).hasSize(5);
    try (Handset fresh = TestHandset.open(folder, device, server)) {
      assertThat(fresh.incidents()).isEmpty();
      assertThat(fresh.status().isSignedIn()).isFalse();
      assertThat(fresh.wiped().orElseThrow().unsent()).isZero();
      assertThat(fresh.signIn("ben", Optional.empty())).isEmpty();
    }
  }

  @Test
  void wipeNowTakesANameAndRecordsWhatWasLost() {
    try (Handset handset = signedIn()) {
      TestHandset.recordKitchen(handset, "yes");
      assertThatThrownBy(() -> handset.wipeNow(" ")).isInstanceOf(CaptureRefused.class);
      assertThat(handset.wipeNow("ps401")).isEqualTo(5);
    }
    try (Handset fresh = TestHandset.open(folder, device, server)) {
      assertThat(fresh.wiped()).contains(new WipeReceipt("ps401", 5, device.wall));
      assertThat(fresh.incidents()).isEmpty();
    }
  }
}
