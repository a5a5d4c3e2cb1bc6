package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.embedded.pages.Catalogue;
import uk.seenheard.api.engine.embedded.pages.PageStore;

/** An ordered index in the page store: key bytes, with the position as suffix unless unique. */
public final class StoreIndex extends Index<Long> {
  private final PageStore store;
  private final long table;
  private final long documents;
  private final IndexDefinition definition;
  private volatile long arrays;
  private long arraysKeptAt = -1;

  public StoreIndex(
      PageStore store,
      Catalogue.Table table,
      long documents,
      List<IndexKey> keys,
      IndexDefinition definition) {
    super(definition.name(), keys, definition.sparse());
    this.store = store;
    this.table = table.id();
    this.documents = documents;
    this.arrays = table.arrays();
    this.definition = definition;
  }

  public IndexDefinition definition() {
    return definition;
  }

  long table() {
    return table;
  }

  /** The table of the documents that it leads to. */
  long documents() {
    return documents;
  }

  /** Whether field `i` has ever held an array: its keys then say less about a document's order. */
  boolean holdsArrays(int i) {
    return (arrays >> i & 1) != 0;
  }

  boolean holdsArrays() {
    return arrays != 0;
  }

  /** The key as it stands in the index. */
  byte[] stored(byte[] key, long position) {
    return definition.unique() ? key : new KeyBytes().addBytes(key).addPosition(position).toBytes();
  }

  /** Throws when a key of the document is taken by another position than `own`. */
  void check(SortedSet<byte[]> keys, long own, MongoCollection<Long> collection) {
    if (!definition.unique()) {
      return;
    }
    for (byte[] key : keys) {
      Long holder = store.pages().positionOf(table, key);
      if (holder != null && holder != own) {
        // The values stay out of the message: they may name a person, and messages get logged.
        throw new DuplicateKeyError(
            collection,
            getName()
                + " dup key: "
                + definition.fields().stream()
                    .map(f -> f.path() + ": ?")
                    .collect(Collectors.joining(", ", "{ ", " }")));
      }
    }
  }

  void add(IndexDefinition.Keys keys, long position) {
    for (byte[] key : keys.keys()) {
      store.pages().addKey(table, stored(key, position), position);
    }
    if (keys.arrays() != 0 && ((keys.arrays() & ~arrays) != 0 || arraysKeptAt != store.undone())) {
      // Never taken back in memory, it only makes the planner more careful; but a command that is
      // undone takes it back in the file, hence the second condition.
      arrays |= keys.arrays();
      arraysKeptAt = store.undone();
      Catalogue.arrays(store.pages(), table, arrays);
    }
  }

  void removeKeys(Document document, long position) {
    for (byte[] key : definition.keysOf(document).keys()) {
      store.pages().removeKey(table, stored(key, position));
    }
  }

  @Override
  public @Nullable Long getPosition(Document document) {
    if (!definition.isPrimary()) {
      return null; // the primary key alone answers
    }
    return store.pages().positionOf(table, definition.keysOf(document).keys().first());
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Long> collection) {
    check(definition.keysOf(document).keys(), -1, collection);
  }

  @Override
  public void add(Document document, Long position, MongoCollection<Long> collection) {
    add(definition.keysOf(document), position);
  }

  @Override
  public @Nullable Long remove(Document document) {
    throw new UnsupportedOperationException("the collection removes keys by position");
  }

  @Override
  public boolean canHandle(Document query) {
    return false; // the collection plans its queries itself
  }

  @Override
  public Iterable<Long> getPositions(Document query) {
    throw new UnsupportedOperationException("the collection plans its queries itself");
  }

  @Override
  public long getCount() {
    return store.pages().number("SELECT count(*) FROM x" + table);
  }

  @Override
  public boolean isEmpty() {
    return store.pages().number("SELECT EXISTS(SELECT 1 FROM x" + table + ")") == 0;
  }

  @Override
  public long getDataSize() {
    return 0;
  }

  @Override
  public void checkUpdate(Document old, Document changed, MongoCollection<Long> collection) {
    if (!definition.unique()) {
      definition.keysOf(changed); // refuses values that cannot be indexed before anything changes
      return;
    }
    SortedSet<byte[]> before = definition.keysOf(old).keys();
    SortedSet<byte[]> after = definition.keysOf(changed).keys();
    after.removeAll(before);
    check(after, -1, collection);
  }

  @Override
  public void updateInPlace(
      Document old, Document changed, Long position, MongoCollection<Long> collection) {
    IndexDefinition.Keys before = definition.keysOf(old);
    IndexDefinition.Keys after = definition.keysOf(changed);
    for (byte[] key : before.keys()) {
      if (!after.keys().contains(key)) {
        store.pages().removeKey(table, stored(key, position));
      }
    }
    after.keys().removeAll(before.keys());
    add(after, position);
  }

  @Override
  public void drop() {
    Catalogue.drop(store.pages(), table, true);
  }

  @Override
  public boolean isUnique() {
    return definition.unique();
  }

  @Override
  public boolean hasSameOptions(Index<?> other) {
    return other instanceof StoreIndex o && definition.sameAs(o.definition);
  }
}
