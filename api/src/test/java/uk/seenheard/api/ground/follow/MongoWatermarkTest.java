package uk.seenheard.api.ground.follow;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** The watermark on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoWatermarkTest extends WatermarkContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  @Override
  Watermark empty() throws Exception {
    Watermark kept = new MongoWatermark(STORE.empty(), () -> "marlshire");
    return kept;
  }
}
