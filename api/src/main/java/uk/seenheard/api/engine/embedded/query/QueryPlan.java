package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which part of which index a query has to read, and in what order.
 *
 * <p>Equality and {@code $in} on the leading fields give points, a range on the field after them
 * gives both ends; what the index cannot say is left to the matcher. The rows come in the order of
 * the sort when the fields after the points are the sort's; several points are then merged.
 *
 * @param merged whether the spans must be merged to give the order, rather than read one after the
 *     other
 * @param complete whether every row between the ends is a match, so that counting needs no document
 * @param distinct whether a document can be met twice
 */
record QueryPlan(
    StoreIndex index,
    List<Span> spans,
    boolean descending,
    boolean sorted,
    boolean merged,
    boolean complete,
    boolean distinct) {
  private static final int MAX_POINTS = 1_000;
  private static final int MAX_MERGED = 200;

  /**
   * A part of an index: keys from `from` up to but not including `to`.
   *
   * @param shared how many leading bytes all its keys share
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Span(byte[] from, byte[] to, int shared) {}

  QueryPlan {
    spans = List.copyOf(spans);
  }

  /** The best plan that one of the indexes offers, or null when none helps. */
  static @Nullable QueryPlan of(
      @Nullable Document query, @Nullable Document orderBy, Collection<StoreIndex> indexes) {
    Condition.Conditions conditions = Condition.of(query);
    Map<String, Boolean> order = ascendingByField(orderBy);
    QueryPlan best = null;
    int bestScore = 0;
    for (StoreIndex index : indexes) {
      Candidate candidate = new Candidate(index, conditions, order);
      int score = candidate.score();
      if (score > bestScore) {
        best = candidate.plan();
        bestScore = score;
      }
    }
    return best;
  }

  /** The fields of a sort, and whether each goes up. */
  static Map<String, Boolean> ascendingByField(@Nullable Document orderBy) {
    Map<String, Boolean> order = new LinkedHashMap<>();
    if (orderBy != null) {
      orderBy.forEach(
          (field, way) -> {
            if (!(way instanceof Number n) || Math.abs(n.doubleValue()) != 1) {
              throw new MongoServerError(
                  15975, "Location15975", "A sort goes by 1 or -1, not otherwise, in " + field);
            }
            order.put(field, n.doubleValue() > 0);
          });
    }
    return order;
  }

  private static final class Candidate {
    private final StoreIndex index;
    private final Condition.Conditions conditions;
    private final Map<String, Boolean> order;
    private final List<IndexDefinition.Field> fields;

    private List<byte[]> prefixes = List.of(new byte[0]);
    private int pointFields;
    private @Nullable Condition range;
    private boolean excludesMissing;
    private boolean sorted;
    private boolean merged;
    private boolean descending;

    Candidate(StoreIndex index, Condition.Conditions conditions, Map<String, Boolean> order) {
      this.index = index;
      this.conditions = conditions;
      this.order = order;
      this.fields = index.definition().fields();
      points();
      if (pointFields < fields.size()) {
        Condition next = condition(pointFields);
        if (next != null && next.points() == null) {
          range = next;
          excludesMissing = true;
        }
      }
      order();
    }

    private @Nullable Condition condition(int i) {
      return conditions.byField().get(fields.get(i).path());
    }

    private void points() {
      while (pointFields < fields.size()) {
        Condition condition = condition(pointFields);
        if (condition == null || condition.points() == null) {
          return;
        }
        List<@Nullable Object> points = condition.points();
        if ((long) prefixes.size() * points.size() > MAX_POINTS) {
          return;
        }
        boolean ascending = fields.get(pointFields).ascending();
        TreeSet<byte[]> next = new TreeSet<>(Arrays::compareUnsigned);
        for (byte[] prefix : prefixes) {
          for (Object point : points) {
            next.add(new KeyBytes().addBytes(prefix).add(point, ascending).toBytes());
          }
        }
        prefixes = new ArrayList<>(next);
        excludesMissing |= !condition.admitsMissing();
        pointFields++;
      }
    }

    private void order() {
      if (order.isEmpty()) {
        sorted = true;
        return;
      }
      if (followsOrder(false)) {
        sorted = true;
      } else if (prefixes.size() <= MAX_MERGED && followsOrder(true)) {
        sorted = true;
        merged = true;
      }
    }

    /**
     * Whether the keys come in the asked order, with several points per leading field read one
     * after the other, or each seen as a constant of its own and merged.
     */
    private boolean followsOrder(boolean merging) {
      int at = 0;
      Boolean backwards = null;
      for (Map.Entry<String, Boolean> field : order.entrySet()) {
        Condition condition = conditions.byField().get(field.getKey());
        if (condition != null && condition.isSinglePoint() && !arrayAt(field.getKey())) {
          continue;
        }
        while (at < pointFields
            && (merging || isSingle(at))
            && !fields.get(at).path().equals(field.getKey())) {
          at++;
        }
        if (at >= fields.size()
            || !fields.get(at).path().equals(field.getKey())
            || index.holdsArrays(at)
            || (merging && at < pointFields)) {
          return false;
        }
        boolean opposite = fields.get(at).ascending() != field.getValue();
        if (backwards != null && backwards != opposite) {
          return false;
        }
        backwards = opposite;
        at++;
      }
      descending = backwards != null && backwards;
      return true;
    }

    private boolean isSingle(int i) {
      Condition condition = condition(i);
      return condition != null && condition.isSinglePoint();
    }

    private boolean arrayAt(String path) {
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).path().equals(path)) {
          return index.holdsArrays(i);
        }
      }
      return true; // not in this index: nothing is known about it
    }

    int score() {
      boolean helps = pointFields > 0 || range != null || (!order.isEmpty() && sorted);
      if (!helps || (index.definition().sparse() && !excludesMissing)) {
        return 0;
      }
      boolean oneDocument = index.definition().unique() && pointFields == fields.size();
      return 1
          + (oneDocument ? 100 : 0)
          + 8 * pointFields
          + (range != null ? 4 : 0)
          + (sorted ? 3 : 0);
    }

    QueryPlan plan() {
      List<Span> spans = new ArrayList<>();
      for (byte[] prefix : prefixes) {
        spans.add(range == null ? span(prefix, prefix, null) : ranged(prefix, range));
      }
      boolean arraysBeyondPoints = false;
      for (int i = pointFields; i < fields.size(); i++) {
        arraysBeyondPoints |= index.holdsArrays(i);
      }
      int used = pointFields + (range != null ? 1 : 0);
      boolean complete =
          conditions.complete()
              && used == conditions.byField().size()
              && (spans.size() == 1 || !index.holdsArrays())
              && !(range != null && index.holdsArrays(pointFields));
      return new QueryPlan(
          index,
          spans,
          descending,
          sorted,
          merged && spans.size() > 1,
          complete,
          arraysBeyondPoints || (spans.size() > 1 && index.holdsArrays()));
    }

    private Span ranged(byte[] prefix, Condition range) {
      boolean ascending = fields.get(pointFields).ascending();
      Condition.Bound lower = range.lower();
      Condition.Bound upper = range.upper();
      if (lower != null && upper != null && index.holdsArrays(pointFields)) {
        upper = null; // one element may meet the lower end, another the upper
      }
      Object any = lower != null ? lower.value() : upper == null ? null : upper.value();
      byte[] type = new KeyBytes().addBytes(prefix).addType(any, ascending).toBytes();
      byte[] from = type;
      byte[] to = KeyBytes.after(type);
      Condition.Bound first = ascending ? lower : upper;
      Condition.Bound last = ascending ? upper : lower;
      if (first != null) {
        byte[] key = new KeyBytes().addBytes(prefix).add(first.value(), ascending).toBytes();
        from = first.inclusive() ? key : KeyBytes.after(key);
      }
      if (last != null) {
        byte[] key = new KeyBytes().addBytes(prefix).add(last.value(), ascending).toBytes();
        to = last.inclusive() ? KeyBytes.after(key) : key;
      }
      return span(prefix, from, to);
    }

    private static Span span(byte[] prefix, byte[] from, byte @Nullable [] to) {
      return new Span(from, to == null ? KeyBytes.after(prefix) : to, prefix.length);
    }
  }
}
