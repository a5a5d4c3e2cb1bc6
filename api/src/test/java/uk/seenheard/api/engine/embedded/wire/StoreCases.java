package uk.seenheard.api.engine.embedded.wire;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;
import static uk.seenheard.api.engine.embedded.StoreFixture.count;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * What the data layer does to a store, case by case, with the answer that MongoDB documents; the
 * same cases run against every engine.
 */
final class StoreCases {
  /** An operation and what it must answer; an error answers "error CODE". */
  record Case(String name, String expected, Function<MongoDatabase, String> operation) {
    /** Runs in a database of its own. */
    String run(MongoDatabase database) {
      database.drop();
      try {
        return operation.apply(database);
      } catch (MongoBulkWriteException e) {
        StringBuilder out = new StringBuilder("error");
        e.getWriteErrors()
            .forEach(w -> out.append(' ').append(w.getIndex()).append(':').append(w.getCode()));
        return out.toString();
      } catch (MongoException e) {
        return "error " + e.getCode();
      }
    }
  }

  private static final List<Case> CASES = new ArrayList<>();

  private StoreCases() {}

  static List<Case> all() {
    return List.copyOf(CASES);
  }

  private static void on(
      String name, String expected, Function<MongoCollection<Document>, String> operation) {
    CASES.add(new Case(name, expected, database -> operation.apply(database.getCollection("c"))));
  }

  private static void query(String name, String expected, Bson filter, Bson sort, int limit) {
    on(
        name,
        expected,
        c -> {
          fill(c);
          return ids(c.find(filter).sort(sort).limit(limit));
        });
  }

  private static String ids(Iterable<Document> found) {
    List<String> ids = new ArrayList<>();
    found.forEach(d -> ids.add(String.valueOf(d.get("_id"))));
    return String.join(" ", ids);
  }

  private static String text(Document document) {
    return document == null ? "null" : document.toJson();
  }

  private static String counts(UpdateResult r) {
    return r.getMatchedCount() + " " + r.getModifiedCount() + " " + r.getUpsertedId();
  }

  /**
   * Incidents 1 to 12 of two feeds, with arrays, nulls, missing fields and numbers of all types.
   */
  private static void fill(MongoCollection<Document> c) {
    c.createIndex(Indexes.ascending("feed", "n"), new IndexOptions().unique(true));
    c.createIndex(Indexes.ascending("feed", "scopes", "lastN"));
    c.createIndex(
        Indexes.compoundIndex(
            Indexes.ascending("feed", "state"),
            Indexes.descending("risk"),
            Indexes.ascending("due")));
    c.createIndex(Indexes.ascending("entries.child", "entries.seen"));
    List<Document> documents = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      Document d =
          new Document("_id", i)
              .append("feed", i <= 8 ? "north" : "south")
              .append(
                  "n",
                  i % 3 == 0 ? (Object) (double) i : i % 3 == 1 ? (Object) i : (Object) (long) i)
              .append("scopes", List.of("team" + i % 2, "officer" + i % 4))
              .append("lastN", 100 - i)
              .append("state", i % 2 == 0 ? "open" : "submitted")
              .append("risk", i % 3)
              .append("due", new Date(1_000_000L * i))
              .append(
                  "entries",
                  List.of(
                      new Document("child", "c" + i % 3).append("seen", i % 2 == 0),
                      new Document("child", "d").append("seen", true)));
      if (i % 4 == 0) {
        d.append("note", null);
      } else if (i % 4 == 1) {
        d.append("note", "n" + i);
      } else if (i % 4 == 2) {
        d.append("note", List.of());
      }
      documents.add(d);
    }
    c.insertMany(documents);
  }

  static {
    queries();
    writes();
    uniqueness();
    errors();
  }

  private static void queries() {
    Bson byId = ascending("_id");
    query("find: equality on an indexed prefix", "1 2 3 4 5 6 7 8", eq("feed", "north"), byId, 0);
    query("find: numbers compare across types", "3", and(eq("feed", "north"), eq("n", 3)), byId, 0);
    query(
        "find: range, sorted by the index",
        "3 4 5",
        and(eq("feed", "north"), gt("n", 2), lte("n", 5)),
        ascending("n"),
        0);
    query(
        "find: range, sorted backwards, limit",
        "8 7",
        and(eq("feed", "north"), gte("n", 2)),
        descending("n"),
        2);
    query(
        "find: sort by prefix and range field",
        "8",
        eq("feed", "north"),
        descending("feed", "n"),
        1);
    query(
        "find: element of an array, sorted",
        "8 6 4 2",
        and(eq("feed", "north"), eq("scopes", "team0")),
        ascending("lastN"),
        0);
    query(
        "find: $in over an array, sorted, no doubles",
        "8 6 5 4 2 1",
        and(eq("feed", "north"), in("scopes", "team0", "officer1")),
        ascending("lastN"),
        0);
    query(
        "find: mixed directions",
        "5 1 7 3",
        and(eq("feed", "north"), eq("state", "submitted")),
        orderBy(descending("risk"), ascending("due")),
        0);
    query(
        "find: dates",
        "3 4",
        and(gt("due", new Date(2_500_000)), lt("due", new Date(4_500_000))),
        byId,
        0);
    query(
        "find: $or inside $and",
        "1 2 7 8",
        and(eq("feed", "north"), or(lt("n", 3), gt("n", 6))),
        ascending("n"),
        0);
    query("find: $ne", "2 4 6 8", and(eq("feed", "north"), ne("state", "submitted")), byId, 0);
    query(
        "find: $nin", "1 5", and(eq("feed", "north"), nin("scopes", "team0", "officer3")), byId, 0);
    query(
        "find: null matches missing",
        "3 4 7 8",
        and(eq("feed", "north"), eq("note", null)),
        byId,
        0);
    query("find: $exists", "1 2 4 5 6 8", and(eq("feed", "north"), exists("note")), byId, 0);
    query("find: path into an array", "1 4 7 10", eq("entries.child", "c1"), byId, 0);
    query(
        "find: two paths met by different elements",
        "1 2 4 5 7 8 10 11",
        and(in("entries.child", "c1", "c2"), eq("entries.seen", true)),
        byId,
        0);
    query(
        "find: $elemMatch met by one element",
        "4 10",
        elemMatch("entries", and(eq("child", "c1"), eq("seen", true))),
        byId,
        0);
    query(
        "find: type bracketing, a string is not a number",
        "",
        and(eq("feed", "north"), gt("n", "1")),
        byId,
        0);
    query(
        "find: $not",
        "1 2",
        and(eq("feed", "north"), com.mongodb.client.model.Filters.not(gt("n", 2))),
        byId,
        0);
    query(
        "find: regular expression",
        "1 5",
        and(eq("feed", "north"), com.mongodb.client.model.Filters.regex("note", "^n[0-9]$")),
        byId,
        0);
    query("find: $in with nothing", "", in("_id", List.of()), byId, 0);
    query("find: by _id, $in, sorted", "7 5 3", in("_id", 3, 5, 7, 99), descending("_id"), 0);
    on(
        "find: skip and limit",
        "4 5",
        c -> {
          fill(c);
          return ids(c.find(eq("feed", "north")).sort(ascending("n")).skip(3).limit(2));
        });
    on(
        "find: batches",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        c -> {
          fill(c);
          return ids(c.find().sort(ascending("_id")).batchSize(2));
        });
    on(
        "find: projection",
        "{\"_id\": 2, \"n\": 2, \"entries\": [{\"child\": \"c2\"}, {\"child\": \"d\"}]}",
        c -> {
          fill(c);
          return text(
              c.find(eq("_id", 2)).projection(Projections.include("n", "entries.child")).first());
        });
    on(
        "find: long integers stay exact",
        "9007199254740993",
        c -> {
          c.createIndex(Indexes.ascending("n"), new IndexOptions().unique(true));
          c.insertMany(
              List.of(new Document("n", 9007199254740992L), new Document("n", 9007199254740993L)));
          return String.valueOf(c.find(gt("n", 9007199254740992L)).first().get("n"));
        });
    on(
        "find: values of all types come in order of type",
        "null 1 2 {} true date",
        c -> {
          c.createIndex(Indexes.ascending("v"));
          Object[] values = {true, new Date(0), "2", 1, new Document("a", 1), null};
          for (Object v : values) {
            c.insertOne(new Document("v", v));
          }
          List<String> out = new ArrayList<>();
          c.find()
              .sort(ascending("v"))
              .forEach(
                  d ->
                      out.add(
                          d.get("v") instanceof Document
                              ? "{}"
                              : d.get("v") instanceof Date ? "date" : String.valueOf(d.get("v"))));
          return String.join(" ", out);
        });
    on(
        "find: binary content returns as it was",
        "true",
        c -> {
          byte[] body = new byte[60_000];
          Arrays.fill(body, (byte) 0x80);
          c.insertOne(new Document("_id", 1).append("body", new Binary(body)));
          return String.valueOf(
              Arrays.equals(body, c.find().first().get("body", Binary.class).getData()));
        });
    on(
        "count: by index",
        "6",
        c -> {
          fill(c);
          return String.valueOf(count(c, and(eq("feed", "north"), gt("n", 2))));
        });
    on(
        "count: element of an array",
        "4",
        c -> {
          fill(c);
          return String.valueOf(count(c, and(eq("feed", "north"), eq("scopes", "team0"))));
        });
    on(
        "count: all",
        "12 12",
        c -> {
          fill(c);
          return count(c) + " " + c.estimatedDocumentCount();
        });
  }

  private static void writes() {
    on(
        "updateOne: $set, $inc, $max, $push, $addToSet",
        "{\"_id\": 1, \"a\": 5, \"n\": 3, \"m\": 9, \"l\": [1, 2], \"s\": [\"x\"]}",
        c -> {
          c.insertOne(
              new Document("_id", 1)
                  .append("a", 1)
                  .append("n", 1)
                  .append("m", 9)
                  .append("l", List.of(1))
                  .append("s", List.of("x")));
          c.updateOne(
              eq("_id", 1),
              Updates.combine(
                  Updates.set("a", 5),
                  Updates.inc("n", 2),
                  Updates.max("m", 7),
                  Updates.push("l", 2),
                  Updates.addToSet("s", "x")));
          return text(c.find().first());
        });
    on(
        "updateOne: upsert takes equalities and $setOnInsert",
        "0 0 BsonString{value='north/1'} {\"_id\": \"north/1\", \"feed\": \"north\", \"lastN\": 4,"
            + " \"first\": true}",
        c -> {
          UpdateResult r =
              c.updateOne(
                  and(eq("_id", "north/1"), eq("feed", "north")),
                  Updates.combine(Updates.setOnInsert("first", true), Updates.max("lastN", 4)),
                  new UpdateOptions().upsert(true));
          Document d = c.find().first();
          return counts(r)
              + " "
              + new Document("_id", d.get("_id"))
                  .append("feed", d.get("feed"))
                  .append("lastN", d.get("lastN"))
                  .append("first", d.get("first"))
                  .toJson();
        });
    on(
        "updateOne: nothing changes",
        "1 0 null",
        c -> {
          c.insertOne(new Document("_id", 1).append("a", 1));
          return counts(c.updateOne(eq("_id", 1), Updates.set("a", 1)));
        });
    on(
        "updateMany: moves documents in the index that found them",
        "8 8 null 101 102 103 104 105 106 107 108",
        c -> {
          fill(c);
          UpdateResult r =
              c.updateMany(and(eq("feed", "north"), gt("n", 0)), Updates.inc("n", 100));
          List<String> ns = new ArrayList<>();
          c.find(and(eq("feed", "north"), gt("n", 50)))
              .sort(ascending("n"))
              .forEach(d -> ns.add(String.valueOf(((Number) d.get("n")).intValue())));
          return counts(r) + " " + String.join(" ", ns);
        });
    on(
        "updateOne: path and position",
        "{\"_id\": 1, \"e\": [{\"k\": 1, \"v\": 0}, {\"k\": 2, \"v\": 9}]}",
        c -> {
          c.insertOne(Document.parse("{_id: 1, e: [{k: 1, v: 0}, {k: 2, v: 0}]}"));
          c.updateOne(and(eq("_id", 1), eq("e.k", 2)), Updates.set("e.$.v", 9));
          return text(c.find().first());
        });
    on(
        "updateOne: $unset, $pull, $min",
        "{\"_id\": 1, \"l\": [1, 3], \"m\": 2}",
        c -> {
          c.insertOne(Document.parse("{_id: 1, gone: 1, l: [1, 2, 3, 2], m: 5}"));
          c.updateOne(
              eq("_id", 1),
              Updates.combine(Updates.unset("gone"), Updates.pull("l", 2), Updates.min("m", 2)));
          return text(c.find().first());
        });
    on(
        "replaceOne: upsert when older, 11000 when newer",
        "1 1 null error 11000",
        c -> {
          c.insertOne(new Document("_id", 1).append("lastN", 5));
          ReplaceOptions upsert = new ReplaceOptions().upsert(true);
          UpdateResult r =
              c.replaceOne(
                  and(eq("_id", 1), lt("lastN", 7)),
                  new Document("_id", 1).append("lastN", 7),
                  upsert);
          try {
            c.replaceOne(
                and(eq("_id", 1), lt("lastN", 6)),
                new Document("_id", 1).append("lastN", 6),
                upsert);
            return "no error";
          } catch (MongoException e) {
            return counts(r) + " error " + e.getCode();
          }
        });
    on(
        "findOneAndUpdate: before, after, upsert, none",
        "{\"_id\": 1, \"n\": 0} {\"_id\": 1, \"n\": 2} {\"_id\": 2, \"n\": 1} null",
        c -> {
          c.insertOne(new Document("_id", 1).append("n", 0));
          FindOneAndUpdateOptions after =
              new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
          return text(c.findOneAndUpdate(eq("_id", 1), Updates.inc("n", 1)))
              + " "
              + text(c.findOneAndUpdate(eq("_id", 1), Updates.inc("n", 1), after))
              + " "
              + text(
                  c.findOneAndUpdate(
                      eq("_id", 2),
                      Updates.inc("n", 1),
                      new FindOneAndUpdateOptions()
                          .upsert(true)
                          .returnDocument(ReturnDocument.AFTER)))
              + " "
              + text(c.findOneAndUpdate(eq("_id", 3), Updates.inc("n", 1)));
        });
    on(
        "findOneAndUpdate: sorted",
        "5",
        c -> {
          fill(c);
          return String.valueOf(
              c.findOneAndUpdate(
                      and(eq("feed", "north"), eq("state", "submitted")),
                      Updates.set("state", "taken"),
                      new FindOneAndUpdateOptions()
                          .sort(orderBy(descending("risk"), ascending("due"))))
                  .get("_id"));
        });
    on(
        "findOneAndDelete",
        "{\"_id\": 1} 0",
        c -> {
          c.insertOne(new Document("_id", 1));
          return text(c.findOneAndDelete(eq("_id", 1))) + " " + count(c);
        });
    on(
        "deleteOne, deleteMany",
        "1 3 8",
        c -> {
          fill(c);
          return c.deleteOne(eq("feed", "north")).getDeletedCount()
              + " "
              + c.deleteMany(and(eq("feed", "north"), gt("n", 5))).getDeletedCount()
              + " "
              + count(c);
        });
    on(
        "bulk: ordered stops where it fails",
        "error 1:11000",
        c -> {
          c.insertOne(new Document("_id", 2));
          c.bulkWrite(
              List.of(
                  new InsertOneModel<>(new Document("_id", 1)),
                  new InsertOneModel<>(new Document("_id", 2)),
                  new InsertOneModel<>(new Document("_id", 3))));
          return "no error";
        });
    on(
        "bulk: ordered, what it left",
        "1 2",
        c -> {
          c.insertOne(new Document("_id", 2));
          try {
            c.insertMany(
                List.of(new Document("_id", 1), new Document("_id", 2), new Document("_id", 3)));
          } catch (MongoException e) {
            return ids(c.find().sort(ascending("_id")));
          }
          return "no error";
        });
    on(
        "bulk: unordered goes on, every error with its index",
        "error 0:11000 2:11000",
        c -> {
          c.insertOne(new Document("_id", 2));
          c.insertMany(
              List.of(new Document("_id", 2), new Document("_id", 3), new Document("_id", 2)),
              new InsertManyOptions().ordered(false));
          return "no error";
        });
    on(
        "bulk: mixed",
        "1 1 1 1 2",
        c -> {
          c.insertMany(List.of(new Document("_id", 1), new Document("_id", 2)));
          var r =
              c.bulkWrite(
                  List.of(
                      new UpdateOneModel<Document>(eq("_id", 1), Updates.set("a", 1)),
                      new InsertOneModel<>(new Document("_id", 3)),
                      new DeleteOneModel<>(eq("_id", 2))),
                  new BulkWriteOptions().ordered(true));
          return r.getMatchedCount()
              + " "
              + r.getModifiedCount()
              + " "
              + r.getInsertedCount()
              + " "
              + r.getDeletedCount()
              + " "
              + count(c);
        });
    on(
        "bulk: ordered updates stop where they fail",
        "error 0:11000",
        c -> {
          c.createIndex(Indexes.ascending("k"), new IndexOptions().unique(true));
          c.insertMany(
              List.of(
                  new Document("_id", 1).append("k", 1), new Document("_id", 2).append("k", 2)));
          try {
            c.bulkWrite(
                List.of(
                    new UpdateOneModel<Document>(eq("_id", 1), Updates.set("k", 2)),
                    new UpdateOneModel<Document>(eq("_id", 2), Updates.set("k", 3))));
          } catch (MongoBulkWriteException e) {
            if (c.find(eq("_id", 2)).first().getInteger("k") == 2) {
              throw e;
            }
          }
          return "went on";
        });
  }

  private static void uniqueness() {
    on(
        "unique: equal numbers of other types",
        "error 11000",
        c -> {
          c.createIndex(Indexes.ascending("feed", "n"), new IndexOptions().unique(true));
          c.insertOne(new Document("feed", "a").append("n", 1));
          c.insertOne(new Document("feed", "a").append("n", 1.0));
          return "no error";
        });
    on(
        "unique: elements of arrays of two documents",
        "error 11000",
        c -> {
          c.createIndex(Indexes.ascending("feed", "keys"), new IndexOptions().unique(true));
          c.insertOne(new Document("feed", "a").append("keys", List.of("d/1/1", "d/1/2")));
          c.insertOne(new Document("feed", "a").append("keys", List.of("d/1/3", "d/1/2")));
          return "no error";
        });
    on(
        "unique: equal elements within one document",
        "1",
        c -> {
          c.createIndex(Indexes.ascending("feed", "keys"), new IndexOptions().unique(true));
          c.insertOne(new Document("feed", "a").append("keys", List.of("d/1/1", "d/1/1")));
          return String.valueOf(count(c));
        });
    on(
        "unique: missing is null",
        "error 11000",
        c -> {
          c.createIndex(Indexes.ascending("k"), new IndexOptions().unique(true));
          c.insertOne(new Document("_id", 1));
          c.insertOne(new Document("_id", 2).append("k", null));
          return "no error";
        });
    on(
        "unique and sparse: missing is free",
        "2",
        c -> {
          c.createIndex(Indexes.ascending("k"), new IndexOptions().unique(true).sparse(true));
          c.insertMany(List.of(new Document("_id", 1), new Document("_id", 2)));
          return String.valueOf(count(c));
        });
    on(
        "sparse: null is still found",
        "1 2",
        c -> {
          c.createIndex(Indexes.ascending("k"), new IndexOptions().sparse(true));
          c.insertMany(
              List.of(
                  new Document("_id", 1),
                  new Document("_id", 2).append("k", null),
                  new Document("_id", 3).append("k", 3)));
          return ids(c.find(eq("k", null)).sort(ascending("_id")));
        });
    on(
        "unique: update into a taken key",
        "error 11000",
        c -> {
          c.createIndex(Indexes.ascending("k"), new IndexOptions().unique(true));
          c.insertMany(
              List.of(
                  new Document("_id", 1).append("k", 1), new Document("_id", 2).append("k", 2)));
          c.updateOne(eq("_id", 1), Updates.set("k", 2));
          return "no error";
        });
    on(
        "unique: findOneAndUpdate into a taken key",
        "error 11000",
        c -> {
          c.createIndex(Indexes.ascending("k"), new IndexOptions().unique(true));
          c.insertMany(
              List.of(
                  new Document("_id", 1).append("k", 1), new Document("_id", 2).append("k", 2)));
          c.findOneAndUpdate(eq("_id", 1), Updates.set("k", 2));
          return "no error";
        });
    on(
        "createIndex: on documents that contradict it",
        "error 11000",
        c -> {
          c.insertMany(List.of(new Document("k", 1), new Document("k", 1)));
          return c.createIndex(Indexes.ascending("k"), new IndexOptions().unique(true));
        });
    on(
        "createIndex: again",
        "k_1 k_1 2",
        c -> {
          String names =
              c.createIndex(Indexes.ascending("k")) + " " + c.createIndex(Indexes.ascending("k"));
          return names + " " + c.listIndexes().into(new ArrayList<>()).size();
        });
    on(
        "createIndex: same name, other fields",
        "error 86",
        c -> {
          c.createIndex(Indexes.ascending("k"), new IndexOptions().name("x"));
          return c.createIndex(Indexes.ascending("l"), new IndexOptions().name("x"));
        });
    on(
        "createIndex: on documents that are there",
        "2",
        c -> {
          c.insertMany(
              List.of(
                  new Document("_id", 1).append("k", "a"),
                  new Document("_id", 2).append("k", "b")));
          c.createIndex(Indexes.ascending("k"));
          return ids(c.find(gt("k", "a")));
        });
    on(
        "dropIndex: only the one that is named",
        "1 2 1",
        c -> {
          c.createIndex(Indexes.ascending("k"));
          c.dropIndex("k_1");
          c.insertOne(new Document("_id", 1).append("k", 1));
          return ids(c.find(eq("k", 1)))
              + " "
              + (c.listIndexes().into(new ArrayList<>()).size() + 1)
              + " "
              + count(c);
        });
    on(
        "two arrays in one index",
        "error 171",
        c -> {
          c.createIndex(Indexes.ascending("a", "b"));
          c.insertOne(new Document("a", List.of(1, 2)).append("b", List.of(3, 4)));
          return "no error";
        });
  }

  private static void errors() {
    on(
        "error: _id is changed",
        "error 66",
        c -> {
          c.insertOne(new Document("_id", 1));
          c.updateOne(eq("_id", 1), Updates.set("_id", 2));
          return "no error";
        });
    on(
        "error: unknown operator in a query",
        "error 2",
        c -> {
          c.insertOne(new Document("_id", 1));
          return text(c.find(new Document("a", new Document("$near_enough", 1))).first());
        });
    on(
        "error: unknown update operator",
        "error 9",
        c -> {
          c.insertOne(new Document("_id", 1));
          c.updateOne(eq("_id", 1), new Document("$double", new Document("a", 1)));
          return "no error";
        });
    on(
        "error: $inc of a word",
        "error 14",
        c -> {
          c.insertOne(new Document("_id", 1).append("a", "word"));
          c.updateOne(eq("_id", 1), Updates.inc("a", 1));
          return "no error";
        });
    on(
        "error: _id twice",
        "error 11000",
        c -> {
          c.insertOne(new Document("_id", 1));
          c.insertOne(new Document("_id", 1));
          return "no error";
        });
    CASES.add(
        new Case(
            "error: unknown command",
            "error 59",
            d -> text(d.runCommand(new Document("makeTea", 1)))));
  }
}
