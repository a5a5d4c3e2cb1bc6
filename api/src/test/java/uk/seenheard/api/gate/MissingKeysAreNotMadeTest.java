package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;

/** Kind 20: what cannot be made again is not made when it is missing. */
class MissingKeysAreNotMadeTest {
  private static final Held HELD =
      Held.of(20, "Made if missing, what cannot be made again", MissingKeysAreNotMadeTest.class);

  @TempDir Path folder;

  @AfterAll
  static void write() {
    HELD.walking("the key file gone, another named").write();
  }

  @Test
  void aStoreWhoseKeysAreGoneIsNotOpenedWithNewOnes() throws Exception {
    Path keys = folder.resolve("keys.json");
    String incident;
    try (LiveServer server = LiveServer.start(folder)) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      incident = officer.incident("KEYS");
      officer.record(incident, Officer.set("happened", "words"));
      officer.send(officer.push(1, 1)).expect(200);
    }
    Path aside = folder.resolve("aside");
    Files.move(keys, aside);

    HELD.tries(
        "the key file gone",
        () -> {
          assertThatThrownBy(() -> LiveServer.start(folder).close())
              .hasStackTraceContaining("its key file " + keys + " is gone")
              .hasStackTraceContaining("Put the file back");
          assertThat(keys).doesNotExist();
        });
    HELD.tries(
        "another file named",
        () ->
            assertThatThrownBy(
                    () ->
                        LiveServer.start(
                                folder,
                                System::currentTimeMillis,
                                Map.of("SEENHEARD_KEYS", folder.resolve("none").toString()))
                            .close())
                .hasStackTraceContaining("SEENHEARD_KEYS"));

    Files.move(aside, keys);
    LiveServer.start(folder).close();
  }
}
