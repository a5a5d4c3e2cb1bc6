package uk.seenheard.api.desk.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.sync.codec.Json;

/**
 * The worked cases 1 to 7 of the inspection through the public API: what was recorded then names
 * exactly what is missing, and cannot be authorised; what should have been recorded leaves nothing
 * open, and can. The cases are those of {@code sync/cases}, which the kernel is held against too.
 */
class WorkedCasesHttpTest {
  @TempDir static Path data;
  private static final AtomicLong NOW = new AtomicLong();
  private static LiveServer server;

  @BeforeAll
  static void start() throws IOException {
    NOW.set(RecordedCase.read("case-1-recorded").whole("now").orElseThrow());
    server = LiveServer.start(data, NOW::get, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void asRecordedThenNamesExactlyWhatIsMissingAndIsNotAuthorised(int number) throws IOException {
    Json.Obj written = RecordedCase.read("case-" + number + "-recorded");
    String incident = RecordedCase.record(server, "CASE-THEN-" + number, written);

    Json.Obj seen = RecordedCase.looked(server, incident);
    assertThat(RecordedCase.prompts(seen, false)).isEqualTo(RecordedCase.prompts(written, false));
    assertThat(RecordedCase.prompts(seen, true)).isNotEmpty();

    Caller.Answer refused = RecordedCase.authorise(server, incident);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("not-now");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void asItShouldHaveBeenLeavesNothingOpenAndIsAuthorised(int number) throws IOException {
    Json.Obj written = RecordedCase.read("case-" + number + "-complete");
    String incident = RecordedCase.record(server, "CASE-WELL-" + number, written);

    Json.Obj seen = RecordedCase.looked(server, incident);
    assertThat(RecordedCase.prompts(seen, false)).isEqualTo(RecordedCase.prompts(written, false));
    assertThat(RecordedCase.prompts(seen, true)).isEmpty();

    assertThat(RecordedCase.authorise(server, incident).expect(201).text("state"))
        .contains("authorised");
  }

  @Test
  void everyCaseHasBothHalves() throws IOException {
    try (var files = Files.list(RecordedCase.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".json"))
          .hasSize(14);
    }
  }
}
