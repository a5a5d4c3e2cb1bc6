package uk.seenheard.api.ground.cards;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** Cards on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoCardsTest extends CardsContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  @Override
  Cards empty() throws Exception {
    Cards kept = new MongoCards(STORE.empty(), () -> "marlshire");
    await(kept.prepare());
    return kept;
  }
}
