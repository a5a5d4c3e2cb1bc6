package uk.seenheard.api.ground.identity;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.mongo.Mongo;

/** The register in the embedded store does what the port says. */
@ExtendWith(VertxExtension.class)
class MongoDeviceRegisterTest extends DeviceRegisterContract {
  @TempDir private Path folder;
  private EmbeddedStore store;
  private Mongo mongo;

  @BeforeEach
  void open(Vertx vertx) {
    store = EmbeddedStore.open(folder, 0);
    mongo = Mongo.connect(store.uri(), vertx);
  }

  @AfterEach
  void close() {
    mongo.close();
    store.close();
  }

  @Override
  protected DeviceRegister register() {
    return new MongoDeviceRegister(mongo);
  }
}
