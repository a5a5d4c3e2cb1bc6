package uk.seenheard.api.ground.log;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** The log on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoCommitLogTest extends CommitLogContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  @Override
  CommitLog empty() throws Exception {
    DocumentStore documents = STORE.empty();
    MongoCommitLog log = new MongoCommitLog(documents, FEED);
    await(log.prepare());
    return log;
  }
}
