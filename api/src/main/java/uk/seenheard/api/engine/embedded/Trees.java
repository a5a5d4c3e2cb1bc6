package uk.seenheard.api.engine.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.engine.documents.Where;

/**
 * Documents, conditions and changes as the query engine says them, and back: copies of the tree
 * that share its strings and bytes, without a detour through encoded text.
 */
final class Trees {
  private Trees() {}

  static de.bwaldvogel.mongo.bson.Document stored(Document document) {
    de.bwaldvogel.mongo.bson.Document copy = new de.bwaldvogel.mongo.bson.Document();
    for (Map.Entry<String, Object> e : document.entrySet()) {
      copy.put(e.getKey(), stored(e.getValue()));
    }
    return copy;
  }

  private static @Nullable Object stored(@Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Double) {
      return value;
    }
    if (value instanceof Document document) {
      return stored(document);
    }
    if (value instanceof Collection<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      for (Object each : list) {
        copy.add(stored(each));
      }
      return copy;
    }
    if (value instanceof Binary binary && binary.getType() == 0) {
      return new BinData(binary.getData());
    }
    throw new IllegalArgumentException(
        "The store keeps no values of type " + value.getClass().getName());
  }

  static Document given(de.bwaldvogel.mongo.bson.Document document) {
    Document copy = new Document();
    for (Map.Entry<String, Object> e : document.entrySet()) {
      copy.put(e.getKey(), given(e.getValue()));
    }
    return copy;
  }

  private static @Nullable Object given(@Nullable Object value) {
    if (value instanceof de.bwaldvogel.mongo.bson.Document document) {
      return given(document);
    }
    if (value instanceof Collection<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      for (Object each : list) {
        copy.add(given(each));
      }
      return copy;
    }
    return value instanceof BinData binary ? new Binary(binary.getData()) : value;
  }

  static de.bwaldvogel.mongo.bson.Document stored(Where where) {
    if (where instanceof Where.Compared one) {
      Object value = stored(one.value());
      return switch (one.how()) {
        case IS -> document(one.field(), value);
        case ABOVE -> document(one.field(), document("$gt", value));
        case AT_LEAST -> document(one.field(), document("$gte", value));
        case BELOW -> document(one.field(), document("$lt", value));
        case AT_MOST -> document(one.field(), document("$lte", value));
      };
    }
    if (where instanceof Where.OneOf one) {
      return document(one.field(), document("$in", stored(one.values())));
    }
    if (where instanceof Where.Any any) {
      return document("$or", all(any.parts()));
    }
    List<Where> parts = ((Where.All) where).parts();
    return parts.isEmpty() ? new de.bwaldvogel.mongo.bson.Document() : document("$and", all(parts));
  }

  private static List<de.bwaldvogel.mongo.bson.Document> all(List<Where> parts) {
    List<de.bwaldvogel.mongo.bson.Document> all = new ArrayList<>(parts.size());
    parts.forEach(part -> all.add(stored(part)));
    return all;
  }

  static de.bwaldvogel.mongo.bson.Document stored(Change change) {
    de.bwaldvogel.mongo.bson.Document update = new de.bwaldvogel.mongo.bson.Document();
    for (Change.Step step : change.steps()) {
      String operator =
          switch (step.how()) {
            case SET -> "$set";
            case MAX -> "$max";
            case ADD -> "$inc";
          };
      ((de.bwaldvogel.mongo.bson.Document)
              update.computeIfAbsent(operator, o -> new de.bwaldvogel.mongo.bson.Document()))
          .put(step.field(), stored(step.value()));
    }
    return update;
  }

  static de.bwaldvogel.mongo.bson.@Nullable Document stored(Order order) {
    if (order.keys().isEmpty()) {
      return null;
    }
    de.bwaldvogel.mongo.bson.Document keys = new de.bwaldvogel.mongo.bson.Document();
    order.keys().forEach(key -> keys.put(key.field(), key.ascending() ? 1 : -1));
    return keys;
  }

  static de.bwaldvogel.mongo.bson.@Nullable Document fields(List<String> names) {
    if (names.isEmpty()) {
      return null;
    }
    de.bwaldvogel.mongo.bson.Document fields = new de.bwaldvogel.mongo.bson.Document();
    names.forEach(name -> fields.put(name, 1));
    return fields;
  }

  private static de.bwaldvogel.mongo.bson.Document document(String field, @Nullable Object value) {
    return new de.bwaldvogel.mongo.bson.Document(field, value);
  }
}
