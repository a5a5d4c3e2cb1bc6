package uk.seenheard.api.ground.cards;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;
import uk.seenheard.api.ground.chronology.MongoChronologies;

/** Cards on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoCardsTest extends CardsContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  @Override
  Cards empty() throws Exception {
    DocumentStore store = STORE.empty();
    Cards kept =
        new MongoCards(store, () -> "marlshire", new MongoChronologies(store, () -> "marlshire"));
    await(kept.prepare());
    return kept;
  }
}
