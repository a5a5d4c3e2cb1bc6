package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.ErrorCode;
import de.bwaldvogel.mongo.exception.IndexNotFoundException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.embedded.pages.Catalogue;
import uk.seenheard.api.engine.embedded.pages.PageStore;

/** A database of the store: the commands of the wire, carried out on its collections. */
public final class StoreDatabase extends AbstractMongoDatabase<Long> {
  private final PageStore store;
  private final Cursors cursors;

  StoreDatabase(String name, PageStore store, Cursors cursors) {
    super(name, cursors.registry());
    this.store = store;
    this.cursors = cursors;
    initializeNamespacesAndIndexes();
  }

  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
    return switch (command) {
      case "find" -> find(query);
      case "insert" -> insert(query);
      case "update" -> update(channel, query, resolver);
      case "delete" -> delete(query);
      case "createIndexes" -> createIndexes(query);
      case "dropIndexes" -> dropIndexes(query);
      case "listCollections" ->
          filtered(super.handleCommand(channel, command, query, resolver, oplog), query);
      default -> super.handleCommand(channel, command, query, resolver, oplog);
    };
  }

  /** A collection that is there. */
  public @Nullable StoreCollection collection(String name) {
    return (StoreCollection) resolveCollection(name, false);
  }

  /** A collection, made if need be: for who may write. */
  public StoreCollection collectionMade(String name) {
    return (StoreCollection) resolveOrCreateCollection(name);
  }

  private String namespace(Document command) {
    return getFullCollectionNamespace(Fields.text(command, command.keySet().iterator().next()));
  }

  // --- reading ---

  private Document find(Document command) {
    StoreCollection collection = collection(Fields.text(command, "find"));
    if (collection == null) {
      return Replies.firstBatch(namespace(command), List.of(), 0);
    }
    int limit = Fields.number(command, "limit", 0);
    int batchSize = Fields.number(command, "batchSize", -1);
    boolean single = Utils.isTrue(command.get("singleBatch")) || limit < 0;
    Document projection = Fields.optionalDocument(command, "projection");
    StoreCursor cursor =
        cursors.create(
            collection.rows(
                Fields.optionalDocument(command, "filter"),
                Fields.optionalDocument(command, "sort"),
                Math.max(0, Fields.number(command, "skip", 0)),
                Math.abs(limit),
                hint(collection, command.get("hint"))),
            document -> collection.project(document, projection));
    return firstBatch(command, cursor, batchSize, single);
  }

  private Document firstBatch(Document command, StoreCursor cursor, int batchSize, boolean single) {
    List<Document> batch =
        batchSize == 0 ? List.of() : cursor.takeDocuments(batchSize < 0 ? 101 : batchSize);
    long id = 0;
    if (!single && !cursor.isEmpty()) {
      cursors.keep(cursor);
      id = cursor.getId();
    }
    return Replies.firstBatch(namespace(command), batch, id);
  }

  private static @Nullable StoreIndex hint(StoreCollection collection, @Nullable Object hint) {
    if (hint == null) {
      return null;
    }
    for (StoreIndex index : collection.storeIndexes()) {
      if (hint.equals(index.getName())
          || (hint instanceof Document keys && Utils.isTrue(sameKeys(index, keys)))) {
        return index;
      }
    }
    throw new MongoServerError(
        ErrorCode.BadValue, "hint names no index of " + collection.getFullName());
  }

  private static boolean sameKeys(StoreIndex index, Document keys) {
    List<IndexDefinition.Field> fields = new ArrayList<>();
    keys.forEach(
        (path, way) ->
            fields.add(
                new IndexDefinition.Field(path, way instanceof Number n && n.doubleValue() > 0)));
    return fields.equals(index.definition().fields());
  }

  /** The server's own listing takes no notice of the filter. */
  private static Document filtered(Document reply, Document command) {
    if (command.get("filter") instanceof Document filter && !filter.isEmpty()) {
      Document cursor = Fields.document(reply, "cursor");
      List<Document> matching = new ArrayList<>();
      for (Object each : Fields.array(cursor, "firstBatch")) {
        if (new DefaultQueryMatcher().matches((Document) each, filter)) {
          matching.add((Document) each);
        }
      }
      cursor.put("firstBatch", matching);
    }
    return reply;
  }

  // --- writing ---

  private Document insert(Document command) {
    String name = Fields.text(command, "insert");
    if (name.startsWith("system.")) {
      throw new MongoServerError(16459, "attempt to insert in system namespace");
    }
    boolean ordered = Utils.isTrue(command.getOrDefault("ordered", true));
    MongoCollection<Long> collection = resolveOrCreateCollection(name);
    List<Document> errors = new ArrayList<>();
    int inserted = 0;
    int index = 0;
    for (Object document : Fields.array(command, "documents")) {
      try {
        collection.addDocument((Document) document);
        inserted++;
      } catch (MongoServerError e) {
        errors.add(Replies.writeError(index, e));
        if (ordered) {
          break;
        }
      }
      index++;
    }
    return Replies.written(inserted, errors);
  }

  /** One statement at a time, so that an ordered bulk stops where it fails. */
  private Document update(Channel channel, Document command, DatabaseResolver resolver) {
    boolean ordered = Utils.isTrue(command.getOrDefault("ordered", true));
    List<Document> errors = new ArrayList<>();
    List<Document> upserted = new ArrayList<>();
    int matched = 0;
    int modified = 0;
    int index = 0;
    for (Object statement : Fields.array(command, "updates")) {
      Document one =
          new Document("update", command.get("update")).append("updates", List.of(statement));
      Document reply = super.handleCommand(channel, "update", one, resolver, NoopOplog.get());
      matched += Fields.number(reply, "n", 0);
      modified += Fields.number(reply, "nModified", 0);
      for (Object upsert : (Collection<?>) reply.getOrDefault("upserted", List.of())) {
        upserted.add(((Document) upsert).append("index", index));
      }
      Collection<?> failed = (Collection<?>) reply.getOrDefault("writeErrors", List.of());
      for (Object error : failed) {
        errors.add(((Document) error).append("index", index));
      }
      if (ordered && !failed.isEmpty()) {
        break;
      }
      index++;
    }
    Document reply = Replies.written(matched, errors).append("nModified", modified);
    if (!upserted.isEmpty()) {
      reply.put("upserted", upserted);
    }
    return reply;
  }

  private Document delete(Document command) {
    boolean ordered = Utils.isTrue(command.getOrDefault("ordered", true));
    String name = Fields.text(command, "delete");
    StoreCollection collection = collection(name);
    List<Document> errors = new ArrayList<>();
    int deleted = 0;
    int index = 0;
    for (Object statement : Fields.array(command, "deletes")) {
      Document each = (Document) statement;
      try {
        if (name.startsWith("system.")) {
          throw new MongoServerError(ErrorCode.InvalidNamespace, "cannot delete from " + name);
        }
        if (collection != null) {
          deleted +=
              collection.deleteDocuments(
                  Fields.document(each, "q"), Fields.number(each, "limit", 0), NoopOplog.get());
        }
      } catch (MongoServerError e) {
        errors.add(Replies.writeError(index, e));
        if (ordered) {
          break;
        }
      }
      index++;
    }
    return Replies.written(deleted, errors);
  }

  // --- indexes and collections ---

  private Document createIndexes(Document command) {
    String name = Fields.text(command, "createIndexes");
    MongoCollection<Long> collection = resolveOrCreateCollection(name);
    int before = collection.getNumIndexes();
    for (Object each : Fields.array(command, "indexes")) {
      makeIndex(name, (Document) each);
    }
    Document reply = new Document("numIndexesBefore", before);
    reply.put("numIndexesAfter", collection.getNumIndexes());
    return Replies.okay(reply);
  }

  /** Makes an index as `createIndexes` describes it, unless it is there. */
  public void makeIndex(String name, Document asked) {
    MongoCollection<Long> collection = resolveOrCreateCollection(name);
    Document key = Fields.document(asked, "key");
    for (StoreIndex known : ((StoreCollection) collection).storeIndexes()) {
      if (sameKeys(known, key) && !known.getName().equals(asked.get("name"))) {
        throw new MongoServerError(
            85,
            "IndexOptionsConflict",
            "The collection has an index on the same fields already, named " + known.getName());
      }
    }
    Document description =
        new Document("v", 2)
            .append("key", key)
            .append("name", asked.get("name"))
            .append("ns", getFullCollectionNamespace(name));
    for (String option : List.of("unique", "sparse")) {
      if (Utils.isTrue(asked.get(option))) {
        description.put(option, true);
      }
    }
    addIndex(description);
  }

  /** Only those of this collection: the server's own would drop namesakes elsewhere too. */
  private Document dropIndexes(Document command) {
    StoreCollection collection = collection(Fields.text(command, "dropIndexes"));
    if (collection != null) {
      Object which = command.get("index");
      List<StoreIndex> chosen = new ArrayList<>();
      for (StoreIndex index : collection.storeIndexes()) {
        boolean named =
            "*".equals(which)
                || index.getName().equals(which)
                || (which instanceof Document keys && sameKeys(index, keys))
                || (which instanceof Collection<?> names && names.contains(index.getName()));
        if (named && !index.definition().isPrimary()) {
          chosen.add(index);
        }
      }
      if (chosen.isEmpty() && !"*".equals(which)) {
        throw new IndexNotFoundException("index not found with name [" + which + "]");
      }
      for (StoreIndex index : chosen) {
        dropIndex(collection, index.getName());
        getOrCreateIndexesCollection()
            .deleteDocuments(
                new Document("ns", collection.getFullName()).append("name", index.getName()), 0);
      }
    }
    return Replies.okay(new Document());
  }

  @Override
  protected Index<Long> openOrCreateSecondaryIndex(
      String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
    return index(collectionName, IndexDefinition.of(indexName, keys, false, sparse), keys);
  }

  @Override
  protected Index<Long> openOrCreateUniqueIndex(
      String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
    return index(collectionName, IndexDefinition.of(indexName, keys, true, sparse), keys);
  }

  private StoreIndex index(String collection, IndexDefinition definition, List<IndexKey> keys) {
    String namespace = getFullCollectionNamespace(collection);
    Catalogue.Table table = Catalogue.find(store.pages(), namespace, definition.name());
    if (table == null) {
      table = Catalogue.addIndex(store.pages(), namespace, definition.name());
      store.touchSchema();
    }
    Catalogue.Table documents = Catalogue.find(store.pages(), namespace, "");
    if (documents == null) {
      throw new IllegalStateException("an index of " + namespace + ", which has no table");
    }
    return new StoreIndex(store, table, documents.id(), keys, definition);
  }

  @Override
  protected MongoCollection<Long> openOrCreateCollection(
      String collectionName, CollectionOptions options) {
    String namespace = getFullCollectionNamespace(collectionName);
    Catalogue.Table table = Catalogue.find(store.pages(), namespace, "");
    if (table == null) {
      table = Catalogue.addCollection(store.pages(), namespace);
      store.touchSchema();
    }
    return new StoreCollection(this, collectionName, options, cursorRegistry, store, table);
  }

  @Override
  protected void dropIndex(MongoCollection<Long> collection, String indexName) {
    store.touchSchema();
    super.dropIndex(collection, indexName);
  }

  @Override
  public void dropCollection(String collectionName, Oplog oplog) {
    store.touchSchema();
    super.dropCollection(collectionName, oplog);
  }

  /** Drops every collection; the lists of names and indexes stay, empty. */
  public void empty() {
    for (String name : collectionNames()) {
      dropCollection(name, NoopOplog.get());
    }
  }

  /** The names of the collections that are not the store's own. */
  public List<String> collectionNames() {
    MongoCollection<Long> namespaces = resolveCollection("system.namespaces", true);
    return StreamSupport.stream(namespaces.queryAll().spliterator(), false)
        .map(d -> Fields.text(d, "name").substring(getDatabaseName().length() + 1))
        .filter(name -> !name.startsWith("system."))
        .toList();
  }

  @Override
  protected long getFileSize() {
    return store.fileSize();
  }

  @Override
  protected long getStorageSize() {
    return store.fileSize();
  }

  // The last error of a connection is a thing of drivers long gone.

  @Override
  protected void clearLastStatus(Channel channel) {}

  @Override
  protected void putLastResult(Channel channel, Document result) {}
}
