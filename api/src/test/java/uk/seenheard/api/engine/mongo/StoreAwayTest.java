package uk.seenheard.api.engine.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcernResult;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.engine.documents.Room;
import uk.seenheard.api.engine.documents.StoreUnavailable;

/**
 * What callers are told when the driver fails as it does at a failover: scripted, because no
 * replica set is at hand. Everything that may or may not have been written is "try again", which
 * costs nothing, because what did go through is found again.
 */
class StoreAwayTest {
  private static final ServerAddress NODE = new ServerAddress("node", 27017);
  private static final WriteConcernError NOT_YET =
      new WriteConcernError(64, "WriteConcernTimeout", "waiting", new BsonDocument());

  private static BsonDocument answer(int code) {
    return new BsonDocument("ok", new BsonInt32(0))
        .append("code", new BsonInt32(code))
        .append("errmsg", new BsonString("said by the node"));
  }

  private static List<Throwable> failover() {
    MongoException labelled = new MongoException(1, "some later code");
    labelled.addLabel("RetryableWriteError");
    return List.of(
        new MongoTimeoutException("no primary within 5 s"),
        new MongoSocketReadException("cut off while the insert was on its way", NODE),
        new MongoNotPrimaryException(answer(10107), NODE),
        new MongoCommandException(answer(189), NODE),
        new MongoCommandException(answer(11602), NODE),
        new MongoCommandException(answer(91), NODE),
        new MongoWriteConcernException(
            NOT_YET, WriteConcernResult.acknowledged(1, false, null), NODE, Set.of()),
        new MongoBulkWriteException(
            BulkWriteResult.acknowledged(1, 0, 0, 0, List.of(), List.of()),
            List.of(),
            NOT_YET,
            NODE,
            Set.of()),
        labelled);
  }

  @Test
  void whateverAFailoverThrowsIsTryAgain() {
    for (Throwable thrown : failover()) {
      Throwable told = StoreAway.translated(thrown, new Room());
      assertThat(told).as(thrown.getClass().getName()).isInstanceOf(StoreUnavailable.class);
      assertThat(((StoreUnavailable) told).retryAfterSeconds()).isPositive();
      assertThat(DuplicateKeys.is(thrown)).isFalse();
    }
  }

  @Test
  void duplicateKeyIsNoOutage() {
    MongoWriteException single =
        new MongoWriteException(
            new WriteError(11000, "E11000 duplicate key", new BsonDocument()), NODE, Set.of());
    MongoBulkWriteException bulk =
        new MongoBulkWriteException(
            BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()),
            List.of(new BulkWriteError(11000, "E11000 duplicate key", new BsonDocument(), 0)),
            null,
            NODE,
            Set.of());
    for (MongoException error : List.of(single, bulk)) {
      assertThat(StoreAway.translated(error, new Room())).isSameAs(error);
      assertThat(DuplicateKeys.is(error)).isTrue();
    }
  }

  @Test
  void duplicateKeyBesideAMissingMajorityIsNotTakenForDone() {
    MongoBulkWriteException both =
        new MongoBulkWriteException(
            BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()),
            List.of(new BulkWriteError(11000, "E11000 duplicate key", new BsonDocument(), 0)),
            NOT_YET,
            NODE,
            Set.of());
    assertThat(DuplicateKeys.is(both)).isFalse();
    assertThat(StoreAway.translated(both, new Room())).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void faultOfOurOwnIsNoOutage() {
    MongoCommandException fault = new MongoCommandException(answer(2), NODE);
    assertThat(StoreAway.translated(fault, new Room())).isSameAs(fault);
  }
}
