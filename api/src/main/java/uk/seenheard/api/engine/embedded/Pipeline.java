package uk.seenheard.api.engine.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation whose leading stages the indexes answer: {@code $match}, then {@code $sort},
 * {@code $skip} and {@code $limit} become a query; the rest runs on what it finds.
 */
final class Pipeline {
  private final @Nullable Document match;
  private final @Nullable Document sort;
  private final int skip;
  private final int limit;
  private final List<Document> rest;
  private final Aggregation aggregation;

  private Pipeline(
      @Nullable Document match,
      @Nullable Document sort,
      int skip,
      int limit,
      List<Document> rest,
      Aggregation aggregation) {
    this.match = match;
    this.sort = sort;
    this.skip = skip;
    this.limit = limit;
    this.rest = rest;
    this.aggregation = aggregation;
  }

  static Pipeline of(Document command, MongoDatabase database, DatabaseResolver resolver) {
    List<Document> stages = Aggregation.parse(command.get("pipeline"));
    // Read as a whole first, so that a mistake in any stage is named before anything runs.
    Aggregation.fromPipeline(stages, resolver, database, null, NoopOplog.get())
        .validate(new Document("cursor", command.containsKey("cursor") ? new Document() : null));
    int at = 0;
    List<Object> matches = new ArrayList<>();
    while (at < stages.size() && stages.get(at).get("$match") instanceof Document m) {
      matches.add(m);
      at++;
    }
    Document sort = null;
    if (at < stages.size() && stages.get(at).get("$sort") instanceof Document s) {
      sort = s;
      at++;
    }
    int skip = 0;
    if (at < stages.size() && stages.get(at).get("$skip") instanceof Number n) {
      skip = (int) Math.min(Integer.MAX_VALUE, n.longValue());
      at++;
    }
    int limit = 0;
    if (at < stages.size()
        && stages.get(at).get("$limit") instanceof Number n
        && n.longValue() > 0
        && n.longValue() < Integer.MAX_VALUE) {
      limit = n.intValue();
      at++;
    }
    Document match =
        matches.isEmpty()
            ? null
            : matches.size() == 1 ? (Document) matches.get(0) : new Document("$and", matches);
    List<Document> rest = stages.subList(at, stages.size());
    return new Pipeline(
        match,
        sort,
        skip,
        limit,
        rest,
        Aggregation.fromPipeline(rest, resolver, database, null, NoopOplog.get()));
  }

  Iterator<Row> run(@Nullable StoreCollection collection) {
    if (collection == null) {
      return List.<Row>of().iterator();
    }
    String counted = countedField();
    if (counted != null) {
      long n = Math.max(0, collection.count(match) - skip);
      n = limit > 0 ? Math.min(limit, n) : n;
      return n == 0
          ? List.<Row>of().iterator()
          : List.of(row(new Document("_id", groupId()).append(counted, number(n)))).iterator();
    }
    Iterator<Row> rows = collection.rows(match, sort, skip, limit, null);
    if (rest.isEmpty()) {
      return rows;
    }
    var documents =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
            .map(Row::document);
    try {
      return aggregation.runStages(documents).stream().map(Pipeline::row).iterator();
    } catch (MongoServerError e) {
      throw new MongoServerError(
          e.getCode(),
          e.getCodeName(),
          "PlanExecutor error during aggregation :: caused by :: "
              + e.getMessageWithoutErrorCode());
    }
  }

  /** The field of a pipeline that only counts: {$group: {_id: constant, field: {$sum: 1}}}. */
  private @Nullable String countedField() {
    if (sort != null
        || rest.size() != 1
        || !(rest.get(0).get("$group") instanceof Document group)) {
      return null;
    }
    Object id = group.get("_id");
    if (group.size() != 2 || !group.containsKey("_id") || !(id == null || id instanceof Number)) {
      return null;
    }
    for (Map.Entry<String, Object> e : group.entrySet()) {
      if (!e.getKey().equals("_id")
          && e.getValue() instanceof Document sum
          && sum.size() == 1
          && sum.get("$sum") instanceof Integer one
          && one == 1) {
        return e.getKey();
      }
    }
    return null;
  }

  private @Nullable Object groupId() {
    return Fields.document(rest.get(0), "$group").get("_id");
  }

  private static Number number(long n) {
    return n <= Integer.MAX_VALUE ? (Number) (int) n : (Number) n;
  }

  private static Row row(Document document) {
    return new Row(new byte[0], 0, document, StoredBytes.encode(document, 0).length);
  }
}
