package uk.seenheard.api.engine.mongo;

import static uk.seenheard.api.engine.mongo.Bsons.bson;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Find;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.engine.documents.Where;

/** A collection of a MongoDB. */
final class MongoDocuments implements Documents {
  /** Questions on their way together. */
  private static final int AT_ONCE = 16;

  private final MongoCollection<Document> collection;
  private final Answers answers;

  MongoDocuments(MongoCollection<Document> collection, Answers answers) {
    this.collection = collection;
    this.answers = answers;
  }

  @Override
  public Future<Void> index(Order keys) {
    return answers.done(collection.createIndex(bson(keys)));
  }

  @Override
  public Future<Void> unique(Order keys) {
    return answers.done(collection.createIndex(bson(keys), new IndexOptions().unique(true)));
  }

  @Override
  public Future<List<Document>> read(Find find) {
    FindPublisher<Document> found =
        collection.find(bson(find.where())).sort(bson(find.order())).limit(find.limit());
    if (!find.fields().isEmpty()) {
      Document fields = new Document();
      find.fields().forEach(field -> fields.append(field, 1));
      found = found.projection(fields);
    }
    return answers.list(found);
  }

  /** Some at a time, because each takes a connection of its own. */
  @Override
  public Future<List<List<Document>>> readEach(List<Find> finds) {
    List<List<Document>> found = new ArrayList<>();
    Future<Void> read = Future.succeededFuture();
    for (int from = 0; from < finds.size(); from += AT_ONCE) {
      List<Find> part = finds.subList(from, Math.min(finds.size(), from + AT_ONCE));
      read =
          read.compose(before -> Future.all(part.stream().map(this::read).toList()))
              .map(
                  all -> {
                    found.addAll(all.<List<Document>>list());
                    return null;
                  });
    }
    return read.map(found);
  }

  @Override
  public Future<Void> insert(Document document) {
    return answers.done(collection.insertOne(document));
  }

  @Override
  public Future<Integer> insertMissing(List<Document> documents) {
    return answers.whole(
        collection.insertMany(documents, new InsertManyOptions().ordered(false)),
        done -> 0,
        (MongoBulkWriteException partly) -> partly.getWriteErrors().size());
  }

  @Override
  public Future<Boolean> replace(Where where, Document document) {
    return answers
        .one(collection.replaceOne(bson(where), document))
        .map(result -> result.getMatchedCount() > 0);
  }

  @Override
  public Future<Void> put(Where where, Document document) {
    return answers.done(
        collection.replaceOne(bson(where), document, new ReplaceOptions().upsert(true)));
  }

  @Override
  public Future<Integer> replaceEach(List<Replacement> replacements) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Replacement one : replacements) {
      writes.add(
          new ReplaceOneModel<>(
              bson(one.where()), one.document(), new ReplaceOptions().upsert(one.inserts())));
    }
    return answers.whole(
        collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)),
        MongoDocuments::written,
        (MongoBulkWriteException partly) -> written(partly.getWriteResult()));
  }

  private static int written(BulkWriteResult result) {
    return result.getMatchedCount() + result.getUpserts().size();
  }

  @Override
  public Future<Boolean> update(Where where, Change change) {
    return answers
        .one(collection.updateOne(bson(where), bson(change)))
        .map(result -> result.getMatchedCount() > 0);
  }

  @Override
  public Future<Void> upsert(Where where, Change change) {
    return answers.done(
        collection.updateOne(bson(where), bson(change), new UpdateOptions().upsert(true)));
  }

  @Override
  public Future<Document> upsertAndGet(Where where, Change change) {
    return answers.one(
        collection.findOneAndUpdate(
            bson(where),
            bson(change),
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
  }

  @Override
  public Future<Void> updateAll(Where where, Change change) {
    return answers.done(collection.updateMany(bson(where), bson(change)));
  }

  @Override
  public Future<Void> delete(Where where) {
    return answers.done(collection.deleteOne(bson(where)));
  }

  @Override
  public Future<Void> deleteAll(Where where) {
    return answers.done(collection.deleteMany(bson(where)));
  }
}
