package uk.seenheard.api.ground.cards;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;
import uk.seenheard.api.ground.chronology.MongoChronologies;

/**
 * The supervisor's cards on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names.
 */
class MongoDeskProjectionTest extends DeskProjectionContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  @Override
  Ports empty() throws Exception {
    DocumentStore documents = STORE.empty();
    MongoCards cards =
        new MongoCards(
            documents, () -> "marlshire", new MongoChronologies(documents, () -> "marlshire"));
    MongoDeskProjection desk = new MongoDeskProjection(documents, () -> "marlshire");
    CardsContract.await(cards.prepare());
    CardsContract.await(desk.prepare());
    return new Ports(cards, desk);
  }
}
