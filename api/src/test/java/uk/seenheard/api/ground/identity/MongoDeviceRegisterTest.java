package uk.seenheard.api.ground.identity;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.mongo.Mongo;

/** The register in the embedded store does what the port says. */
class MongoDeviceRegisterTest extends DeviceRegisterContract {
  @TempDir private Path folder;
  private Vertx vertx;
  private EmbeddedStore store;
  private Mongo mongo;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    store = EmbeddedStore.open(folder, 0);
    mongo = Mongo.connect(store.uri(), vertx);
  }

  @AfterEach
  void close() throws Exception {
    mongo.close();
    store.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Override
  protected DeviceRegister register() {
    return new MongoDeviceRegister(mongo);
  }
}
