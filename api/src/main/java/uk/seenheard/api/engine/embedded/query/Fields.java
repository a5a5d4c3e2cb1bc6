package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a command, with an error that names the field when one is not what it must be. */
public final class Fields {
  private Fields() {}

  public static String text(Map<String, Object> command, String field) {
    if (command.get(field) instanceof String text) {
      return text;
    }
    throw bad(field, "a string");
  }

  public static Collection<?> array(Map<String, Object> command, String field) {
    if (command.get(field) instanceof Collection<?> array) {
      return array;
    }
    throw bad(field, "an array");
  }

  public static Document document(Map<String, Object> command, String field) {
    if (command.get(field) instanceof Document document) {
      return document;
    }
    throw bad(field, "a document");
  }

  /** Null when the field is missing or null. */
  public static @Nullable Document optionalDocument(Map<String, Object> command, String field) {
    return command.get(field) == null ? null : document(command, field);
  }

  public static int number(Map<String, Object> command, String field, int otherwise) {
    Object value = command.get(field);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number n
        && n.doubleValue() >= -Integer.MAX_VALUE
        && n.doubleValue() <= Integer.MAX_VALUE) {
      return n.intValue();
    }
    throw bad(field, "a number of at most 2147483647");
  }

  private static MongoServerError bad(String field, String what) {
    return new MongoServerError(14, "TypeMismatch", "The field '" + field + "' must be " + what);
  }
}
