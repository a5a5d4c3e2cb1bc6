package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.lt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.Seed;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.MongoCommitLog;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.PushRequest;

/**
 * Kind 10: erased is gone. While the server runs on, no file of its folder holds the wrapped key or
 * a sealed body of an erased incident, from the moment of the answer. The words themselves were
 * sealed all along: searching for them would prove nothing.
 */
class ErasedIsGoneTest {
  private static final Held HELD = Held.of(10, "Erased is not gone", ErasedIsGoneTest.class);

  private static final int INCIDENTS = 40;
  private static final int ERASED = 8;

  @TempDir Path folder;
  private final AtomicLong clock = new AtomicLong(1_795_000_000_000L);

  @AfterAll
  static void write() {
    HELD.write();
  }

  @Test
  void neitherKeyNorCiphertextIsInAnyFileOfTheRunningStore() throws Exception {
    Seed.fixed(20_261_130L, this::eraseAndLook);
    HELD.walking("wrapped key and every sealed body, in every file of the running store");
  }

  private void eraseAndLook(Random random) throws Exception {
    try (LiveServer server = LiveServer.start(folder, clock::get, Map.of())) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      List<String> incidents = written(officer, random);
      List<byte[]> kept = secrets(server, incidents.get(INCIDENTS - 1));
      for (int i = 0; i < ERASED; i++) {
        String incident = incidents.get(i * 3);
        List<byte[]> secrets = secrets(server, incident);
        assertThat(secrets).as("key and bodies").hasSizeGreaterThan(4);
        assertThat(held(secrets)).as("before").isEqualTo(secrets.size());
        Caller.signedIn(server.url(), "insp71")
            .post(
                "/v1/incidents/" + incident + "/erasure",
                Json.object().put("ground", "DPA 2018 s.47").put("reason", "ordered").build())
            .expect(200);
        HELD.tries("erasure " + i, () -> assertThat(held(secrets)).isZero());
      }
      assertThat(held(kept)).as("of an incident that stays").isEqualTo(kept.size());
      assertChainHolds(server);
    }
  }

  /** Incidents of all sizes, several in each push, pushed again and again. */
  private static List<String> written(Officer officer, Random random) {
    List<String> incidents = new ArrayList<>();
    int sent = 0;
    int recorded = 0;
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < INCIDENTS; i++) {
        String incident = officer.incident("GONE-" + i);
        if (round == 0) {
          incidents.add(incident);
        }
        String words = "w".repeat(1 + random.nextInt(random.nextInt(8) == 0 ? 6_000 : 300));
        officer.record(incident, Officer.set("note." + round, words + random.nextInt()));
        recorded++;
        if (random.nextInt(20) == 0 || recorded - sent == PushRequest.MAX_CHANGES) {
          officer.send(officer.push(sent + 1, recorded)).expect(200);
          sent = recorded;
        }
      }
    }
    if (sent < recorded) {
      officer.send(officer.push(sent + 1, recorded)).expect(200);
    }
    return incidents;
  }

  /** The wrapped key and every sealed body of an incident, as the running store holds them. */
  private static List<byte[]> secrets(LiveServer server, String incident) throws Exception {
    List<byte[]> secrets = new ArrayList<>();
    for (Document key : found(server, "keys", eq("_id", "marlshire/" + incident))) {
      secrets.add(key.get("wrapped", Binary.class).getData());
    }
    String pieces = "marlshire/" + incident + "/";
    for (Document piece :
        found(server, "bodies", and(gt("_id", pieces), lt("_id", pieces + "~")))) {
      ByteBuffer bytes = ByteBuffer.wrap(piece.get("bodies", Binary.class).getData());
      while (bytes.hasRemaining()) {
        bytes.getInt();
        byte[] body = new byte[bytes.getInt()];
        bytes.get(body);
        secrets.add(body);
      }
    }
    return secrets;
  }

  private static List<Document> found(
      LiveServer server, String collection, uk.seenheard.api.engine.documents.Where where)
      throws Exception {
    return server.documents().collection(collection).find(where).list().await(20, TimeUnit.SECONDS);
  }

  /** How many of these byte strings stand in some file of the folder. */
  private int held(List<byte[]> wanted) throws IOException {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    int held = 0;
    for (byte[] each : wanted) {
      // Two parts of it: large values are cut into pages, and of two parts one at least lies in
      // one.
      int middle = Math.max(0, each.length - 48);
      held +=
          isIn(contents, each, middle, each.length)
                  || isIn(contents, each, Math.max(0, middle - 48), middle)
              ? 1
              : 0;
    }
    return held;
  }

  private static boolean isIn(List<String> contents, byte[] whole, int from, int to) {
    if (to - from < 32) {
      return false;
    }
    String needle =
        new String(java.util.Arrays.copyOfRange(whole, from, to), StandardCharsets.ISO_8859_1);
    return contents.stream().anyMatch(content -> content.contains(needle));
  }

  private static void assertChainHolds(LiveServer server) throws Exception {
    JdkDigests digests = new JdkDigests();
    List<Commit> commits =
        new MongoCommitLog(server.documents(), "marlshire")
            .after(0, 1_000)
            .await(20, TimeUnit.SECONDS);
    Hash previous = Commit.origin("marlshire", digests);
    for (Commit commit : commits) {
      assertThat(commit.prev()).isEqualTo(previous);
      previous = commit.digest(digests);
    }
  }
}
