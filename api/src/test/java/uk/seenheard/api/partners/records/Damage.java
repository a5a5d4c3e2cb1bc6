package uk.seenheard.api.partners.records;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.partners.exchange.MongoFeed;
import uk.seenheard.sync.change.Hash;

/** What a damaged log would leave in the projections of a server that does not run. */
public final class Damage {
  private Damage() {}

  /** Files an authorisation of a frontier that the incident never stood at. */
  public static void file(Path folder, String feed, String incident, long n) throws Exception {
    Vertx vertx = Vertx.vertx();
    EmbeddedStore embedded = EmbeddedStore.open(folder);
    try (DocumentStore store = embedded.documents(vertx)) {
      new MongoFeed(store, "records", "revisions", () -> feed, new JacksonJsonReader())
          .file(
              List.of(
                  new Authorisation(
                          new Place(n, 99),
                          incident,
                          new Hash("b".repeat(64)),
                          "ps401",
                          1_790_000_000_000L)
                      .item()))
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } finally {
      embedded.close();
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }
}
