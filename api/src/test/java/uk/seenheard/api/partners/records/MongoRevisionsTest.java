package uk.seenheard.api.partners.records;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** Revisions on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoRevisionsTest extends RevisionsContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  @Override
  Revisions empty() throws Exception {
    Revisions kept = new MongoRevisions(STORE.empty(), () -> "marlshire");
    await(kept.prepare());
    return kept;
  }
}
