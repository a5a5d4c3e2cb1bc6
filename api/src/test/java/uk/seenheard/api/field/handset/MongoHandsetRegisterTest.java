package uk.seenheard.api.field.handset;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** The register in the embedded store does what the port says. */
class MongoHandsetRegisterTest extends HandsetRegisterContract {
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
  protected HandsetRegister register(String force) throws Exception {
    MongoHandsetRegister register = new MongoHandsetRegister(documents, force);
    register.prepare().await(10, TimeUnit.SECONDS);
    return register;
  }
}
