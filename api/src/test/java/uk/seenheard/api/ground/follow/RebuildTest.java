package uk.seenheard.api.ground.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.engine.embedded.StoreProcess;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** Projections are rebuilt while two servers on one store serve and write. */
@Tag("long")
class RebuildTest {
  private static final String STATE = "/operations/projections";

  @TempDir Path folder;

  @Test
  void rebuiltIsWhatWasThereAndNobodyMissesAChangeMeanwhile() throws Exception {
    Path keys = folder.resolve("keys.json");
    Keys.create(keys);
    try (StoreProcess store = StoreProcess.start(folder.resolve("store"), Map.of())) {
      Map<String, String> settings = StoreFixture.environment(store.uri(), keys);
      try (LiveServer one = start("one", settings);
          LiveServer two = start("two", settings)) {
        List<Officer> officers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          Officer officer = Officer.onShift(one.url(), i % 2 == 0 ? "pc1201" : "pc1202");
          officers.add(officer);
          for (int j = 0; j < 50; j++) {
            officer.record(
                officer.incident("REBUILD-" + (i + j) % 7), Officer.set("note." + j, "words"));
          }
          officer.record(officer.incident("REBUILD-1"), Officer.act("authorise"));
          officer.sendAll();
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));

        Caller.stranger(one.url()).post(STATE, Json.EMPTY).expect(202);
        Officer writer = Officer.onShift(two.url(), "pc1201");
        int pushed = 0;
        Instant end = Instant.now().plus(Duration.ofSeconds(40));
        // A slow machine may be done before the fourth push: then the rest come just after.
        while (serving(one) < 2 || serving(two) < 2 || pushed < 4) {
          assertThat(Instant.now()).as("both serve what was rebuilt").isBefore(end);
          LiveServer server = pushed % 2 == 0 ? one : two;
          pushed++;
          writer.record(writer.incident("DURING"), Officer.set("note." + pushed, "words"));
          Caller.stranger(server.url())
              .post("/v1/sync/push", writer.push(pushed, pushed).json())
              .expect(200);
          for (LiveServer reader : List.of(one, two)) {
            assertThat(seen(reader, writer)).isEqualTo(pushed);
          }
        }
        Caller.stranger(two.url()).post(STATE, Json.EMPTY).expect(202);
        while (serving(one) < 3 || serving(two) < 3) {
          assertThat(Instant.now()).as("both serve what was rebuilt again").isBefore(end);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        try (MongoClient client = StoreFixture.client(store.uri())) {
          MongoDatabase database = client.getDatabase("seenheard");
          assertThat(one.readModels()).contains("segments", "incidents", "revisions");
          for (String collection : one.readModels()) {
            Map<String, Document> live = documents(database, collection, "marlshire~2");
            Map<String, Document> replayed = documents(database, collection, "marlshire~3");
            assertThat(replayed).as(collection).isEqualTo(live);
          }
          assertThat(documents(database, "segments", "marlshire~3")).hasSizeGreaterThan(pushed);
        }
      }
      try (LiveServer again = start("again", settings)) {
        assertThat(serving(again)).isEqualTo(3);
        assertThat(Caller.signedIn(again.url(), "insp71").pull(Optional.empty()))
            .hasSizeGreaterThan(6 * 51);
      }
    }
  }

  private LiveServer start(String name, Map<String, String> settings) {
    return LiveServer.start(folder.resolve(name), System::currentTimeMillis, settings);
  }

  private static long serving(LiveServer server) {
    return Caller.stranger(server.url()).get(STATE).expect(200).whole("serving").orElseThrow();
  }

  private static long seen(LiveServer server, Officer writer) {
    return Caller.signedIn(server.url(), "insp71").pull(Optional.empty()).stream()
        .filter(
            frame ->
                frame instanceof Frame.Change change && change.device().equals(writer.device()))
        .count();
  }

  /** The documents of a generation by their ids, without what names the generation. */
  private static Map<String, Document> documents(
      MongoDatabase database, String collection, String feed) {
    Map<String, Document> documents = new TreeMap<>();
    for (Document document : database.getCollection(collection).find(Filters.eq("feed", feed))) {
      document.remove("feed");
      documents.put(String.valueOf(document.remove("_id")).replace(feed, ""), document);
    }
    return documents;
  }
}
