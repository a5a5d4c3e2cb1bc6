package uk.seenheard.api.engine.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.documents.Room;
import uk.seenheard.api.engine.documents.StoreUnavailable;

/** Tells that the store is away, or full, from faults of our own: the first pass by themselves. */
final class StoreAway {
  private static final Logger LOG = LoggerFactory.getLogger(StoreAway.class);
  private static final int OUT_OF_DISK_SPACE = 14031;

  /**
   * What MongoDB answers while a primary steps down, a node shuts down or time runs out: host
   * unreachable and not found, network time-out, shutting down, primary stepped down, time limit
   * exceeded, socket failure, not primary (five of them), interrupted (three of them).
   */
  private static final Set<Integer> NOT_NOW =
      Set.of(6, 7, 89, 91, 189, 262, 50, 9001, 10107, 10058, 13435, 13436, 64, 11600, 11601, 11602);

  private StoreAway() {}

  /**
   * The failure as callers are to see it.
   *
   * @param room is told where it is that there is none
   */
  static Throwable translated(Throwable error, Room room) {
    if (error instanceof MongoException store && store.getCode() == OUT_OF_DISK_SPACE) {
      LOG.error("the store's disk is full");
      return room.refused();
    }
    if (isAway(error)) {
      LOG.warn("the store does not answer: {}", error.getClass().getSimpleName());
      return StoreUnavailable.away();
    }
    return error;
  }

  private static boolean isAway(Throwable error) {
    if (error instanceof MongoWriteConcernException
        || error instanceof MongoBulkWriteException bulk && bulk.getWriteConcernError() != null) {
      // Written at one node, and nobody knows whether at a majority: the same as no answer.
      return true;
    }
    if (error instanceof MongoException store
        && (store.hasErrorLabel("RetryableWriteError") || NOT_NOW.contains(store.getCode()))) {
      return true;
    }
    return error instanceof MongoTimeoutException
        || error instanceof MongoSocketException
        || error instanceof MongoNotPrimaryException
        || error instanceof MongoNodeIsRecoveringException
        || error instanceof MongoServerUnavailableException;
  }
}
