package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.sync.codec.Json;

/** Kind 12 of the gate: whoever asks for somebody's teams gets those of after their move. */
class OneTruthOfTeamsTest {
  @TempDir Path folder;

  private static int handOver(LiveServer server, String supervisor) {
    return Caller.signedIn(server.url(), supervisor)
        .post(
            "/v1/people/pc1201/handover",
            Json.object().put("to", "pc1202").put("reason", "Posted elsewhere.").build())
        .status();
  }

  @Test
  void workOfSomebodyWhoWasMovedIsGivenAwayByTheirNewSupervisorOnly() {
    try (LiveServer server = LiveServer.start(folder.resolve("data"))) {
      assertThat(handOver(server, "ps401")).isEqualTo(200);
      assertThat(handOver(server, "ps402")).isEqualTo(403);
      Caller.signedIn(server.url(), "insp71")
          .post(
              "/v1/people/pc1201/move",
              Json.object()
                  .put("teams", Json.texts(List.of("brackenford")))
                  .put("reason", "Posted to Brackenford.")
                  .build())
          .expect(200);
      assertThat(handOver(server, "ps401")).isEqualTo(403);
      assertThat(handOver(server, "ps402")).isEqualTo(200);
    }
  }
}
