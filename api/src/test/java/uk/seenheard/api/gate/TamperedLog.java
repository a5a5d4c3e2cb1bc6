package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.engine.documents.Where.eq;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.LogAudit;
import uk.seenheard.api.RealHandset;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreCommand;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.log.LogCheck;
import uk.seenheard.api.ground.log.LogSeal;
import uk.seenheard.api.ground.log.LogStart;
import uk.seenheard.api.ground.log.MongoCommitLog;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.MongoIncidentKeys;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;

/** A log of looks and words, and the store that whoever tampers with it can write. */
abstract class TamperedLog {
  static final String FEED = "marlshire";
  private static final int LOOKS = 125;
  private static final int BETWEEN_LOOKS = 6;

  /** The folders of a server that ran and was stopped: data, and keys apart from them. */
  @TempDir static Path original;

  @TempDir Path folder;

  @BeforeAll
  static void aLogOfLooksAndWords() {
    AtomicLong looked = new AtomicLong();
    // Looks within minutes are one; the last of them is at this moment.
    LongSupplier clock =
        () ->
            System.currentTimeMillis()
                - (LOOKS + 1 - looked.get()) * TimeUnit.MINUTES.toMillis(BETWEEN_LOOKS);
    try (LiveServer server = LiveServer.start(original.resolve("data"), clock, keys(original));
        Handset handset =
            RealHandset.open(
                original.resolve("handset"),
                server.url(),
                new RealHandset.Clocks(clock::getAsLong, 0))) {
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      String incident = RealHandset.recordChild(handset, "TAMPER-1", "he locks the door");
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      Caller sergeant = Caller.signedIn(server.url(), "ps401");
      while (looked.getAndIncrement() < LOOKS) {
        sergeant = looked.get() % 40 == 0 ? Caller.signedIn(server.url(), "ps401") : sergeant;
        sergeant.get("/v1/incidents/" + incident).expect(200);
      }
      // The commit whose every byte is flipped lies near the end: each is verified from there.
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      RealHandset.recordChild(handset, "TAMPER-2", "she counts the stairs");
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    }
  }

  static java.util.function.LongSupplier now() {
    return System::currentTimeMillis;
  }

  static Map<String, String> keys(Path in) {
    return Map.of("SEENHEARD_KEYS", in.resolve("keys").resolve("keys.json").toString());
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          StoreFixture.folder(target);
        } else {
          Files.copy(
              file,
              target,
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  Path data() {
    return folder.resolve("data");
  }

  void restore() throws IOException {
    copy(original.resolve("data"), data());
    copy(original.resolve("keys"), folder.resolve("keys"));
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  /** The store, open for whoever can write it. */
  static final class Store implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final EmbeddedStore store;
    final DocumentStore documents;
    final Documents commits;
    final LogSeal seal;
    final LogStart start;

    Store(Path data, Path keys) throws IOException {
      // Whoever alters a store keeps to no index.
      store = EmbeddedStore.open(data, false);
      documents = store.documents(vertx);
      commits = documents.collection("commits");
      Keys read = Keys.load(keys);
      seal = new LogSeal(FEED, read.logKey(), new JdkDigests());
      start =
          new LogStart(
              vertx,
              new MongoCommitLog(documents, FEED),
              seal,
              new MongoIncidentKeys(documents, FEED, IncidentKey.of(read.forceKey())));
    }

    long last() throws Exception {
      return await(new MongoCommitLog(documents, FEED).last());
    }

    Document commit(long n) throws Exception {
      return await(commits.find(eq("n", n)).first()).orElseThrow();
    }

    void remove(long n) throws Exception {
      await(commits.delete(eq("n", n)));
    }

    void put(Document commit) throws Exception {
      await(commits.insert(commit));
    }

    void replace(long n, Document commit) throws Exception {
      remove(n);
      put(commit);
    }

    /** Puts another in its place: in one write where it is still found by its id. */
    void alter(Document was, Document altered) throws Exception {
      if (was.get("_id").equals(altered.get("_id"))) {
        await(commits.replace(eq("_id", was.get("_id")), altered));
      } else {
        replace(was.getLong("n"), altered);
      }
    }

    /** The opposite. */
    void putBack(Document was, Document altered) throws Exception {
      if (was.get("_id").equals(altered.get("_id"))) {
        await(commits.replace(eq("_id", was.get("_id")), was));
      } else {
        // By whichever of the two was not altered.
        await(commits.deleteAll(eq("_id", was.get("_id"))));
        await(commits.deleteAll(eq("prev", was.get("prev"))));
        put(was);
      }
    }

    long lastFromHandset() throws Exception {
      long n = last();
      while (!fromHandset(commit(n))) {
        n--;
      }
      return n;
    }

    /** The bodies that a commit has of the first of its incidents. */
    Document piece(long n) throws Exception {
      return await(documents.collection("bodies").find(eq("n", n)).first()).orElseThrow();
    }

    void replacePiece(Document piece) throws Exception {
      await(documents.collection("bodies").replace(eq("_id", piece.get("_id")), piece));
    }

    void removePiece(Document piece) throws Exception {
      await(documents.collection("bodies").delete(eq("_id", piece.get("_id"))));
    }

    Optional<LogCheck.Fault> fault() throws Exception {
      return await(start.verify(LogCheck.whole(seal)));
    }

    /** What a start says, which verifies the last hundred. */
    String atStart() throws Exception {
      return await(
          start.verifyLast().map("").otherwise(refused -> String.valueOf(refused.getMessage())));
    }

    @Override
    public void close() throws Exception {
      documents.close();
      await(vertx.close());
      store.close();
    }
  }

  Store store() throws IOException {
    return new Store(data(), folder.resolve("keys").resolve("keys.json"));
  }

  String check(String... more) {
    StringWriter said = new StringWriter();
    CommandLine line =
        new CommandLine(new StoreCommand(new LogAudit()))
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said));
    String[] arguments =
        Stream.concat(Stream.of("check", "--data", data().toString()), Stream.of(more))
            .toArray(String[]::new);
    return line.execute(arguments) + " " + said;
  }

  String checkWithKeys() {
    return check("--keys", folder.resolve("keys").resolve("keys.json").toString());
  }

  String startSays() {
    try (LiveServer server = LiveServer.start(data(), now(), keys(folder))) {
      return "";
    } catch (IllegalStateException refused) {
      return String.valueOf(refused.getCause());
    }
  }

  static byte[] bytes(Document document) {
    BasicOutputBuffer out = new BasicOutputBuffer();
    try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
      new DocumentCodec().encode(writer, document, EncoderContext.builder().build());
      return out.toByteArray();
    }
  }

  static Optional<Document> document(byte[] bytes) {
    try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(bytes))) {
      return Optional.of(new DocumentCodec().decode(reader, DecoderContext.builder().build()));
    } catch (RuntimeException | OutOfMemoryError noDocument) {
      // A length in it may say that gigabytes follow: the reader asks for them before it looks.
      return Optional.empty();
    }
  }

  static boolean fromHandset(Document commit) {
    return !commit
        .getList("batches", Document.class)
        .get(0)
        .getString("device")
        .startsWith("server-");
  }
}
