package uk.seenheard.api.field.handset;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.mongo.DuplicateKeys;
import uk.seenheard.api.engine.mongo.Mongo;

/** The handsets as documents, one a device, whose id begins with the force. */
public final class MongoHandsetRegister implements HandsetRegister {
  private final Mongo mongo;
  private final String force;
  private final MongoCollection<Document> handsets;

  /** Of a force, in a database. */
  public MongoHandsetRegister(Mongo mongo, String force) {
    this.mongo = mongo;
    this.force = force;
    this.handsets = mongo.collection("handsets");
  }

  /** Makes the index; harmless when it exists. */
  public Future<Void> prepare() {
    return mongo
        .done(handsets.createIndex(Indexes.ascending("feed", "scopes", "device")))
        .compose(
            made ->
                mongo.done(handsets.createIndex(Indexes.ascending("feed", "isOrdered", "device"))));
  }

  @Override
  public Future<Map<String, Kept>> find(Collection<String> devices) {
    List<String> ids = new ArrayList<>();
    devices.forEach(device -> ids.add(force + '/' + device));
    return mongo
        .list(handsets.find(in("_id", ids)))
        .map(
            found -> {
              Map<String, Kept> lines = new TreeMap<>();
              found.forEach(
                  document ->
                      lines.put(document.getString("device"), HandsetDocument.read(document)));
              return lines;
            });
  }

  @Override
  public Future<Boolean> put(Collection<Kept> lines) {
    if (lines.isEmpty()) {
      return Future.succeededFuture(true);
    }
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Kept line : lines) {
      writes.add(
          new ReplaceOneModel<>(
              and(
                  eq("_id", force + '/' + line.handset().device()),
                  eq("revision", line.revision())),
              HandsetDocument.write(force, line.handset(), line.revision() + 1),
              // Only a line that never was is inserted: a newer revision keeps its place.
              new ReplaceOptions().upsert(line.revision() == 0)));
    }
    return mongo
        .first(handsets.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
        .map(done -> done.map(result -> written(result) == lines.size()).orElse(false))
        .recover(
            error ->
                DuplicateKeys.is(error)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(error));
  }

  private static int written(BulkWriteResult result) {
    return result.getMatchedCount() + result.getUpserts().size();
  }

  @Override
  public Future<List<Handset>> ordered(String afterDevice, int most) {
    return mongo
        .list(
            handsets
                .find(and(eq("feed", force), eq("isOrdered", true), gt("device", afterDevice)))
                .sort(ascending("device"))
                .limit(most))
        .map(
            found ->
                found.stream()
                    .map(document -> HandsetDocument.read(document).handset())
                    .collect(Collectors.toUnmodifiableList()));
  }

  @Override
  public Future<List<Handset>> page(Set<String> scopes, String afterDevice, int most) {
    List<Future<List<Document>>> reads = new ArrayList<>();
    for (String scope : scopes) {
      reads.add(
          mongo.list(
              handsets
                  .find(and(eq("feed", force), eq("scopes", scope), gt("device", afterDevice)))
                  .sort(ascending("device"))
                  .limit(most)));
    }
    return Future.all(reads)
        .map(
            all -> {
              Map<String, Handset> lines = new TreeMap<>();
              for (Future<List<Document>> read : reads) {
                for (Document document : read.result()) {
                  Handset line = HandsetDocument.read(document).handset();
                  lines.put(line.device(), line);
                }
              }
              return lines.values().stream().limit(most).collect(Collectors.toUnmodifiableList());
            });
  }
}
