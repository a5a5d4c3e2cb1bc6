package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an index promises: its fields in order, whether keys are unique, whether it is sparse. */
public record IndexDefinition(String name, List<Field> fields, boolean unique, boolean sparse) {

  /** A field of an index and its direction. */
  public record Field(String path, boolean ascending) {}

  /**
   * The keys of one document: which bytes stand in the index, and which fields held an array.
   *
   * @param arrays bit i is set when field i held an array
   */
  record Keys(SortedSet<byte[]> keys, long arrays) {}

  public IndexDefinition {
    fields = List.copyOf(fields);
    if (fields.isEmpty() || fields.size() > 32) {
      throw new IllegalArgumentException(
          "index " + name + " has " + fields.size() + " fields; give it 1 to 32");
    }
  }

  public static IndexDefinition of(
      String name, List<IndexKey> keys, boolean unique, boolean sparse) {
    return new IndexDefinition(
        name,
        keys.stream().map(k -> new Field(k.getKey(), k.isAscending())).toList(),
        unique,
        sparse);
  }

  public boolean isPrimary() {
    return fields.size() == 1 && fields.get(0).path().equals("_id");
  }

  boolean sameAs(IndexDefinition other) {
    return fields.equals(other.fields) && unique == other.unique && sparse == other.sparse;
  }

  /** The keys under which `document` stands in this index: none, one, or one for each element. */
  Keys keysOf(Document document) {
    int n = fields.size();
    @Nullable Object[] values = new Object[n];
    long arrays = 0;
    boolean present = false;
    for (int i = 0; i < n; i++) {
      String path = fields.get(i).path();
      Object value =
          path.indexOf('.') < 0
              ? document.getOrMissing(path)
              : Utils.getSubdocumentValueCollectionAware(document, path);
      values[i] = value;
      present |= !(value instanceof Missing);
      if (value instanceof Collection) {
        arrays |= 1L << i;
      }
    }
    SortedSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    if (sparse && !present) {
      return new Keys(keys, 0);
    }
    if (Long.bitCount(arrays) > 1) {
      refuseParallelArrays(document);
    }
    collect(values, 0, new byte[0], keys);
    return new Keys(keys, arrays);
  }

  private void collect(@Nullable Object[] values, int i, byte[] prefix, SortedSet<byte[]> keys) {
    if (i == values.length) {
      keys.add(prefix);
      return;
    }
    boolean ascending = fields.get(i).ascending();
    if (values[i] instanceof Collection<?> elements) {
      if (elements.isEmpty()) {
        byte[] next = new KeyBytes().addBytes(prefix).addEmptyArray(ascending).toBytes();
        collect(values, i + 1, next, keys);
      }
      for (Object element : elements) {
        byte[] next = new KeyBytes().addBytes(prefix).add(element, ascending).toBytes();
        collect(values, i + 1, next, keys);
      }
    } else {
      KeyBytes key = new KeyBytes().addBytes(prefix);
      int at = i;
      while (at < values.length && !(values[at] instanceof Collection)) {
        key.add(values[at], fields.get(at).ascending());
        at++;
      }
      collect(values, at, key.toBytes(), keys);
    }
  }

  /** Two fields may both hold arrays only when it is the same array that both look into. */
  private void refuseParallelArrays(Document document) {
    Set<String> arrayPaths = new LinkedHashSet<>();
    for (Field field : fields) {
      List<String> path = new ArrayList<>();
      for (String fragment : Utils.splitPath(field.path())) {
        path.add(fragment);
        String soFar = String.join(".", path);
        if (Utils.getSubdocumentValue(document, soFar) instanceof Collection) {
          arrayPaths.add(soFar);
          break;
        }
      }
    }
    if (arrayPaths.size() > 1) {
      throw new CannotIndexParallelArraysError(List.copyOf(arrayPaths));
    }
  }
}
