package uk.seenheard.api.ground.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.gt;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Verdict;

/** Filed changes on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoChangesTest extends ChangesContract {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  private LoggedBodies bodies = new LoggedBodies();

  /** What is filed was logged before. */
  private record Logged(Changes changes, LoggedBodies bodies) implements Changes {
    @Override
    public Future<Void> prepare() {
      return changes.prepare();
    }

    @Override
    public Future<Void> file(List<StoredChange> filed) {
      bodies.log(filed);
      return changes.file(filed);
    }

    @Override
    public Future<List<Part>> parts(List<Wanted> wanted, long through) {
      return changes.parts(wanted, through);
    }

    @Override
    public Future<List<StoredChange>> changes(
        String incident, Place after, long through, int most) {
      return changes.changes(incident, after, through, most);
    }

    @Override
    public Future<List<StoredChange>> outlines(
        String incident, Place after, long through, int most) {
      return changes.outlines(incident, after, through, most);
    }

    @Override
    public Future<List<StoredChange>> known(String incident, Collection<Hash> hashes) {
      return changes.known(incident, hashes);
    }

    @Override
    public Future<List<StoredChange>> byHash(String incident, Collection<Hash> hashes) {
      return changes.byHash(incident, hashes);
    }

    @Override
    public Future<List<StoredChange>> quarantined(String incident, Place after, int most) {
      return changes.quarantined(incident, after, most);
    }
  }

  @Override
  Changes empty() throws Exception {
    return on(STORE.empty());
  }

  private Changes on(DocumentStore store) throws Exception {
    bodies = new LoggedBodies();
    Changes kept = new MongoChanges(store, () -> "marlshire", LEDGER, bodies);
    await(kept.prepare());
    return new Logged(kept, bodies);
  }

  @Override
  void erased(String incident) {
    bodies.erase(incident);
  }

  private static byte[] encoded(Document document) {
    BasicOutputBuffer out = new BasicOutputBuffer();
    try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
      new DocumentCodec().encode(writer, document, EncoderContext.builder().build());
      return out.toByteArray();
    }
  }

  /** However many there are: they cost a document and a key, and their bodies none. */
  @Test
  void whatACommitHoldsOfAnIncidentIsOneDocumentWithoutBodies() throws Exception {
    DocumentStore store = STORE.empty();
    Changes changes = on(store);
    await(
        changes.file(
            List.of(
                change(1, 0, ONE, "words of a", Verdict.APPLIED),
                change(1, 1, ONE, "words of b", Verdict.APPLIED),
                change(1, 2, TWO, "words of c", Verdict.APPLIED))));
    List<Document> filed =
        await(store.collection("segments").find(gt("_id", "")).sort(ascending("_id")).list());
    assertThat(filed).hasSize(2);
    String words = new String(encoded(filed.get(0)), StandardCharsets.ISO_8859_1);
    assertThat(words).contains("ashmere").doesNotContain("words of");
  }
}
