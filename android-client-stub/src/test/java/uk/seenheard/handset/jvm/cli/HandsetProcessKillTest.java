package uk.seenheard.handset.jvm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeHttp;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.core.TestHandset;

/** Handset processes that are killed, over HTTP. */
@Tag("long")
class HandsetProcessKillTest {
  @TempDir Path folder;
  private final FakeServer server = new FakeServer();

  private HandsetProcess start(String name, FakeHttp http) throws IOException {
    TestHandset.quicklyOpened(folder.resolve(name), "a passphrase");
    return HandsetProcess.start(folder.resolve(name), http.address(), "a passphrase");
  }

  @Test
  void whatWasSavedSurvivesKillsOfTheProcessAndArrivesOnce() throws IOException {
    try (FakeHttp http = new FakeHttp(server)) {
      try (HandsetProcess handset = start("a", http)) {
        handset.tell("sign-in amy");
        handset.tell("new NM-1");
      }
      for (int round = 0; round < 3; round++) {
        HandsetProcess handset = start("a", http);
        handset.tell("answer place \"room " + round + "\"");
        handset.tell("child add name=\"Child " + round + "\"");
        if (round == 1) {
          server.lostAnswers = 1;
          handset.send("sync");
        }
        handset.kill();
      }
      try (HandsetProcess handset = start("a", http)) {
        assertThat(handset.tell("sync")).anyMatch(line -> line.startsWith("Synced"));
        assertThat(handset.tell("show"))
            .anyMatch(line -> line.contains("room 2"))
            .anyMatch(line -> line.contains("Child 0"))
            .anyMatch(line -> line.contains("Child 1"))
            .anyMatch(line -> line.contains("Child 2"));
      }
    }
    assertThat(server.log).hasSize(7);
    assertThat(server.log.stream().map(frame -> frame.content())).doesNotHaveDuplicates();
  }
}
