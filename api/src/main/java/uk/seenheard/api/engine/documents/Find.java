package uk.seenheard.api.engine.documents;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * A question for documents of a collection.
 *
 * @param limit how many at most; 0 for all, of which there may be {@link Documents#MAX_READ}
 * @param fields which of their fields, beside {@code _id}; none named means all
 */
public record Find(Documents of, Where where, Order order, int limit, List<String> fields) {
  /** Refuses a limit that is none. */
  public Find {
    fields = List.copyOf(fields);
    if (limit < 0) {
      throw new IllegalArgumentException("a limit of " + limit);
    }
  }

  /** In this order. */
  public Find sort(Order by) {
    return new Find(of, where, by, limit, fields);
  }

  /** So many at most. */
  public Find limit(int most) {
    return new Find(of, where, order, most, fields);
  }

  /** Only these fields. */
  public Find only(String... names) {
    return new Find(of, where, order, limit, List.of(names));
  }

  /** The answer. */
  public Future<List<Document>> list() {
    return of.read(this);
  }

  /** The first of the answer, or none. */
  public Future<Optional<Document>> first() {
    return of.read(limit(1)).map(found -> found.stream().findFirst());
  }
}
