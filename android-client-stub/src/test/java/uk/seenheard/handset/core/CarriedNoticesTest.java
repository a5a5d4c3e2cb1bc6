package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.prompt.PromptState;

/** An officer is not asked who took a notice that the server takes to whom it is for. */
class CarriedNoticesTest {
  @TempDir Path folder;

  private final FakeServer server = new FakeServer();
  private final TestHandset.Device device = new TestHandset.Device(7);

  private static List<String> asked(Handset handset, String incident, FieldPath notice) {
    return handset.asked(incident).orElseThrow().open().stream()
        .filter(one -> one.subject().equals(Optional.of(notice)))
        .map(PromptState::prompt)
        .filter(one -> one.startsWith("told-") || one.startsWith("sent-"))
        .collect(Collectors.toList());
  }

  private static FieldPath notice(Handset handset, String incident, FieldPath child, String kind) {
    return handset.addEntry(
        incident,
        "referral",
        Json.EMPTY,
        Map.of("about", Json.of(child.text()), "kind", Json.of(kind)));
  }

  @Test
  void whoTookWhatTheServerCarriesIsNotAskedOnAHandsetEither() {
    server.carries = Set.of("ppn");
    try (Handset handset = TestHandset.open(folder, device, server)) {
      assertThat(handset.signIn("amy", Optional.of(FakeServer.FORCE))).isEmpty();
      String incident = handset.newIncident("domestic-abuse", Optional.of(TestHandset.REFERENCE));
      FieldPath child =
          handset.addEntry(incident, "child", Json.EMPTY, Map.of("name", Json.of("Robin")));
      FieldPath carried = notice(handset, incident, child, "ppn");
      FieldPath rung = notice(handset, incident, child, "encompass");
      assertThat(asked(handset, incident, carried)).isEmpty();
      assertThat(asked(handset, incident, rung)).containsExactly("told-who");

      // The next shift is told anew: the force leaves off delivering.
      server.carries = Set.of();
      assertThat(handset.signIn("amy", Optional.of(FakeServer.FORCE))).isEmpty();
      assertThat(asked(handset, incident, carried)).containsExactly("sent-who");
    }
  }
}
