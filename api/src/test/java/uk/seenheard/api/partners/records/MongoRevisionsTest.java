package uk.seenheard.api.partners.records;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** Revisions on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoRevisionsTest extends RevisionsContract {
  @TempDir static Path folder;
  private static Vertx vertx;
  private static StoreUnderTest store;

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
  Revisions empty() throws Exception {
    Revisions kept = new MongoRevisions(store.empty(), () -> "marlshire");
    await(kept.prepare());
    return kept;
  }
}
