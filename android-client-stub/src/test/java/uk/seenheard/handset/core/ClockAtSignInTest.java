package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By how much a device's clock is off is known when its shift begins. */
class ClockAtSignInTest {
  private static final long MINUTE = 60_000;
  private static final long TWO_YEARS = 730L * 24 * 60 * MINUTE;

  @TempDir Path folder;

  @Test
  void clockThatDiffersFromTheServersIsKnownUntilAShiftBeginsByARightOne() {
    FakeServer server = new FakeServer();
    TestHandset.Device device = new TestHandset.Device(1);
    server.grantsAt = device.wall;
    try (Handset handset = TestHandset.open(folder, device, server)) {
      device.wall = server.grantsAt + TWO_YEARS;
      assertThat(ahead(handset)).isEqualTo(TWO_YEARS);
      device.wall = server.grantsAt - TWO_YEARS;
      assertThat(ahead(handset)).isEqualTo(-TWO_YEARS);
      device.wall = server.grantsAt + 6 * MINUTE;
      assertThat(ahead(handset)).isEqualTo(6 * MINUTE);
      // Put right meanwhile: it is not known before the next shift begins.
      device.wall = server.grantsAt;
      assertThat(handset.kept().clockAhead()).isEqualTo(6 * MINUTE);
      assertThat(ahead(handset)).isZero();
      device.wall = server.grantsAt + 4 * MINUTE;
      assertThat(ahead(handset)).isZero();
      // A server that takes itself to be in 1970 has no clock to go by.
      server.grantsAt = 1_000;
      assertThat(ahead(handset)).isZero();
    }
  }

  private static long ahead(Handset handset) {
    assertThat(handset.signIn("amy", Optional.of("northmoor"))).isEmpty();
    return handset.kept().clockAhead();
  }
}
