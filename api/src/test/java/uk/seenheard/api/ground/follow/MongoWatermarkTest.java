package uk.seenheard.api.ground.follow;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** The watermark on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoWatermarkTest extends WatermarkContract {
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
  Watermark empty() throws Exception {
    Watermark kept = new MongoWatermark(store.empty(), () -> "marlshire");
    return kept;
  }
}
