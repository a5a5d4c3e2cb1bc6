package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.List;
import uk.seenheard.api.engine.embedded.pages.StoreFailure;

/** The shapes in which the wire protocol answers. */
public final class Replies {
  private Replies() {}

  public static Document okay(Document reply) {
    reply.put("ok", 1.0);
    return reply;
  }

  static Document firstBatch(String namespace, List<Document> documents, long cursorId) {
    return batch("firstBatch", namespace, documents, cursorId);
  }

  public static Document nextBatch(String namespace, List<Document> documents, long cursorId) {
    return batch("nextBatch", namespace, documents, cursorId);
  }

  private static Document batch(
      String name, String namespace, List<Document> documents, long cursorId) {
    Document cursor = new Document("id", cursorId).append("ns", namespace).append(name, documents);
    return okay(new Document("cursor", cursor));
  }

  static Document written(int n, List<Document> errors) {
    Document reply = new Document("n", n);
    if (!errors.isEmpty()) {
      reply.put("writeErrors", errors);
    }
    return okay(reply);
  }

  static Document writeError(int index, MongoServerError e) {
    Document error =
        new Document("index", index)
            .append("code", e.getCode())
            .append("errmsg", e.getMessageWithoutErrorCode());
    error.putIfNotNull("codeName", e.getCodeName());
    return error;
  }

  public static Document error(Throwable e) {
    if (e instanceof MongoServerError known) {
      return error(known.getCode(), known.getCodeName(), known.getMessageWithoutErrorCode());
    }
    if (e instanceof CommandUndone undone) {
      return error(undone.error());
    }
    if (e instanceof StoreFailure failure) {
      return error(failure.kind().code, failure.kind().codeName, String.valueOf(e.getMessage()));
    }
    if (e instanceof MongoServerException unnamed) {
      return error(2, "BadValue", unnamed.getMessageWithoutErrorCode());
    }
    return error(8, "UnknownError", "The store could not carry out the command: " + e);
  }

  private static Document error(int code, String codeName, String message) {
    return new Document("ok", 0.0)
        .append("errmsg", message)
        .append("code", code)
        .append("codeName", codeName);
  }
}
