package uk.seenheard.api.field.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** Cursors that a server did not write for this force, this log or this moment. */
class CursorRefusalTest {
  @TempDir Path folder;

  @Test
  void cursorOfAnotherForceFromTheFutureOrAlteredIsRefusedAndBringsNothing() throws Exception {
    Path data = folder.resolve("data");
    try (LiveServer server = LiveServer.start(data)) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      officer.record(officer.incident("CURSOR"), Officer.set("happened", Json.of("words")));
      officer.sendAll();
      Caller caller = Caller.signedIn(server.url(), "pc1201");
      List<Frame> frames = caller.pull(Optional.empty());
      String good = ((Frame.Through) frames.get(frames.size() - 1)).cursor();
      JacksonJsonReader reader = new JacksonJsonReader();
      Cursors ours = new Cursors(Keys.load(data.resolve("keys.json")).cursorKey(), reader);
      Cursor read = ours.read(good).orElseThrow();
      Cursors others = new Cursors(Keys.fresh().cursorKey(), reader);

      Map<String, String> cursors = new LinkedHashMap<>();
      cursors.put(
          "another force's", ours.write(Cursor.start("otherforce", "pc1201", read.feedEpoch())));
      cursors.put("another key's", others.write(read));
      cursors.put(
          "another life's", ours.write(Cursor.start(read.force(), "pc1201", "another-epoch")));
      cursors.put("the future's", ours.write(future(read)));
      cursors.put("another log's", ours.write(read.done(read.n(), elsewhere(read), read.scopes())));
      cursors.put("an earlier version's", ours.write(judgedBy(read, 0, "")));
      cursors.put(
          "one's that names a commit, and not which", ours.write(judgedBy(read, 0, read.commit())));
      cursors.put(
          "one's that judged before it handed over",
          ours.write(judgedBy(read, read.n() - 1, read.commit())));
      cursors.put("cut short", good.substring(0, good.length() - 2));
      cursors.put("with more scopes", altered(good, read, reader));
      cursors.put("none", "nonsense");
      cursors.forEach(
          (what, cursor) -> {
            Caller.Answer answer = caller.get("/v1/sync/pull?cursor=" + cursor);
            assertThat(answer.status()).as(what).isEqualTo(400);
            assertThat(answer.problem()).as(what).isEqualTo("cursor-refused");
            assertThat(answer.body()).as(what).doesNotContain("words");
          });
      assertThat(caller.get("/v1/sync/pull?cursor=" + good).status()).isEqualTo(200);
    }
  }

  /** Whoever signs in at a shared handset begins anew: what another was handed is not theirs. */
  @Test
  void cursorOfSomebodyElseIsRefusedWhateverTheyMaySeeWithPullsAndWithRepairs() {
    try (LiveServer server = LiveServer.start(folder.resolve("data"))) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      String incident = officer.incident("CURSOR");
      officer.record(incident, Officer.set("happened", Json.of("words")));
      officer.sendAll();
      List<Frame> frames = Caller.signedIn(server.url(), "pc1201").pull(Optional.empty());
      String good = ((Frame.Through) frames.get(frames.size() - 1)).cursor();
      // A colleague who sees nothing of it, who sees all of it, and who sees no incident at all.
      for (String other : List.of("pc1202", "ps401", "insp71", "records")) {
        Caller borrower = Caller.signedIn(server.url(), other);
        for (String asked :
            List.of("/v1/sync/pull", "/v1/sync/incidents", "/v1/sync/incidents/" + incident)) {
          Caller.Answer answer = borrower.get(asked + "?cursor=" + good);
          assertThat(answer.status()).as(other + " " + asked + answer.body()).isIn(400, 403);
          assertThat(answer.body()).doesNotContain("words");
          if (!other.equals("records")) {
            assertThat(answer.problem()).as(other + " " + asked).isEqualTo("cursor-refused");
          }
        }
      }
      assertThat(
              Caller.signedIn(server.url(), "pc1201").get("/v1/sync/pull?cursor=" + good).status())
          .isEqualTo(200);
    }
  }

  private static LogPosition at(Cursor cursor, long n) {
    return new LogPosition(n, cursor.stands().orElseThrow().commit());
  }

  private static Cursor future(Cursor cursor) {
    long n = cursor.n() + 1_000;
    return cursor.done(n, at(cursor, n), cursor.scopes());
  }

  /** The same position of a log that holds another commit there. */
  private static LogPosition elsewhere(Cursor cursor) {
    return new LogPosition(cursor.judged(), new Hash("0".repeat(64)));
  }

  private static Cursor judgedBy(Cursor cursor, long judged, String commit) {
    return new Cursor(
        cursor.force(),
        cursor.person(),
        cursor.feedEpoch(),
        cursor.n(),
        judged,
        commit,
        cursor.scopes(),
        cursor.under(),
        cursor.to(),
        cursor.incident(),
        cursor.placeN(),
        cursor.placeI());
  }

  /** The same text with a scope more, under the old seal. */
  private static String altered(String good, Cursor read, JacksonJsonReader reader) {
    String more =
        new Cursors(Keys.fresh().cursorKey(), reader)
            .write(read.done(1, at(read, 1), Set.of("person:pc1299")));
    byte[] seal = Base64.getUrlDecoder().decode(good.substring(good.indexOf('.') + 1));
    return more.substring(0, more.indexOf('.') + 1)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
  }
}
