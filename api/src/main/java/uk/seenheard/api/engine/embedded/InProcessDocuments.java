package uk.seenheard.api.engine.embedded;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Find;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.engine.documents.Where;
import uk.seenheard.api.engine.embedded.pages.Row;
import uk.seenheard.api.engine.embedded.query.Engine;
import uk.seenheard.api.engine.embedded.query.Fields;
import uk.seenheard.api.engine.embedded.query.StoreCollection;

/** A collection of the embedded store, asked in its own process. */
final class InProcessDocuments implements Documents {
  private final InProcessStore store;
  private final Engine engine;
  private final String database;
  private final String name;

  InProcessDocuments(InProcessStore store, Engine engine, String database, String name) {
    this.store = store;
    this.engine = engine;
    this.database = database;
    this.name = name;
  }

  /** What a write does, once the collection is there. */
  private interface Write<T> {
    T on(StoreCollection collection);
  }

  /** Looked up anew each time: a command that is taken back takes new collections with it. */
  private <T> Future<T> write(Write<T> command) {
    return store.write(() -> command.on(engine.database(database).collectionMade(name)));
  }

  private Future<Void> done(Write<?> command) {
    return write(command).mapEmpty();
  }

  // --- reading ---

  @Override
  public Future<List<Document>> read(Find find) {
    return store.read(asked(find));
  }

  @Override
  public Future<List<List<Document>>> readEach(List<Find> finds) {
    List<Supplier<List<Document>>> questions = finds.stream().map(this::asked).toList();
    return store.read(() -> questions.stream().map(Supplier::get).toList());
  }

  private Supplier<List<Document>> asked(Find find) {
    de.bwaldvogel.mongo.bson.Document where = Trees.stored(find.where());
    de.bwaldvogel.mongo.bson.Document order = Trees.stored(find.order());
    de.bwaldvogel.mongo.bson.Document fields = Trees.fields(find.fields());
    return () -> {
      StoreCollection collection =
          engine.knows(database) ? engine.database(database).collection(name) : null;
      return collection == null
          ? List.of()
          : given(collection, collection.rows(where, order, 0, find.limit(), null), fields);
    };
  }

  private static List<Document> given(
      StoreCollection collection,
      Iterator<Row> rows,
      de.bwaldvogel.mongo.bson.@Nullable Document fields) {
    List<Document> found = new ArrayList<>();
    while (rows.hasNext()) {
      if (found.size() == MAX_READ) {
        throw new IllegalStateException(
            "a read was not bounded: more than " + MAX_READ + " documents");
      }
      found.add(Trees.given(collection.project(rows.next().document(), fields)));
    }
    return found;
  }

  // --- writing ---

  @Override
  public Future<Void> insert(Document document) {
    de.bwaldvogel.mongo.bson.Document stored = Trees.stored(document);
    return done(
        collection -> {
          collection.addDocument(stored);
          return true;
        });
  }

  @Override
  public Future<Integer> insertMissing(List<Document> documents) {
    List<de.bwaldvogel.mongo.bson.Document> stored = new ArrayList<>(documents.size());
    documents.forEach(document -> stored.add(Trees.stored(document)));
    return write(collection -> insertMissing(collection, stored));
  }

  /** How many were left, because their keys were taken. */
  static int insertMissing(
      StoreCollection collection, List<de.bwaldvogel.mongo.bson.Document> stored) {
    int left = 0;
    for (de.bwaldvogel.mongo.bson.Document each : stored) {
      try {
        collection.addDocument(each);
      } catch (DuplicateKeyError taken) {
        left++;
      }
    }
    return left;
  }

  @Override
  public Future<Boolean> replace(Where where, Document document) {
    return changed(Trees.stored(where), Trees.stored(document), false, false)
        .map(matched -> matched > 0);
  }

  @Override
  public Future<Void> put(Where where, Document document) {
    return changed(Trees.stored(where), Trees.stored(document), false, true).mapEmpty();
  }

  /** One of several, as the engine says it. */
  private record Stored(
      de.bwaldvogel.mongo.bson.Document where,
      de.bwaldvogel.mongo.bson.Document document,
      boolean inserts) {}

  @Override
  public Future<Integer> replaceEach(List<Replacement> replacements) {
    List<Stored> stored = new ArrayList<>(replacements.size());
    for (Replacement one : replacements) {
      stored.add(
          new Stored(Trees.stored(one.where()), Trees.stored(one.document()), one.inserts()));
    }
    return write(
        collection -> {
          int written = 0;
          for (Stored one : stored) {
            try {
              written += change(collection, one.where(), one.document(), false, one.inserts());
            } catch (DuplicateKeyError taken) {
              // Left out, as said.
            }
          }
          return written;
        });
  }

  @Override
  public Future<Boolean> update(Where where, Change change) {
    return changed(Trees.stored(where), Trees.stored(change), false, false)
        .map(matched -> matched > 0);
  }

  @Override
  public Future<Void> upsert(Where where, Change change) {
    return changed(Trees.stored(where), Trees.stored(change), false, true).mapEmpty();
  }

  @Override
  public Future<Void> updateAll(Where where, Change change) {
    return changed(Trees.stored(where), Trees.stored(change), true, false).mapEmpty();
  }

  private Future<Integer> changed(
      de.bwaldvogel.mongo.bson.Document where,
      de.bwaldvogel.mongo.bson.Document update,
      boolean all,
      boolean inserts) {
    return write(collection -> change(collection, where, update, all, inserts));
  }

  private static int change(
      StoreCollection collection,
      de.bwaldvogel.mongo.bson.Document where,
      de.bwaldvogel.mongo.bson.Document update,
      boolean all,
      boolean inserts) {
    de.bwaldvogel.mongo.bson.Document said =
        collection.updateDocuments(
            where, update, ArrayFilters.empty(), all, inserts, NoopOplog.get());
    return Fields.number(said, "n", 0) + (said.containsKey("upserted") ? 1 : 0);
  }

  @Override
  public Future<Document> upsertAndGet(Where where, Change change) {
    de.bwaldvogel.mongo.bson.Document command =
        new de.bwaldvogel.mongo.bson.Document("query", Trees.stored(where))
            .append("update", Trees.stored(change))
            .append("new", true)
            .append("upsert", true);
    return write(
        collection ->
            Trees.given(
                (de.bwaldvogel.mongo.bson.Document)
                    requireNonNull(collection.findAndModify(command).get("value"))));
  }

  @Override
  public Future<Void> delete(Where where) {
    return deleted(where, 1);
  }

  @Override
  public Future<Void> deleteAll(Where where) {
    return deleted(where, 0);
  }

  private Future<Void> deleted(Where where, int most) {
    de.bwaldvogel.mongo.bson.Document stored = Trees.stored(where);
    return done(collection -> collection.deleteDocuments(stored, most, NoopOplog.get()));
  }

  // --- indexes ---

  @Override
  public Future<Void> index(Order keys) {
    return made(keys, false);
  }

  @Override
  public Future<Void> unique(Order keys) {
    return made(keys, true);
  }

  private Future<Void> made(Order keys, boolean unique) {
    de.bwaldvogel.mongo.bson.Document stored = requireNonNull(Trees.stored(keys));
    StringBuilder title = new StringBuilder();
    stored.forEach(
        (field, way) ->
            title.append(title.isEmpty() ? "" : "_").append(field).append('_').append(way));
    return store
        .write(
            () -> {
              engine
                  .database(database)
                  .makeIndex(
                      name,
                      new de.bwaldvogel.mongo.bson.Document("key", stored)
                          .append("name", title.toString())
                          .append("unique", unique));
              return true;
            })
        .mapEmpty();
  }
}
