package uk.seenheard.api.ground.projection;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** The projections on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoProjectionTest extends ProjectionContract {
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
  Projection empty() throws Exception {
    DocumentStore documents = store.empty();
    MongoProjection projection = new MongoProjection(documents, "marlshire");
    await(projection.prepare());
    return projection;
  }
}
