package uk.seenheard.api.ground.identity;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** The register in the embedded store does what the port says. */
@ExtendWith(VertxExtension.class)
class MongoDeviceRegisterTest extends DeviceRegisterContract {
  @TempDir private Path folder;
  private StoreUnderTest store;
  private DocumentStore documents;

  @BeforeEach
  void open(Vertx vertx) {
    store = StoreUnderTest.open(folder, vertx);
    documents = store.empty();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected DeviceRegister register() {
    return new MongoDeviceRegister(documents);
  }
}
