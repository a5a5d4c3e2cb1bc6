package uk.seenheard.api.field.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/**
 * What lies in quarantine between the words of an incident keeps none of them back: a page reads as
 * many changes as a card counts, and a card does not count those.
 */
class PullBesideQuarantineTest {
  private static final int FORBIDDEN = 6;

  @TempDir Path folder;

  @Test
  void everyWordBehindWhatIsInQuarantineIsHandedOver() {
    try (LiveServer server = LiveServer.start(folder)) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      String incident = officer.incident("BESIDE-1");
      officer.record(incident, Officer.set("place", "1 Quay Street"));
      for (int i = 0; i < FORBIDDEN; i++) {
        officer.record(incident, Officer.act("decide-returned"));
      }
      officer.record(incident, Officer.set("note.one", "behind it"));
      officer.record(incident, Officer.set("note.two", "the last word"));
      Json.Obj answer = officer.sendAll();
      assertThat(answer.canonical()).contains("quarantined");

      List<Frame> frames = Caller.signedIn(server.url(), "pc1201").pull(Optional.empty());

      List<String> contents =
          frames.stream()
              .filter(Frame.Change.class::isInstance)
              .map(frame -> ((Frame.Change) frame).content())
              .toList();
      for (String words : List.of("1 Quay Street", "behind it", "the last word")) {
        assertThat(contents).as(words).anyMatch(content -> content.contains(words));
      }
      assertThat(frames.get(frames.size() - 1)).isInstanceOf(Frame.Through.class);
    }
  }
}
