package uk.seenheard.api.ground.identity;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** The register in the embedded store does what the port says. */
class MongoDeviceRegisterTest extends DeviceRegisterContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  private DocumentStore documents;

  @BeforeEach
  void empty() {
    documents = STORE.empty();
  }

  @Override
  protected DeviceRegister register() {
    return new MongoDeviceRegister(documents);
  }
}
