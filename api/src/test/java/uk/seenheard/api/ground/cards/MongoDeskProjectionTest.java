package uk.seenheard.api.ground.cards;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/**
 * The supervisor's cards on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names.
 */
class MongoDeskProjectionTest extends DeskProjectionContract {
  @TempDir static Path folder;
  private static Vertx vertx;
  private static StoreUnderTest store;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    store = StoreUnderTest.open(folder, vertx);
  }

  @AfterAll
  static void close() throws Exception {
    store.close();
    CardsContract.await(vertx.close());
  }

  @Override
  Ports empty() throws Exception {
    DocumentStore documents = store.empty();
    MongoCards cards = new MongoCards(documents, () -> "marlshire");
    MongoDeskProjection desk = new MongoDeskProjection(documents, () -> "marlshire");
    CardsContract.await(cards.prepare());
    CardsContract.await(desk.prepare());
    return new Ports(cards, desk);
  }
}
