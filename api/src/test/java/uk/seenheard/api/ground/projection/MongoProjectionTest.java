package uk.seenheard.api.ground.projection;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.mongo.Mongo;

/** The projections on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoProjectionTest extends ProjectionContract {
  @TempDir static Path folder;
  private static Vertx vertx;
  private static EmbeddedStore store;
  private static String uri;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    store = EmbeddedStore.open(folder, 0);
    uri = System.getProperty("mongo.uri", store.uri());
  }

  @AfterAll
  static void close() throws Exception {
    await(vertx.close());
    store.close();
  }

  @Override
  Projection empty() throws Exception {
    String separator = uri.matches("mongodb://[^/]+") ? "/" : "";
    Mongo mongo = Mongo.connect(uri + separator + "t" + UUID.randomUUID(), vertx);
    MongoProjection projection = new MongoProjection(mongo, "marlshire");
    await(projection.prepare());
    return projection;
  }
}
