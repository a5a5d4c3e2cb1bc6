package uk.seenheard.api.partners.exchange;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** Outcomes on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoOutcomesTest extends OutcomesContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  @Override
  Outcomes empty() throws Exception {
    Outcomes kept = new MongoOutcomes(STORE.empty(), "outcomes", () -> "marlshire");
    await(kept.prepare());
    return kept;
  }
}
