package uk.seenheard.api.mongo;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.http.Problem;

/** Tells that the store is away, or full, from faults of our own: the first pass by themselves. */
final class StoreAway {
  private static final Logger LOG = LoggerFactory.getLogger(StoreAway.class);
  private static final int RETRY_AFTER_SECONDS = 3;
  private static final int OUT_OF_DISK_SPACE = 14031;

  private StoreAway() {}

  /** The failure as callers are to see it. */
  static Throwable translated(Throwable error) {
    if (error instanceof MongoException store && store.getCode() == OUT_OF_DISK_SPACE) {
      LOG.error("the store's disk is full");
      return Problem.notReady(
          "The store's disk is full: nothing can be written until there is room. Keep everything"
              + " and try again later.",
          60);
    }
    if (isAway(error)) {
      LOG.warn("the store does not answer: {}", error.getClass().getSimpleName());
      return Problem.notReady(
          "The store does not answer. Keep everything and try again.", RETRY_AFTER_SECONDS);
    }
    return error;
  }

  private static boolean isAway(Throwable error) {
    return error instanceof MongoTimeoutException
        || error instanceof MongoSocketException
        || error instanceof MongoNotPrimaryException
        || error instanceof MongoNodeIsRecoveringException
        || error instanceof MongoServerUnavailableException;
  }
}
