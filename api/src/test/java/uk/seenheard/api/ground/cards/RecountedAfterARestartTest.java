package uk.seenheard.api.ground.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** What a large incident's card is owed outlives the process that owed it. */
class RecountedAfterARestartTest {
  private static final int CHILDREN = 60;

  @TempDir Path folder;

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static Optional<Document> only(Documents collection, String incident) throws Exception {
    return await(collection.find(gt("_id", "")).list()).stream()
        .filter(document -> incident.equals(document.getString("incident")))
        .findFirst();
  }

  private static String large(LiveServer server) {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("LARGE-1");
    List<Operation> ops = new ArrayList<>();
    for (int i = 0; i < CHILDREN; i++) {
      ops.add(add(entry("child"), Json.object().put("name", "Child " + i).build()));
      if (ops.size() == 20) {
        officer.record(incident, ops.toArray(new Operation[0]));
        ops.clear();
      }
    }
    officer.record(incident, set("place", "The old mill"));
    officer.sendAll();
    return incident;
  }

  /** The card once nothing of it is owed. */
  private static Json.Obj counted(LiveServer server, String incident) {
    Caller supervisor = Caller.signedIn(server.url(), "ps401");
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    Json.Obj card;
    do {
      card = supervisor.get("/v1/incidents/" + incident + "/card").expect(200);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    } while (card.isTrue("counting") && Instant.now().isBefore(end));
    assertThat(card.isTrue("counting")).as("something is owed still").isFalse();
    return card;
  }

  @Test
  void whatAProcessOwedTheNextOneCounts() throws Exception {
    Path data = folder.resolve("data");
    String incident;
    Json.Obj before;
    try (LiveServer server = LiveServer.start(data)) {
      incident = large(server);
      before = counted(server, incident);
      assertThat(before.whole("unheard")).hasValue((long) CHILDREN);
      // As it stands when the process dies between putting a card and counting it.
      Documents cards = server.documents().collection("incidents");
      Document card = only(cards, incident).orElseThrow();
      await(
          cards.update(
              eq("_id", card.get("_id")),
              Change.set("countedTo", 0L).and(Change.set("unheard", 0))));
      await(
          server
              .documents()
              .collection("recounts")
              .insert(
                  new Document("_id", card.get("_id"))
                      .append("feed", card.get("feed"))
                      .append("incident", incident)));
    }

    try (LiveServer next = LiveServer.start(data)) {
      assertThat(counted(next, incident)).isEqualTo(before);
      assertThat(only(next.documents().collection("recounts"), incident)).isEmpty();
    }
  }

  @Test
  void aCardOfAProgramThatCountedAtOnceIsCounted() throws Exception {
    Path data = folder.resolve("data");
    try (LiveServer server = LiveServer.start(data)) {
      String incident = large(server);
      Json.Obj before = counted(server, incident);
      Documents cards = server.documents().collection("incidents");
      Document card = only(cards, incident).orElseThrow();
      card.remove("countedTo");
      await(cards.replace(eq("_id", card.get("_id")), card));

      assertThat(counted(server, incident)).isEqualTo(before);
    }
  }
}
