package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of one field, as far as an ordered index can answer it: one of some points, or
 * a range within one type.
 *
 * <p>A condition may promise too much, never too little: the query engine's matcher looks at every
 * candidate again.
 */
record Condition(
    @Nullable List<@Nullable Object> points, @Nullable Bound lower, @Nullable Bound upper) {

  /** One end of a range. */
  record Bound(Object value, boolean inclusive) {}

  /**
   * The conditions of a query by field.
   *
   * @param complete whether the conditions say all that the query says
   */
  record Conditions(Map<String, Condition> byField, boolean complete) {}

  private static final class Reading {
    private final Map<String, Condition> byField = new LinkedHashMap<>();
    private boolean complete = true;

    private void read(Document query) {
      for (Map.Entry<String, Object> e : query.entrySet()) {
        String key = e.getKey();
        if (key.equals("$and") && e.getValue() instanceof Collection<?> parts) {
          for (Object part : parts) {
            if (part instanceof Document d) {
              read(d);
            }
          }
        } else if (key.startsWith("$")) {
          complete &= key.equals("$comment");
        } else {
          field(key, e.getValue());
        }
      }
    }

    private void field(String field, @Nullable Object value) {
      if (value instanceof Document d && isOperators(d)) {
        for (Map.Entry<String, Object> e : d.entrySet()) {
          operator(field, e.getKey(), e.getValue());
        }
      } else if (value instanceof BsonRegularExpression || value instanceof Collection) {
        complete = false;
      } else {
        points(field, Collections.singletonList(value));
      }
    }

    private void operator(String field, String operator, @Nullable Object value) {
      switch (operator) {
        case "$eq" -> {
          if (value instanceof BsonRegularExpression || value instanceof Collection) {
            complete = false;
          } else {
            points(field, Collections.singletonList(value));
          }
        }
        case "$in" -> {
          if (value instanceof Collection<?> values
              && values.stream()
                  .noneMatch(v -> v instanceof BsonRegularExpression || v instanceof Collection)) {
            points(field, new ArrayList<>(values));
          } else {
            complete = false;
          }
        }
        case "$gt" -> range(field, value, false, true);
        case "$gte" -> range(field, value, true, true);
        case "$lt" -> range(field, value, false, false);
        case "$lte" -> range(field, value, true, false);
        default -> complete = false;
      }
    }

    private void points(String field, List<@Nullable Object> points) {
      for (Object point : points) {
        if (!KeyBytes.ordered(point)) {
          complete = false;
          return;
        }
        complete &= isPlain(point);
      }
      Condition known = byField.get(field);
      if (known == null) {
        byField.put(field, new Condition(points, null, null));
        return;
      }
      complete = false;
      if (known.points == null || known.points.size() > points.size()) {
        byField.put(field, new Condition(points, null, null));
      }
    }

    private void range(String field, @Nullable Object value, boolean inclusive, boolean isLower) {
      if (value == null
          || value instanceof Missing
          || value instanceof MinKey
          || value instanceof MaxKey
          || value instanceof BsonRegularExpression
          || value instanceof Collection
          || !KeyBytes.ordered(value)) {
        complete = false;
        return;
      }
      complete &= value instanceof Number || value instanceof Instant;
      Bound bound = new Bound(value, inclusive);
      Condition known = byField.get(field);
      if (known == null) {
        byField.put(field, new Condition(null, isLower ? bound : null, isLower ? null : bound));
      } else if (known.points == null && (isLower ? known.lower : known.upper) == null) {
        Bound other = isLower ? known.upper : known.lower;
        // Ends of two types: nothing can meet both, but much lies between their keys.
        complete &= other != null && other.value instanceof Number == value instanceof Number;
        byField.put(
            field,
            new Condition(null, isLower ? bound : known.lower, isLower ? known.upper : bound));
      } else {
        complete = false;
      }
    }
  }

  static Conditions of(@Nullable Document query) {
    Reading reading = new Reading();
    if (query != null) {
      reading.read(query);
    }
    return new Conditions(reading.byField, reading.complete);
  }

  static boolean isOperators(Document value) {
    return !value.isEmpty() && value.keySet().iterator().next().startsWith("$");
  }

  /** Whether equal keys mean equal values and nothing else matches. */
  private static boolean isPlain(@Nullable Object point) {
    return point instanceof String
        || point instanceof Number
        || point instanceof Instant
        || point instanceof Boolean
        || point instanceof ObjectId
        || point instanceof UUID
        || point instanceof BinData;
  }

  boolean isSinglePoint() {
    return points != null && points.size() == 1;
  }

  /** Whether a document without the field can meet the condition. */
  boolean admitsMissing() {
    return points != null && points.stream().anyMatch(p -> p == null || p instanceof Missing);
  }
}
