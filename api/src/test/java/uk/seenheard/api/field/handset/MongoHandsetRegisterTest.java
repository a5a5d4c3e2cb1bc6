package uk.seenheard.api.field.handset;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** The register in the embedded store does what the port says. */
class MongoHandsetRegisterTest extends HandsetRegisterContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  private DocumentStore documents;

  @BeforeEach
  void empty() {
    documents = STORE.empty();
  }

  @Override
  protected HandsetRegister register(String force) throws Exception {
    MongoHandsetRegister register = new MongoHandsetRegister(documents, force);
    register.prepare().await(10, TimeUnit.SECONDS);
    return register;
  }
}
