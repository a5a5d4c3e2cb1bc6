package uk.seenheard.api.engine.mongo;

import com.mongodb.DuplicateKeyException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;

/** Tells a duplicate key from other failures, in each of the four shapes that the driver has. */
final class DuplicateKeys {
  private static final int DUPLICATE_KEY = 11000;

  private DuplicateKeys() {}

  /** Whether a write failed because, and only because, keys were taken. */
  static boolean is(Throwable error) {
    if (error instanceof DuplicateKeyException) {
      return true;
    }
    if (error instanceof MongoWriteException write) {
      return write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
    if (error instanceof MongoCommandException command) {
      return command.getErrorCode() == DUPLICATE_KEY;
    }
    return error instanceof MongoBulkWriteException bulk
        && bulk.getWriteConcernError() == null
        && !bulk.getWriteErrors().isEmpty()
        && bulk.getWriteErrors().stream().allMatch(e -> e.getCode() == DUPLICATE_KEY);
  }
}
