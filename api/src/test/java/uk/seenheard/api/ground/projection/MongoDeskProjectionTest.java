package uk.seenheard.api.ground.projection;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.mongo.Mongo;

/**
 * The supervisor's cards on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names.
 */
class MongoDeskProjectionTest extends DeskProjectionContract {
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
    ProjectionContract.await(vertx.close());
    store.close();
  }

  @Override
  Ports empty() throws Exception {
    String separator = uri.matches("mongodb://[^/]+") ? "/" : "";
    Mongo mongo = Mongo.connect(uri + separator + "t" + UUID.randomUUID(), vertx);
    MongoProjection projection = new MongoProjection(mongo, "marlshire");
    MongoDeskProjection desk = new MongoDeskProjection(mongo, () -> "marlshire");
    ProjectionContract.await(projection.prepare());
    ProjectionContract.await(desk.prepare());
    return new Ports(projection, desk);
  }
}
