package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kind 11 of the gate, at the handset: from the moment somebody else signs in nothing is written
 * under the pass of whoever had it before, nor shown of what was theirs; what they had not sent
 * goes out.
 */
class WhoseHandsetIsItTest {
  @TempDir Path folder;
  private final FakeServer server = new FakeServer();
  private final TestHandset.Device device = new TestHandset.Device(1);

  private Handset open() {
    return TestHandset.open(folder.resolve("a"), device, server);
  }

  @Test
  void nothingIsWrittenUnderTheLastOfficersPassWhenTheNextOnesShiftCannotBegin() {
    String incident;
    try (Handset handset = open()) {
      assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
      incident = TestHandset.recordKitchen(handset, "yes");
      server.grantsNoPasses = true;

      assertThat(handset.signIn("bob", Optional.empty())).isPresent();

      assertThatThrownBy(() -> TestHandset.recordKitchen(handset, "no"))
          .isInstanceOf(CaptureRefused.class);
      assertThat(handset.view(incident).incident().record().changes()).isZero();
      assertThat(handset.status().queued()).isEqualTo(5);
    }
    try (Handset handset = open()) {
      assertThatThrownBy(() -> TestHandset.recordKitchen(handset, "no"))
          .isInstanceOf(CaptureRefused.class);

      handset.sync();

      assertThat(handset.status().queued()).isZero();
      assertThat(TestHandset.contents(server))
          .hasSize(5)
          .allMatch(content -> content.contains("\"author\":\"amy\""));
    }
  }

  @Test
  void whatTheFirstOfficerHadNotSentGoesOutBeforeTheNextOnesWords() {
    try (Handset handset = open()) {
      assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
      TestHandset.recordKitchen(handset, "yes");
      assertThat(handset.signIn("bob", Optional.empty())).isEmpty();
      TestHandset.recordKitchen(handset, "no");

      handset.sync();

      assertThat(handset.status().queued()).isZero();
      assertThat(TestHandset.contents(server).subList(0, 5))
          .allMatch(content -> content.contains("\"author\":\"amy\""));
      assertThat(TestHandset.contents(server).subList(5, 10))
          .allMatch(content -> content.contains("\"author\":\"bob\""));
    }
  }
}
