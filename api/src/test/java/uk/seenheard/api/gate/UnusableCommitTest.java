package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.set;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Where;

/**
 * Projections that meet a commit they cannot use, whatever of it is damaged, set it aside, say so
 * and go on: everybody else's words are there.
 */
class UnusableCommitTest {
  private static final Held HELD =
      Held.of(8, "One bad item stops the line", UnusableCommitTest.class);

  private static final String BODIES_GONE = "bodies that are gone";
  private static final String KEY_GONE = "a key that is gone";

  @TempDir Path folder;

  @AfterAll
  static void record() {
    HELD.write();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static Document firstChange(Document commit) {
    return commit
        .getList("batches", Document.class)
        .get(0)
        .getList("changes", Document.class)
        .get(0);
  }

  /** What may be wrong with a commit as it lies in the store. */
  private static Map<String, Consumer<Document>> damages() {
    Map<String, Consumer<Document>> damages = new LinkedHashMap<>();
    damages.put("a form that nobody knows", commit -> commit.put("v", 99));
    damages.put("no batches", commit -> commit.remove("batches"));
    damages.put("a time that is a text", commit -> commit.put("at", "noon"));
    damages.put("a verdict that is none", commit -> firstChange(commit).put("verdict", "perhaps"));
    damages.put("a hash that is none", commit -> firstChange(commit).put("hash", "xyz"));
    damages.put("an incident that is none", commit -> firstChange(commit).put("incident", ""));
    return damages;
  }

  /** The same of the bodies that lie beside it. */
  private static Map<String, Consumer<Document>> damagesToBodies() {
    Map<String, Consumer<Document>> damages = new LinkedHashMap<>();
    damages.put("a body that is none", piece -> piece.put("bodies", "words"));
    damages.put("bodies that end early", piece -> piece.put("bodies", bytes(0, 0, 0, 0, 0, 0)));
    damages.put(
        "a body that nobody sealed",
        piece -> piece.put("bodies", bytes(0, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3)));
    damages.put(
        "a body of another change", piece -> piece.put("bodies", bytes(0, 0, 0, 9, 0, 0, 0, 1, 1)));
    return damages;
  }

  /** The bodies of one commit are not there at all, and of another the key to open them. */
  private static void gone(LiveServer server, Officer officer) throws Exception {
    for (String what : List.of(BODIES_GONE, KEY_GONE)) {
      String incident = officer.incident("GONE-" + what.length());
      officer.record(incident, set("place", "5 Mill Lane"));
      int last = officer.written().size();
      long n = officer.send(officer.push(last, last)).expect(200).whole("n").orElseThrow();
      Documents lies = server.documents().collection(what.equals(KEY_GONE) ? "keys" : "bodies");
      Where one =
          what.equals(KEY_GONE)
              ? eq("_id", "marlshire/" + incident)
              : and(eq("feed", "marlshire"), eq("n", n));
      assertThat(await(lies.find(one).list())).as(what).hasSize(1);
      await(lies.deleteAll(one));
    }
  }

  private static Binary bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new Binary(bytes);
  }

  @Test
  void whateverIsWrongWithOneCommitTheOthersAreThere() throws Exception {
    Map<String, Consumer<Document>> all = new LinkedHashMap<>(damages());
    all.putAll(damagesToBodies());
    HELD.walking(all.size() + 2 + " ways to damage a commit");
    try (LiveServer server = LiveServer.start(folder.resolve("data"))) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      List<String> damaged = new ArrayList<>();
      int number = 0;
      for (Map.Entry<String, Consumer<Document>> damage : all.entrySet()) {
        Documents lies =
            server
                .documents()
                .collection(damages().containsKey(damage.getKey()) ? "commits" : "bodies");
        String incident = officer.incident("MC-" + number++);
        officer.record(incident, set("place", "3 Mill Lane"));
        long n =
            officer
                .send(officer.push(officer.written().size(), officer.written().size()))
                .expect(200)
                .whole("n")
                .orElseThrow();
        Document commit =
            await(lies.find(and(eq("feed", "marlshire"), eq("n", n))).list()).stream()
                .findFirst()
                .orElseThrow();
        damage.getValue().accept(commit);
        assertThat(await(lies.replace(eq("_id", commit.getString("_id")), commit))).isTrue();
        damaged.add(incident);
      }
      gone(server, officer);
      String behind = officer.incident("MC-99");
      officer.record(behind, set("place", "4 Mill Lane"));
      officer.send(officer.push(officer.written().size(), officer.written().size())).expect(200);
      Caller anybody = Caller.stranger(server.url());
      anybody.post("/operations/projections", "{}");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
      while (anybody.get("/operations/projections").expect(200).whole("serving").orElse(0L) < 2
          && System.nanoTime() < end) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      assertThat(anybody.get("/operations/projections").expect(200).whole("serving"))
          .as("built anew though some of it cannot be used")
          .contains(2L);
      Caller inspector = Caller.signedIn(server.url(), "insp71");
      List<String> ways = new ArrayList<>(all.keySet());
      ways.addAll(List.of(BODIES_GONE, KEY_GONE));
      for (String way : ways) {
        HELD.tries(
            way,
            () ->
                assertThat(inspector.get("/v1/incidents/" + behind).expect(200).toString())
                    .contains("4 Mill Lane"));
      }
      Caller.Answer ready = anybody.get("/health/ready");
      assertThat(ready.status()).isEqualTo(200);
      assertThat(ready.body()).contains("parts of commits could not be used and were set aside");
      assertThat(anybody.get("/metrics").body()).contains("seenheard_projection_aside");
    }
  }
}
