package uk.seenheard.api.ground.recount;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** Owed counts on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoRecountsTest extends RecountsContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  private DocumentStore documents;

  @Override
  Recounts empty(String feed) throws Exception {
    documents = STORE.empty();
    return another(feed);
  }

  @Override
  Recounts another(String feed) throws Exception {
    Recounts kept = new MongoRecounts(documents, () -> feed);
    await(kept.prepare());
    return kept;
  }
}
