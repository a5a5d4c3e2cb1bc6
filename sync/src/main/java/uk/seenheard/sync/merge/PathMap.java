package uk.seenheard.sync.merge;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.FieldPath;

/**
 * A map by path, in order, that never changes: putting gives another map, which shares with this
 * one all but the one leaf that holds the path. So a record can be read after every change without
 * copying what the change did not touch.
 */
final class PathMap<V> extends AbstractMap<FieldPath, V> {
  private static final int LEAF = 32;
  private static final PathMap<?> NONE = new PathMap<>(new FieldPath[0][], new Object[0][], 0);

  private final FieldPath[][] paths;
  private final Object[][] values;
  private final int size;

  private PathMap(FieldPath[][] paths, Object[][] values, int size) {
    this.paths = paths;
    this.values = values;
    this.size = size;
  }

  /** The map without anything. */
  @SuppressWarnings("unchecked") // nothing is in it
  static <V> PathMap<V> none() {
    return (PathMap<V>) NONE;
  }

  /** This map with a value under a path. */
  PathMap<V> with(FieldPath path, V value) {
    if (size == 0) {
      return new PathMap<>(new FieldPath[][] {{path}}, new Object[][] {{value}}, 1);
    }
    int leaf = leaf(path);
    int at = Arrays.binarySearch(paths[leaf], path);
    if (at >= 0) {
      Object[] changed = values[leaf].clone();
      changed[at] = value;
      Object[][] others = values.clone();
      others[leaf] = changed;
      return new PathMap<>(paths, others, size);
    }
    FieldPath[] morePaths = inserted(paths[leaf], -at - 1, path, new FieldPath[0]);
    Object[] moreValues = inserted(values[leaf], -at - 1, value, new Object[0]);
    if (morePaths.length <= LEAF) {
      FieldPath[][] allPaths = paths.clone();
      Object[][] allValues = values.clone();
      allPaths[leaf] = morePaths;
      allValues[leaf] = moreValues;
      return new PathMap<>(allPaths, allValues, size + 1);
    }
    int half = morePaths.length / 2;
    FieldPath[][] allPaths = inserted(paths, leaf, morePaths, new FieldPath[0][]);
    Object[][] allValues = inserted(values, leaf, moreValues, new Object[0][]);
    allPaths[leaf] = Arrays.copyOfRange(morePaths, 0, half);
    allPaths[leaf + 1] = Arrays.copyOfRange(morePaths, half, morePaths.length);
    allValues[leaf] = Arrays.copyOfRange(moreValues, 0, half);
    allValues[leaf + 1] = Arrays.copyOfRange(moreValues, half, moreValues.length);
    return new PathMap<>(allPaths, allValues, size + 1);
  }

  private static <T> T[] inserted(T[] items, int at, T item, T[] kind) {
    T[] more = Arrays.copyOf(kind, items.length + 1);
    System.arraycopy(items, 0, more, 0, at);
    more[at] = item;
    System.arraycopy(items, at, more, at + 1, items.length - at);
    return more;
  }

  /** The last leaf that begins at or before a path, or the first. */
  private int leaf(FieldPath path) {
    int low = 0;
    int high = paths.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (paths[middle][0].compareTo(path) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  @SuppressWarnings("unchecked") // only with() puts values in
  public @Nullable V get(@Nullable Object key) {
    if (!(key instanceof FieldPath) || size == 0) {
      return null;
    }
    FieldPath path = (FieldPath) key;
    int leaf = leaf(path);
    int at = Arrays.binarySearch(paths[leaf], path);
    return at < 0 ? null : (V) values[leaf][at];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Set<Map.Entry<FieldPath, V>> entrySet() {
    return new AbstractSet<Map.Entry<FieldPath, V>>() {
      @Override
      public Iterator<Map.Entry<FieldPath, V>> iterator() {
        return new Walk();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private final class Walk implements Iterator<Map.Entry<FieldPath, V>> {
    private int leaf;
    private int at;

    @Override
    public boolean hasNext() {
      return leaf < paths.length;
    }

    @Override
    @SuppressWarnings("unchecked") // only with() puts values in
    public Map.Entry<FieldPath, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Map.Entry<FieldPath, V> entry =
          new AbstractMap.SimpleImmutableEntry<>(paths[leaf][at], (V) values[leaf][at]);
      if (++at == paths[leaf].length) {
        leaf++;
        at = 0;
      }
      return entry;
    }
  }
}
