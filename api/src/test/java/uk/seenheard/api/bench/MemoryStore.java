package uk.seenheard.api.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.WritableRows;

/**
 * A handset's store in memory, so that eighteen hundred handsets of one process do not share one
 * disk. A transaction that fails ends the run; nothing is taken back.
 */
final class MemoryStore implements Store {
  private final Map<Space, TreeMap<String, byte[]>> spaces = new EnumMap<>(Space.class);

  MemoryStore() {
    for (Space space : Space.values()) {
      spaces.put(space, new TreeMap<>());
    }
  }

  /** Takes over the forms that another handset has fetched. */
  synchronized void formsOf(MemoryStore other) {
    spaces.get(Space.FORM).putAll(other.spaces.get(Space.FORM));
  }

  @Override
  public synchronized <T> T read(Function<Rows, T> reading) {
    return reading.apply(new Memory());
  }

  @Override
  public synchronized <T> T write(Function<WritableRows, T> writing) {
    return writing.apply(new Memory());
  }

  @Override
  public void scrub() {}

  @Override
  public void close() {}

  private final class Memory implements WritableRows {
    @Override
    public void put(Space space, String key, byte[] value) {
      spaces.get(space).put(key, value);
    }

    @Override
    public void delete(Space space, String key) {
      spaces.get(space).remove(key);
    }

    @Override
    public Optional<byte[]> get(Space space, String key) {
      return Optional.ofNullable(spaces.get(space).get(key));
    }

    @Override
    public List<Row> scan(Space space, String prefix, String after, int limit) {
      List<Row> found = new ArrayList<>();
      for (Map.Entry<String, byte[]> row : from(space, prefix, after).entrySet()) {
        if (found.size() >= limit || !row.getKey().startsWith(prefix)) {
          break;
        }
        found.add(new Row(row.getKey(), row.getValue()));
      }
      return found;
    }

    @Override
    public List<String> keys(Space space, String prefix, String after, int limit) {
      return scan(space, prefix, after, limit).stream().map(Row::key).toList();
    }

    @Override
    public long count(Space space, String prefix) {
      return from(space, prefix, "").keySet().stream().takeWhile(k -> k.startsWith(prefix)).count();
    }

    private Map<String, byte[]> from(Space space, String prefix, String after) {
      boolean begun = after.compareTo(prefix) >= 0 && !after.isEmpty();
      return spaces.get(space).tailMap(begun ? after : prefix, !begun);
    }
  }
}
