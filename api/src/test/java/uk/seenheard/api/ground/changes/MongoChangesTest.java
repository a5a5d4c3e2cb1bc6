package uk.seenheard.api.ground.changes;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** Filed changes on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoChangesTest extends ChangesContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  @Override
  Changes empty() throws Exception {
    Changes kept = new MongoChanges(STORE.empty(), () -> "marlshire");
    await(kept.prepare());
    return kept;
  }
}
