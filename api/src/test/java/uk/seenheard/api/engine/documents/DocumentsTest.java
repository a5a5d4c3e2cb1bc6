package uk.seenheard.api.engine.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.in;
import static uk.seenheard.api.engine.documents.Where.lt;
import static uk.seenheard.api.engine.documents.Where.lte;
import static uk.seenheard.api.engine.documents.Where.or;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.engine.embedded.wire.DoorKey;
import uk.seenheard.api.engine.mongo.MongoStore;
import uk.seenheard.api.engine.mongo.ReplicaSet;

/**
 * The document operations on every store: the embedded one asked in its own process, the same one
 * asked by the driver over the wire, and the MongoDB that {@code -Dmongo.uri} names.
 */
class DocumentsTest {
  /** By which way the documents are reached. */
  enum Way {
    IN_PROCESS,
    WIRE,
    MONGODB
  }

  @TempDir static Path folder;
  private static Vertx vertx;
  private static EmbeddedStore embedded;
  private static String wire;
  private static int databases;

  private final List<DocumentStore> opened = new ArrayList<>();

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    embedded = EmbeddedStore.open(folder, false);
    wire = StoreFixture.serve(embedded);
  }

  @AfterAll
  static void close() throws Exception {
    embedded.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void closeStores() {
    opened.forEach(DocumentStore::close);
  }

  @BeforeEach
  void another() {
    databases++;
  }

  private Documents collection(Way way) {
    return store(way).collection("c");
  }

  private DocumentStore store(Way way) {
    String name = "contract-" + databases + "-" + System.nanoTime();
    Optional<String> uri = ReplicaSet.uri();
    org.junit.jupiter.api.Assumptions.assumeTrue(
        way != Way.MONGODB || uri.isPresent(), "no MongoDB is named by -Dmongo.uri");
    DocumentStore store =
        switch (way) {
          case IN_PROCESS -> embedded.documents(name, vertx);
          case WIRE ->
              MongoStore.connect(
                  wire, Optional.of(name), Optional.of(DoorKey.read(StoreFixture.key())), vertx);
          case MONGODB ->
              MongoStore.connect(uri.orElseThrow(), Optional.of(name), Optional.empty(), vertx);
        };
    opened.add(store);
    return store;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  private static Document numbered(int id, Object n) {
    return new Document("_id", id).append("n", n);
  }

  private static List<Object> ids(Find find) throws Exception {
    return await(find.list()).stream().map(found -> found.get("_id")).toList();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void severalQuestionsAreAnsweredInTheirOrder(Way way) throws Exception {
    Documents documents = collection(way);
    for (int i = 0; i < 50; i++) {
      await(documents.insert(new Document("_id", "k" + (10 + i)).append("n", i)));
    }
    List<Find> finds = new ArrayList<>();
    for (int i = 40; i > 0; i--) {
      finds.add(
          documents
              .find(and(gte("_id", "k" + (10 + i)), lte("_id", "k59")))
              .sort(Order.ascending("_id"))
              .limit(3)
              .only("n"));
    }
    List<List<Document>> found = await(documents.readEach(finds));
    assertThat(found).hasSize(40);
    assertThat(found.get(0)).extracting(document -> document.get("n")).containsExactly(40, 41, 42);
    assertThat(found.get(39)).extracting(document -> document.get("n")).containsExactly(1, 2, 3);
    assertThat(await(documents.readEach(List.of()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void everyTypeComesBackAsWhatItWas(Way way) throws Exception {
    Documents c = collection(way);
    byte[] bytes = new byte[60_000];
    Arrays.fill(bytes, (byte) 0x80);
    Document document =
        new Document("_id", "ä/1")
            .append("int", 7)
            .append("long", 7L)
            .append("most", Long.MAX_VALUE)
            .append("double", 1.5)
            .append("true", true)
            .append("null", null)
            .append("bytes", new Binary(bytes))
            .append("none", new Binary(new byte[0]))
            .append("text", "a child’s words \u0000 and \uD83D\uDE00")
            .append("list", List.of(1, 2L, "three", new Document("four", List.of())))
            .append("inner", new Document("b", 1).append("a", new Document()));
    await(c.insert(document));
    Document found = await(c.find(eq("_id", "ä/1")).first()).orElseThrow();
    assertThat(found).isEqualTo(document);
    assertThat(new ArrayList<>(found.keySet())).isEqualTo(new ArrayList<>(document.keySet()));
    assertThat(found.get("inner", Document.class).keySet()).containsExactly("b", "a");
    assertThat(found.get("int")).isInstanceOf(Integer.class);
    assertThat(found.get("long")).isInstanceOf(Long.class);
    assertThat(found.get("bytes", Binary.class).getData()).isEqualTo(bytes);
    assertThat(found.getList("list", Object.class).get(1)).isInstanceOf(Long.class);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void documentIsInsertedBehindTheParts(Way way) throws Exception {
    DocumentStore store = store(way);
    await(store.collection("part").insert(numbered(2, "was there")));
    await(
        store.insert(
            "whole", numbered(1, "whole"), "part", List.of(numbered(1, "one"), numbered(2, "x"))));
    await(store.insert("whole", numbered(2, "alone"), "part", List.of()));
    assertThat(await(store.collection("whole").find(and()).list()))
        .containsExactly(numbered(1, "whole"), numbered(2, "alone"));
    assertThat(await(store.collection("part").find(and()).list()))
        .containsExactlyInAnyOrder(numbered(1, "one"), numbered(2, "was there"));
  }

  /** What is left of the parts, if anything, nothing names. */
  @ParameterizedTest
  @EnumSource(Way.class)
  void documentWhoseKeyIsTakenChangesNoPartThatWasThere(Way way) throws Exception {
    DocumentStore store = store(way);
    await(store.insert("whole", numbered(1, "first"), "part", List.of(numbered(1, "one"))));
    assertThatThrownBy(
            () ->
                await(
                    store.insert(
                        "whole",
                        numbered(1, "second"),
                        "part",
                        List.of(numbered(1, "other"), numbered(2, "two")))))
        .satisfies(failed -> assertThat(KeyTaken.is(failed)).isTrue());
    assertThat(await(store.collection("whole").find(and()).list()))
        .containsExactly(numbered(1, "first"));
    assertThat(await(store.collection("part").find(eq("_id", 1)).list()))
        .containsExactly(numbered(1, "one"));
    assertThat(await(store.collection("part").find(eq("_id", 2)).list()))
        .as("all or nothing in the process that owns the store")
        .hasSize(way == Way.IN_PROCESS ? 0 : 1);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void conditionsMeetWhatTheySay(Way way) throws Exception {
    Documents c = collection(way);
    await(c.insertMissing(List.of(numbered(1, 1), numbered(2, 2L), numbered(3, 3.0))));
    await(c.insert(numbered(4, "2")));
    await(c.insert(numbered(5, List.of(2, 9))));
    await(c.insert(new Document("_id", 6)));
    await(c.insert(numbered(7, null)));
    Order byId = Order.ascending("_id");
    assertThat(ids(c.find(eq("n", 2)).sort(byId))).containsExactly(2, 5);
    assertThat(ids(c.find(gt("n", 2)).sort(byId))).containsExactly(3, 5);
    assertThat(ids(c.find(gte("n", 2)).sort(byId))).containsExactly(2, 3, 5);
    assertThat(ids(c.find(lt("n", 2)).sort(byId))).containsExactly(1);
    assertThat(ids(c.find(lte("n", 2)).sort(byId))).containsExactly(1, 2, 5);
    assertThat(ids(c.find(in("n", List.of(1, "2", 9))).sort(byId))).containsExactly(1, 4, 5);
    assertThat(ids(c.find(in("n", List.of())))).isEmpty();
    assertThat(ids(c.find(eq("n", null)).sort(byId))).containsExactly(6, 7);
    assertThat(ids(c.find(and(gt("n", 1), lt("n", 3))).sort(byId))).containsExactly(2, 5);
    assertThat(ids(c.find(or(eq("n", 1), and(gt("n", 2), eq("_id", 3)))).sort(byId)))
        .containsExactly(1, 3);
    assertThat(ids(c.find(and()).sort(byId))).hasSize(7);
    assertThat(ids(c.find(eq("no.such", 1)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void answersAreOrderedLimitedAndNarrowed(Way way) throws Exception {
    Documents c = collection(way);
    await(c.index(Order.ascending("feed").thenDescending("n")));
    await(c.index(Order.ascending("feed").thenDescending("n")));
    for (int i = 0; i < 10; i++) {
      await(c.insert(new Document("_id", i).append("feed", "f" + i % 2).append("n", i)));
    }
    assertThat(ids(c.find(eq("feed", "f1")).sort(Order.descending("n")).limit(2)))
        .containsExactly(9, 7);
    assertThat(ids(c.find(and()).sort(Order.descending("feed").thenAscending("n")).limit(6)))
        .containsExactly(1, 3, 5, 7, 9, 0);
    assertThat(await(c.find(eq("feed", "f0")).sort(Order.ascending("n")).only("n").first()))
        .contains(new Document("_id", 0).append("n", 0));
    assertThat(await(c.find(eq("feed", "none")).first())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aReadIsBounded(Way way) throws Exception {
    Documents c = collection(way);
    List<Document> many = new ArrayList<>();
    for (int i = 0; i <= Documents.MAX_READ; i++) {
      many.add(new Document("_id", i));
    }
    await(c.insertMissing(many));
    assertThat(await(c.find(lt("_id", Documents.MAX_READ)).list())).hasSize(Documents.MAX_READ);
    assertThatThrownBy(() -> await(c.find(gte("_id", 0)).list()))
        .hasMessageContaining("a read was not bounded");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aKeyIsHeldByOne(Way way) throws Exception {
    Documents c = collection(way);
    await(c.unique(Order.ascending("feed", "keys")));
    await(c.insert(new Document("_id", 1).append("feed", "f").append("keys", List.of("a", "b"))));
    assertThatThrownBy(
            () ->
                await(
                    c.insert(
                        new Document("_id", 2)
                            .append("feed", "f")
                            .append("keys", List.of("c", "b")))))
        .isInstanceOf(KeyTaken.class);
    assertThatThrownBy(() -> await(c.insert(new Document("_id", 1)))).isInstanceOf(KeyTaken.class);
    await(c.insert(new Document("_id", 2).append("feed", "g").append("keys", List.of("b"))));
    assertThatThrownBy(() -> await(c.update(eq("_id", 2), Change.set("feed", "f"))))
        .isInstanceOf(KeyTaken.class);
    assertThatThrownBy(
            () ->
                await(
                    c.put(
                        and(eq("_id", 1), eq("feed", "other")),
                        new Document("_id", 1).append("feed", "x"))))
        .isInstanceOf(KeyTaken.class);
    assertThat(ids(c.find(and()).sort(Order.ascending("_id")))).containsExactly(1, 2);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theMissingAreInsertedTheOthersLeft(Way way) throws Exception {
    Documents c = collection(way);
    assertThat(await(c.insertMissing(List.of(numbered(1, "first"), numbered(2, "first")))))
        .isZero();
    assertThat(
            await(
                c.insertMissing(
                    List.of(numbered(0, "2nd"), numbered(2, "2nd"), numbered(3, "2nd")))))
        .isEqualTo(1);
    assertThat(await(c.find(and()).sort(Order.ascending("_id")).list()))
        .extracting(found -> found.getString("n"))
        .containsExactly("2nd", "first", "first", "2nd");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void replacementsSayWhetherTheyWrote(Way way) throws Exception {
    Documents c = collection(way);
    assertThat(await(c.replace(eq("_id", 1), numbered(1, 1)))).isFalse();
    await(c.put(and(eq("_id", 1), lt("n", 5)), numbered(1, 5)));
    assertThat(await(c.replace(and(eq("_id", 1), lt("n", 6)), numbered(1, 6)))).isTrue();
    assertThat(await(c.replace(and(eq("_id", 1), lt("n", 6)), numbered(1, 7)))).isFalse();
    assertThat(
            await(
                c.replaceEach(
                    List.of(
                        new Documents.Replacement(
                            and(eq("_id", 1), eq("n", 6)), numbered(1, 8), false),
                        new Documents.Replacement(
                            and(eq("_id", 2), eq("n", 0)), numbered(2, 1), true),
                        new Documents.Replacement(
                            and(eq("_id", 1), eq("n", 6)), numbered(1, 9), true),
                        new Documents.Replacement(
                            and(eq("_id", 3), eq("n", 0)), numbered(3, 1), false)))))
        .isEqualTo(2);
    assertThat(await(c.find(and()).sort(Order.ascending("_id")).list()))
        .containsExactly(numbered(1, 8), numbered(2, 1));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void changesSetRaiseAndAdd(Way way) throws Exception {
    Documents c = collection(way);
    assertThat(await(c.update(eq("_id", 1), Change.set("n", 1)))).isFalse();
    await(c.upsert(eq("_id", 1), Change.max("n", 5L).and(Change.set("a.b", "deep"))));
    await(c.upsert(eq("_id", 1), Change.max("n", 3L)));
    assertThat(await(c.find(eq("_id", 1)).first()))
        .contains(new Document("_id", 1).append("a", new Document("b", "deep")).append("n", 5L));
    assertThat(await(c.update(eq("_id", 1), Change.set("n", null)))).isTrue();
    assertThat(await(c.find(eq("_id", 1)).first()).orElseThrow()).containsEntry("n", null);
    assertThat(await(c.upsertAndGet(eq("_id", 2), Change.add("k", 1))))
        .isEqualTo(new Document("_id", 2).append("k", 1));
    assertThat(await(c.upsertAndGet(eq("_id", 2), Change.add("k", 2))).get("k")).isEqualTo(3);
    await(c.updateAll(in("_id", List.of(1, 2)), Change.set("all", true)));
    assertThat(ids(c.find(eq("all", true)).sort(Order.ascending("_id")))).containsExactly(1, 2);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void deletionsTakeOneOrAll(Way way) throws Exception {
    Documents c = collection(way);
    for (int i = 0; i < 200; i++) {
      await(c.insert(numbered(i, i % 2)));
    }
    await(c.delete(eq("n", 1)));
    assertThat(ids(c.find(eq("n", 1)))).hasSize(99);
    await(c.deleteAll(eq("n", 1)));
    assertThat(ids(c.find(eq("n", 1)))).isEmpty();
    assertThat(ids(c.find(eq("n", 0)))).hasSize(100);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void countersAreGivenToOneEach(Way way) throws Exception {
    Documents c = collection(way);
    await(c.insert(new Document("_id", "n").append("k", 0)));
    List<Future<Document>> asked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      asked.add(c.upsertAndGet(eq("_id", "n"), Change.add("k", 1)));
    }
    Set<Integer> given = new HashSet<>();
    for (Future<Document> one : asked) {
      given.add(await(one).getInteger("k"));
    }
    assertThat(given).hasSize(200).contains(1, 200);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void whatWasGivenToWriteMayBeChangedAfterwards(Way way) throws Exception {
    Documents c = collection(way);
    List<Object> list = new ArrayList<>(List.of("before"));
    Document document = new Document("_id", 1).append("list", list);
    Future<Void> written = c.insert(document);
    await(written);
    list.add("after");
    assertThat(await(c.find(eq("_id", 1)).first()))
        .contains(new Document("_id", 1).append("list", List.of("before")));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theAnswerComesOnTheContextThatAsked(Way way) throws Exception {
    Documents c = collection(way);
    Context context = vertx.getOrCreateContext();
    io.vertx.core.Promise<Context> seen = io.vertx.core.Promise.promise();
    context.runOnContext(
        asked ->
            c.find(and())
                .limit(1)
                .list()
                .onComplete(found -> seen.complete(Vertx.currentContext())));
    assertThat(await(seen.future())).isSameAs(context);
  }
}
