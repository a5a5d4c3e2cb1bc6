package uk.seenheard.handset.core.store.log;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;

/** All rows, in memory, with the steps of the transaction under way and what takes them back. */
final class LogRows implements WritableRows {
  private final Map<Space, NavigableMap<String, byte[]>> spaces = new EnumMap<>(Space.class);
  private final Steps steps = new Steps();
  private final List<Letting> takeBack = new ArrayList<>();
  private boolean stale;

  LogRows() {
    for (Space space : Space.values()) {
      spaces.put(space, new TreeMap<>(Keys::compare));
    }
  }

  private NavigableMap<String, byte[]> rows(Space space) {
    NavigableMap<String, byte[]> rows = spaces.get(space);
    if (rows == null) {
      throw new IllegalStateException("every space has its rows");
    }
    return rows;
  }

  /** The steps since the last keeping, as a frame's content. */
  byte[] steps() {
    return steps.toArray();
  }

  boolean isChanged() {
    return !takeBack.isEmpty();
  }

  /** Lets what the transaction did stand. */
  void keep() {
    takeBack.clear();
    steps.clear();
  }

  /** Takes back what the transaction did. */
  void undo() {
    for (int i = takeBack.size() - 1; i >= 0; i--) {
      takeBack.get(i).go();
    }
    keep();
  }

  /** Does what a frame says. */
  void replay(byte[] frame) {
    Steps.read(
        frame,
        (space, key, value) -> {
          byte[] before = value == null ? rows(space).remove(key) : rows(space).put(key, value);
          stale |= before != null;
        });
  }

  /** Whether frames that were replayed hold what no longer stands. */
  boolean isAnythingStale() {
    return stale;
  }

  /** Everything that stands, as frames' contents of no more than about that many bytes each. */
  void frames(int bytes, Consumer<byte[]> frame) {
    Steps all = new Steps();
    spaces.forEach(
        (space, rows) ->
            rows.forEach(
                (key, value) -> {
                  all.put(space, key, value);
                  if (all.length() > bytes) {
                    frame.accept(all.toArray());
                    all.clear();
                  }
                }));
    if (all.length() > 0) {
      frame.accept(all.toArray());
    }
  }

  @Override
  public Optional<byte[]> get(Space space, String key) {
    return Optional.ofNullable(rows(space).get(key)).map(byte[]::clone);
  }

  @Override
  public List<Row> scan(Space space, String prefix, String after, int limit) {
    return page(space, prefix, after, limit, (key, value) -> new Row(key, value.clone()));
  }

  @Override
  public List<String> keys(Space space, String prefix, String after, int limit) {
    return page(space, prefix, after, limit, (key, value) -> key);
  }

  private <T> List<T> page(
      Space space, String prefix, String after, int limit, BiFunction<String, byte[], T> reading) {
    List<T> page = new ArrayList<>();
    for (Map.Entry<String, byte[]> row : from(space, prefix, after).entrySet()) {
      if (page.size() >= Math.min(limit, Rows.MAX_ROWS) || !row.getKey().startsWith(prefix)) {
        break;
      }
      page.add(reading.apply(row.getKey(), row.getValue()));
    }
    return page;
  }

  private Map<String, byte[]> from(Space space, String prefix, String after) {
    return Keys.compare(after, prefix) < 0
        ? rows(space).tailMap(prefix, true)
        : rows(space).tailMap(after, after.isEmpty());
  }

  @Override
  public long count(Space space, String prefix) {
    if (prefix.isEmpty()) {
      return rows(space).size();
    }
    long count = 0;
    for (String key : rows(space).tailMap(prefix, true).keySet()) {
      if (!key.startsWith(prefix)) {
        break;
      }
      count++;
    }
    return count;
  }

  @Override
  public void put(Space space, String key, byte[] value) {
    byte[] own = value.clone();
    remember(space, key, rows(space).put(key, own));
    steps.put(space, key, own);
  }

  @Override
  public void delete(Space space, String key) {
    byte[] before = rows(space).remove(key);
    if (before != null) {
      remember(space, key, before);
      steps.delete(space, key);
    }
  }

  private void remember(Space space, String key, byte @Nullable [] before) {
    takeBack.add(
        () -> {
          if (before == null) {
            rows(space).remove(key);
          } else {
            rows(space).put(key, before);
          }
        });
  }
}
