package uk.seenheard.api.ground.acts;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;
import uk.seenheard.sync.codec.PlainJsonReader;

/** The table in the store does what the port says. */
class MongoActTableTest extends ActTableContract {
  @TempDir private Path folder;
  private Vertx vertx;
  private StoreUnderTest store;
  private DocumentStore documents;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    store = StoreUnderTest.open(folder, vertx);
    documents = store.empty();
  }

  @AfterEach
  void close() throws Exception {
    store.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Override
  protected ActTable table(String force) {
    return new MongoActTable(documents, force, new PlainJsonReader());
  }
}
