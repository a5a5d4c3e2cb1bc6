package uk.seenheard.api.partners.exchange;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.StoreUnderTest;
import uk.seenheard.api.ground.http.JacksonJsonReader;

/** Feeds on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoFeedTest extends FeedContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  @Override
  Feed empty() throws Exception {
    Feed kept =
        new MongoFeed(
            STORE.empty(), "records", "revisions", () -> "marlshire", new JacksonJsonReader());
    await(kept.prepare());
    return kept;
  }
}
