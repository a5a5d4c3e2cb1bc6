package uk.seenheard.api.field.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.Where;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/**
 * An erasure that ended between the key and everything else: what is filed of the incident is still
 * there and sealed for ever. It is served to nobody, and everything beside it is.
 */
class KeyGoneTest {
  @TempDir Path folder;

  private static List<String> contents(LiveServer server) {
    List<String> contents = new ArrayList<>();
    List<Frame> frames = Caller.signedIn(server.url(), "pc1201").pull(Optional.empty());
    for (Frame frame : frames) {
      if (frame instanceof Frame.Change change) {
        contents.add(change.content());
      }
    }
    // The pull comes to its end all the same.
    assertThat(frames.get(frames.size() - 1)).isInstanceOf(Frame.Through.class);
    return contents;
  }

  @Test
  void whatNobodyCanOpenIsLeftOutAndTheRestIsServed() throws Exception {
    List<String> incidents = new ArrayList<>();
    try (LiveServer server = LiveServer.start(folder)) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      for (int i = 0; i < 5; i++) {
        String incident = officer.incident("GONE-" + i);
        incidents.add(incident);
        officer.record(incident, Officer.set("place", "place " + i));
        officer.record(incident, Officer.set("note.one", "words " + i));
      }
      officer.sendAll();
      assertThat(contents(server)).hasSize(10);
      boolean gone =
          server
              .documents()
              .collection("keys")
              .update(
                  Where.eq("_id", "marlshire/" + incidents.get(2)),
                  Change.set("wrapped", new Binary(new byte[0])))
              .toCompletionStage()
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      assertThat(gone).isTrue();
    }
    try (LiveServer server = LiveServer.start(folder)) {
      List<String> served = contents(server);
      assertThat(served).hasSize(8).noneMatch(content -> content.contains("words 2"));
      Caller inspector = Caller.signedIn(server.url(), "insp71");
      for (int i = 0; i < 5; i++) {
        Caller.Answer one = inspector.get("/v1/sync/incidents/" + incidents.get(i));
        long lines =
            one.body().lines().filter(line -> line.contains("\"type\":\"change\"")).count();
        assertThat(one.status()).isEqualTo(200);
        assertThat(lines).isEqualTo(i == 2 ? 0 : 2);
      }
      Json.Obj digests = inspector.get("/v1/sync/incidents").expect(200);
      assertThat(digests.items("incidents")).hasSize(5);
    }
  }
}
