package uk.seenheard.api.ground.acts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;
import uk.seenheard.sync.codec.PlainJsonReader;

/** The table in the store does what the port says. */
class MongoActTableTest extends ActTableContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  private DocumentStore documents;

  @BeforeEach
  void empty() {
    documents = STORE.empty();
  }

  @Override
  protected ActTable table(String force) {
    return new MongoActTable(documents, force, new PlainJsonReader());
  }
}
