package uk.seenheard.api.field.handset;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.mongo.Mongo;

/** The register in the embedded store does what the port says. */
class MongoHandsetRegisterTest extends HandsetRegisterContract {
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
  protected HandsetRegister register(String force) throws Exception {
    MongoHandsetRegister register = new MongoHandsetRegister(mongo, force);
    register.prepare().await(10, TimeUnit.SECONDS);
    return register;
  }
}
