package uk.seenheard.api.engine.documents;

import java.util.ArrayList;
import java.util.List;

/** An order of documents by fields: of an answer, or of an index's keys. */
public record Order(List<Key> keys) {
  /** As they come. */
  public static final Order NONE = new Order(List.of());

  /** A field and its direction. */
  public record Key(String field, boolean ascending) {}

  /** Copies the keys. */
  public Order {
    keys = List.copyOf(keys);
  }

  /** The lowest first. */
  public static Order ascending(String... fields) {
    return NONE.with(true, fields);
  }

  /** The highest first. */
  public static Order descending(String... fields) {
    return NONE.with(false, fields);
  }

  /** Where these are the same, the lowest of others first. */
  public Order thenAscending(String... fields) {
    return with(true, fields);
  }

  /** Where these are the same, the highest of others first. */
  public Order thenDescending(String... fields) {
    return with(false, fields);
  }

  private Order with(boolean ascending, String... fields) {
    List<Key> all = new ArrayList<>(keys);
    for (String field : fields) {
      all.add(new Key(field, ascending));
    }
    return new Order(all);
  }
}
