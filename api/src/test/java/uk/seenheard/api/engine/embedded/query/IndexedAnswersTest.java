package uk.seenheard.api.engine.embedded.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Seed;
import uk.seenheard.api.engine.embedded.StoreFixture;

/** Whatever is asked: a collection with indexes answers as one without. */
@Tag("long")
class IndexedAnswersTest {
  @TempDir Path directory;

  private static final String[] FIELDS = {"a", "b", "c", "d.e"};

  private static Object value(Random random, boolean arrays) {
    return switch (random.nextInt(arrays ? 9 : 7)) {
      case 0 -> random.nextInt(5);
      case 1 -> (long) random.nextInt(5);
      case 2 -> random.nextInt(10) / 2.0;
      case 3 -> "s" + random.nextInt(4);
      case 4 -> null;
      case 5 -> random.nextBoolean();
      case 6 -> new Date(random.nextInt(5));
      case 7 -> new ArrayList<>(Arrays.asList(value(random, false), value(random, false)));
      default -> List.of();
    };
  }

  private static Document document(Random random, int id) {
    Document d = new Document("_id", id);
    // Only one field of an index may hold an array.
    if (random.nextInt(4) > 0) {
      d.append("a", value(random, true));
    }
    if (random.nextInt(4) > 0) {
      d.append("b", value(random, false));
    }
    if (random.nextInt(4) > 0) {
      d.append("c", value(random, false));
    }
    if (random.nextInt(3) > 0) {
      d.append("d", new Document("e", value(random, false)));
    }
    return d;
  }

  private static Object condition(Random random) {
    return switch (random.nextInt(7)) {
      case 0, 1 -> value(random, false);
      case 2 ->
          new Document(
              "$in",
              Arrays.asList(value(random, false), value(random, false), value(random, false)));
      case 3 -> new Document("$gt", value(random, false)).append("$lte", value(random, false));
      case 4 -> new Document("$gte", value(random, false));
      case 5 -> new Document("$lt", value(random, false));
      default -> new Document("$ne", value(random, false));
    };
  }

  private static Document query(Random random) {
    Document query = new Document();
    List<Document> parts = new ArrayList<>();
    for (String field : FIELDS) {
      int way = random.nextInt(4);
      if (way == 0) {
        query.append(field, condition(random));
      } else if (way == 1) {
        parts.add(new Document(field, condition(random)));
      }
    }
    if (!parts.isEmpty()) {
      query.append(random.nextInt(4) == 0 ? "$or" : "$and", parts);
    }
    return query;
  }

  private static Document sort(Random random) {
    Document sort = new Document();
    for (String field : FIELDS) {
      if (random.nextInt(3) == 0) {
        sort.append(field, random.nextBoolean() ? 1 : -1);
      }
    }
    return sort;
  }

  @Test
  void anIndexChangesNoAnswer() {
    Seed.fixed(20_261_130L, this::sameAnswers);
  }

  private void sameAnswers(Random random) {
    int queries = Integer.getInteger("seenheard.store.queries", 300);
    try (StoreFixture fixture = new StoreFixture(directory)) {
      MongoCollection<Document> plain = fixture.collection("plain");
      MongoCollection<Document> indexed = fixture.collection("indexed");
      indexed.createIndex(Indexes.ascending("a", "b"));
      indexed.createIndex(
          Indexes.compoundIndex(
              Indexes.descending("b"), Indexes.ascending("c"), Indexes.ascending("d.e")));
      indexed.createIndex(
          Indexes.ascending("d.e"), new com.mongodb.client.model.IndexOptions().sparse(true));
      indexed.createIndex(Indexes.compoundIndex(Indexes.ascending("c"), Indexes.descending("a")));
      List<Document> documents = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        documents.add(document(random, i));
      }
      plain.insertMany(documents);
      indexed.insertMany(documents);
      for (int i = 0; i < queries; i++) {
        Document query = query(random);
        Document sort = sort(random);
        String asked = query.toJson() + " sort " + sort.toJson();
        List<Document> expected = plain.find(query).sort(sort).into(new ArrayList<>());
        List<Document> got =
            indexed
                .find(query)
                .sort(sort)
                .batchSize(1 + random.nextInt(50))
                .into(new ArrayList<>());
        assertThat(got).as(asked).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(counted(fixture, query)).as(asked).isEqualTo(expected.size());
        if (!sort.isEmpty()) {
          Document byId = new Document(sort).append("_id", 1);
          assertThat(indexed.find(query).sort(byId).limit(7).into(new ArrayList<>()))
              .as(asked)
              .isEqualTo(plain.find(query).sort(byId).limit(7).into(new ArrayList<>()));
          if (sort.containsKey("a")) {
            continue; // arrays tie with their elements; the sort with _id above says enough
          }
          assertThat(sortValues(got, sort)).as(asked).isEqualTo(sortValues(expected, sort));
        }
      }
    }
  }

  /** What the command `count` says: from the index alone where it can. */
  private static int counted(StoreFixture fixture, Document query) {
    return fixture
        .database
        .runCommand(new Document("count", "indexed").append("query", query))
        .getInteger("n");
  }

  /** Ties may come in any order; what is sorted by may not. */
  private static List<Object> sortValues(List<Document> documents, Document sort) {
    List<Object> values = new ArrayList<>();
    for (Document d : documents) {
      for (String field : sort.keySet()) {
        Object value =
            field.equals("d.e")
                ? d.get("d") == null ? null : d.get("d", Document.class).get("e")
                : d.get(field);
        values.add(value instanceof Number n ? (Object) n.doubleValue() : value);
      }
    }
    return values;
  }
}
