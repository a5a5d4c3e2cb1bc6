package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The clock of a demonstration: forward only, up to the machine's, and for nobody else. */
class DemoClockTest {
  private static final Instant MACHINE = Instant.parse("2026-11-22T12:00:00Z");

  private static List<String> told(String lines) throws IOException {
    List<String> told = new ArrayList<>();
    new DemoClock(MACHINE::toEpochMilli, Instant.parse("2026-09-01T08:00:00Z"))
        .follow(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), told::add);
    return told;
  }

  @Test
  void itGoesForwardAndNeverBackNorBeyondTheMachines() throws IOException {
    assertThat(told("2026-10-01T00:00:00Z\n2026-09-15T00:00:00Z\n2027-01-01T00:00:00Z\n"))
        .containsExactly(
            "2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z", "2026-11-22T12:00:00Z", "now");
    assertThat(told("yesterday\n")).containsExactly("not a moment", "2026-09-01T08:00:00Z", "now");
    assertThat(told("now\n2026-10-01T00:00:00Z\n")).containsExactly("now");
  }

  @Test
  void noServerButADemonstrationOnItsOwnStoreHasOne() {
    Map<String, String> demo =
        Map.of("SEENHEARD_DEMO", "true", "SEENHEARD_DEMO_CLOCK", "2026-09-01T08:00:00Z");
    assertThat(Settings.demoClock(demo)).contains(Instant.parse("2026-09-01T08:00:00Z"));
    assertThat(Settings.demoClock(Map.of())).isEmpty();
    refused(Map.of("SEENHEARD_DEMO_CLOCK", "2026-09-01T08:00:00Z"));
    refused(
        Map.of(
            "SEENHEARD_DEMO", "true",
            "SEENHEARD_DEMO_CLOCK", "2026-09-01T08:00:00Z",
            "MONGODB_URI", "mongodb://127.0.0.1",
            "SEENHEARD_KEYS", "keys.json"));
    refused(Map.of("SEENHEARD_DEMO", "true", "SEENHEARD_DEMO_CLOCK", "in September"));
  }

  private static void refused(Map<String, String> environment) {
    assertThatThrownBy(() -> Settings.from(environment))
        .isInstanceOf(Settings.BadSettings.class)
        .hasMessageContaining("SEENHEARD_DEMO_CLOCK");
  }
}
