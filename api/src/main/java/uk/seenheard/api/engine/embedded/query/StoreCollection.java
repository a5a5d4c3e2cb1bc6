package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.IndexKeySpecsConflictException;
import de.bwaldvogel.mongo.exception.InvalidIdFieldError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.embedded.pages.Catalogue;
import uk.seenheard.api.engine.embedded.pages.PageStore;
import uk.seenheard.api.engine.embedded.pages.Row;
import uk.seenheard.api.engine.embedded.pages.StoreFailure;
import uk.seenheard.api.engine.embedded.pages.StoredBytes;
import uk.seenheard.api.engine.embedded.pages.Tallies;

/** A collection whose documents and index keys stand in the page store. */
public final class StoreCollection extends AbstractMongoCollection<Long> {
  /** So many candidates are kept as documents while a command changes them, more as positions. */
  private static final int KEPT_DOCUMENTS = 64;

  private final PageStore store;
  private final long table;
  private final Tallies.Tally tally;
  private long lastPosition;
  private boolean firstOnly;
  private volatile List<StoreIndex> indexes = List.of();

  public StoreCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      CursorRegistry cursors,
      PageStore store,
      Catalogue.Table table) {
    super(database, name, options, cursors);
    this.store = store;
    this.table = table.id();
    this.tally = new Tallies.Tally(table);
    this.lastPosition = store.pages().lastPosition(table.id());
  }

  long table() {
    return table;
  }

  boolean isSystem() {
    return getCollectionName().startsWith("system.");
  }

  public List<StoreIndex> storeIndexes() {
    return indexes;
  }

  /** Readers work with the list while the writer may be changing it: each change is a new list. */
  private void publishIndexes() {
    List<StoreIndex> own = new ArrayList<>();
    for (Index<Long> index : getIndexes()) {
      own.add((StoreIndex) index);
    }
    indexes = List.copyOf(own);
  }

  // --- reading ---

  /** The documents that match, in order, read as the caller goes on. */
  public Iterator<Row> rows(
      @Nullable Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      @Nullable StoreIndex hint) {
    boolean natural = orderBy != null && orderBy.containsKey("$natural");
    Document order = orderBy == null || orderBy.isEmpty() || natural ? null : orderBy;
    QueryPlan plan =
        natural ? null : QueryPlan.of(query, order, hint == null ? storeIndexes() : List.of(hint));
    int wanted = limit <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (long) skip + limit);
    int expected = wanted > 0 ? Math.min(wanted, 256) : 32;
    Iterator<Row> rows;
    if (plan != null) {
      rows = RowScan.ofPlan(store, plan, table, expected);
    } else {
      if (!isSystem()) {
        store.scans().scan(getFullName(), query, orderBy);
      }
      rows = RowScan.ofCollection(store, table, isNaturalDescending(orderBy), 256);
    }
    if (query != null && !query.isEmpty() && (plan == null || !plan.complete())) {
      rows = new Matching(rows, row -> documentMatchesQuery(row.document(), query));
    }
    if (order != null && (plan == null || !plan.sorted())) {
      if (!isSystem()) {
        store.scans().sort(getFullName(), query, orderBy);
      }
      rows = SortedRows.of(rows, QueryPlan.ascendingByField(order), wanted);
    }
    return skip > 0 || limit > 0 ? new Window(rows, skip, limit) : rows;
  }

  /** A document as a projection leaves it. */
  public Document project(Document document, @Nullable Document projection) {
    if (projection == null || projection.isEmpty()) {
      return document;
    }
    return matchDocumentsFromStream(Stream.of(document), new Document(), null, 0, 0, 0, projection)
        .iterator()
        .next();
  }

  @Override
  protected QueryResult queryDocuments(
      Document query,
      @Nullable Document orderBy,
      int numberToSkip,
      int limit,
      int batchSize,
      @Nullable Document fieldSelector) {
    if (!store.writing()) {
      return new QueryResult(
          (Iterable<Document>)
              () -> documents(rows(query, orderBy, numberToSkip, Math.max(0, limit), null)));
    }
    // A command that changes documents must not meet its own changes: it looks first, then acts.
    int wanted = limit <= 0 && firstOnly ? 1 : Math.max(0, limit);
    List<Document> first = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    Iterator<Row> rows = rows(query, orderBy, numberToSkip, wanted, null);
    while (rows.hasNext()) {
      Row row = rows.next();
      if (first.size() < KEPT_DOCUMENTS) {
        first.add(row.document());
      } else {
        positions.add(row.position());
      }
    }
    if (positions.isEmpty()) {
      return new QueryResult(first);
    }
    return new QueryResult(
        (Iterable<Document>)
            () ->
                Stream.concat(first.stream(), positions.stream().map(this::getDocument))
                    .iterator());
  }

  private static Iterator<Document> documents(Iterator<Row> rows) {
    Spliterator<Row> each = Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED);
    return StreamSupport.stream(each, false).map(Row::document).iterator();
  }

  @Override
  protected QueryResult matchDocuments(
      Document query,
      @Nullable Document orderBy,
      int numberToSkip,
      int numberToReturn,
      int batchSize,
      @Nullable Document fieldSelector) {
    return queryDocuments(query, orderBy, numberToSkip, numberToReturn, batchSize, fieldSelector);
  }

  @Override
  protected Document getDocument(Long position) {
    Document document = store.pages().document(table, position);
    if (document == null) {
      throw new StoreFailure(
          StoreFailure.Kind.DAMAGED,
          "The document at position "
              + position
              + " of "
              + getFullName()
              + " is missing in the store's file; stop the server and restore a backup");
    }
    return document;
  }

  @Override
  protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
    Iterator<Row> rows = RowScan.ofCollection(store, table, false, 256);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
        .map(row -> new DocumentWithPosition<>(row.document(), row.position()));
  }

  @Override
  public int count() {
    return (int) Math.min(Integer.MAX_VALUE, tally.documents(store.writing()));
  }

  @Override
  public int count(@Nullable Document query, int skip, int limit) {
    long count = count(query);
    count = Math.max(0, count - Math.max(0, skip));
    return (int) Math.min(Integer.MAX_VALUE, limit > 0 ? Math.min(limit, count) : count);
  }

  /**
   * How many documents match: from the counter, from the index alone where it says all, or read.
   */
  long count(@Nullable Document query) {
    if (query == null || query.isEmpty()) {
      return tally.documents(store.writing());
    }
    QueryPlan plan = QueryPlan.of(query, null, storeIndexes());
    long count = 0;
    if (plan != null && plan.complete()) {
      for (QueryPlan.Span span : plan.spans()) {
        store.pages().checkDeadline();
        count += store.pages().count(plan.index().table(), span.from(), span.to(), plan.distinct());
      }
      return count;
    }
    Iterator<Row> rows = rows(query, null, 0, 0, null);
    while (rows.hasNext()) {
      rows.next();
      count++;
    }
    return count;
  }

  // --- writing ---

  @Override
  public void addDocument(Document document) {
    if (document.get("_id") instanceof Collection) {
      throw new InvalidIdFieldError("The '_id' value cannot be of type array");
    }
    if (!document.containsKey("_id") && !isSystem()) {
      document.put("_id", new ObjectId());
    }
    List<StoreIndex> indexes = storeIndexes();
    List<IndexDefinition.Keys> keys = new ArrayList<>(indexes.size());
    for (StoreIndex index : indexes) {
      IndexDefinition.Keys own = index.definition().keysOf(document);
      index.check(own.keys(), -1, this);
      keys.add(own);
    }
    long position = lastPosition + 1;
    byte[] stored = StoredBytes.encode(document, position);
    lastPosition = position;
    store.pages().insert(table, position, stored);
    for (int i = 0; i < indexes.size(); i++) {
      indexes.get(i).add(keys.get(i), position);
    }
    store.tallies().add(tally, 1, stored.length);
  }

  @Override
  protected Long addDocumentInternal(Document document) {
    throw new UnsupportedOperationException("addDocument does it all");
  }

  @Override
  public Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters arrayFilters,
      boolean isMulti,
      boolean isUpsert,
      Oplog oplog) {
    firstOnly = !isMulti;
    try {
      return super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
    } finally {
      firstOnly = false;
    }
  }

  @Override
  protected void handleUpdate(Long position, Document oldDocument, Document newDocument) {
    byte[] stored;
    try {
      stored = StoredBytes.encode(newDocument, position);
    } catch (MongoServerError e) {
      throw new CommandUndone(e); // its keys stand in the indexes already
    }
    store.pages().replace(table, position, stored);
    store
        .tallies()
        .add(tally, 0, stored.length - (long) StoredBytes.encode(oldDocument, position).length);
  }

  @Override
  public void removeDocument(Document document) {
    Long position = null;
    List<StoreIndex> indexes = storeIndexes();
    for (StoreIndex index : indexes) {
      if (index.definition().isPrimary()) {
        position = index.getPosition(document);
      }
    }
    if (position == null) {
      position = findDocumentPosition(document);
    }
    if (position == null) {
      return;
    }
    for (StoreIndex index : indexes) {
      index.removeKeys(document, position);
    }
    removeDocument(position);
    store.tallies().add(tally, -1, -StoredBytes.encode(document, position).length);
  }

  @Override
  protected void removeDocument(Long position) {
    store.pages().delete(table, position);
  }

  @Override
  public void addIndex(Index<Long> index) {
    for (Index<Long> known : getIndexes()) {
      if (known.getName().equals(index.getName())) {
        if (!known.hasSameOptions(index)) {
          throw new IndexKeySpecsConflictException(index, known);
        }
        return;
      }
    }
    StoreIndex added = (StoreIndex) index;
    if (added.isEmpty() && tally.documents(true) > 0) {
      build(added);
    }
    getIndexes().add(added);
    publishIndexes();
  }

  @Override
  public void dropIndex(String indexName) {
    super.dropIndex(indexName);
    publishIndexes();
  }

  private void build(StoreIndex index) {
    try {
      Iterator<Row> rows = RowScan.ofCollection(store, table, false, 256);
      while (rows.hasNext()) {
        Row row = rows.next();
        IndexDefinition.Keys keys = index.definition().keysOf(row.document());
        index.check(keys.keys(), row.position(), this);
        index.add(keys, row.position());
      }
    } catch (MongoServerError e) {
      throw new IndexBuildFailedException(e, this);
    }
  }

  @Override
  public void drop() {
    Catalogue.drop(store.pages(), table, false);
  }

  @Override
  protected boolean tracksDataSize() {
    return false; // done with the stored bytes at hand
  }

  @Override
  protected void updateDataSize(int sizeDelta) {
    throw new UnsupportedOperationException("the tally does it");
  }

  @Override
  protected int getDataSize() {
    return (int) Math.min(Integer.MAX_VALUE, tally.bytes(store.writing()));
  }

  @Override
  public String toString() {
    return Objects.toString(getFullName());
  }
}
