package uk.seenheard.api.ground.recount;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** Owed counts on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoRecountsTest extends RecountsContract {
  @TempDir static Path folder;
  private static Vertx vertx;
  private static StoreUnderTest store;
  private DocumentStore documents;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    store = StoreUnderTest.open(folder, vertx);
  }

  @AfterAll
  static void close() throws Exception {
    store.close();
    await(vertx.close());
  }

  @Override
  Recounts empty(String feed) throws Exception {
    documents = store.empty();
    return another(feed);
  }

  @Override
  Recounts another(String feed) throws Exception {
    Recounts kept = new MongoRecounts(documents, () -> feed);
    await(kept.prepare());
    return kept;
  }
}
