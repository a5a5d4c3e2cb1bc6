package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;

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
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.LogAudit;
import uk.seenheard.api.RealHandset;
import uk.seenheard.api.engine.documents.Change;
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

/**
 * Kind 4 of the gate: evidence that tampering does not disturb. Whoever can write the store, but
 * has not the key folder, alters the log of a force in every way thought of; {@code store check}
 * says where, and a server says so at its start for the last hundred commits.
 */
class TamperingTest {
  private static final Held HELD =
      Held.of(4, "Evidence that tampering does not disturb", TamperingTest.class);

  private static final String FEED = "marlshire";
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

  private static java.util.function.LongSupplier now() {
    return System::currentTimeMillis;
  }

  private static Map<String, String> keys(Path in) {
    return Map.of("SEENHEARD_KEYS", in.resolve("keys").resolve("keys.json").toString());
  }

  private static void copy(Path from, Path to) throws IOException {
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

  private Path data() {
    return folder.resolve("data");
  }

  private void restore() throws IOException {
    copy(original.resolve("data"), data());
    copy(original.resolve("keys"), folder.resolve("keys"));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  /** The store, open for whoever can write it. */
  private static final class Store implements AutoCloseable {
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

  private Store store() throws IOException {
    return new Store(data(), folder.resolve("keys").resolve("keys.json"));
  }

  private String check(String... more) {
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

  private String checkWithKeys() {
    return check("--keys", folder.resolve("keys").resolve("keys.json").toString());
  }

  private String startSays() {
    try (LiveServer server = LiveServer.start(data(), now(), keys(folder))) {
      return "";
    } catch (IllegalStateException refused) {
      return String.valueOf(refused.getCause());
    }
  }

  private static byte[] bytes(Document document) {
    BasicOutputBuffer out = new BasicOutputBuffer();
    try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
      new DocumentCodec().encode(writer, document, EncoderContext.builder().build());
      return out.toByteArray();
    }
  }

  private static Optional<Document> document(byte[] bytes) {
    try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(bytes))) {
      return Optional.of(new DocumentCodec().decode(reader, DecoderContext.builder().build()));
    } catch (RuntimeException | OutOfMemoryError noDocument) {
      // A length in it may say that gigabytes follow: the reader asks for them before it looks.
      return Optional.empty();
    }
  }

  @AfterAll
  static void write() {
    HELD.walking(
            "every byte of a commit and of its bodies; each of the last hundred removed; author, team,"
                + " verdict, reason, body, look altered; bodies removed, or another commit's")
        .write();
  }

  @Test
  void aLogThatNobodyAlteredIsSound() throws Exception {
    restore();
    assertThat(checkWithKeys())
        .startsWith("0 ")
        .contains("The log of marlshire is as it was written, to commit ");
    assertThat(check()).startsWith("0 ").contains("its seals were not looked at");
    assertThat(startSays()).isEmpty();
  }

  @Test
  void everyByteOfACommitFlippedInTurnIsNoticed() throws Exception {
    restore();
    try (Store store = store()) {
      long n = store.lastFromHandset();
      Document was = store.commit(n);
      byte[] sound = bytes(was);
      int tried = 0;
      int noDocument = 0;
      int sameMeaning = 0;
      for (int i = 0; i < sound.length; i++) {
        byte[] flipped = sound.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        Optional<Document> altered = document(flipped);
        if (altered.isEmpty()) {
          noDocument++;
          continue;
        }
        if (altered.get().equals(was)) {
          // The name of a place in a list, which says nothing: the file's own check is for it.
          sameMeaning++;
          continue;
        }
        try {
          store.replace(n, altered.get());
        } catch (Exception notStored) {
          noDocument++;
          await(store.commits.deleteAll(eq("prev", was.get("prev"))));
          store.put(was);
          continue;
        }
        Optional<LogCheck.Fault> fault =
            await(store.start.verify(LogCheck.after(store.seal, Math.max(0, n - 2))));
        assertThat(fault).as("byte " + i + " of commit " + n).isPresent();
        tried++;
        // By whichever of the two was not altered.
        await(store.commits.deleteAll(eq("_id", was.get("_id"))));
        await(store.commits.deleteAll(eq("prev", was.get("prev"))));
        store.put(was);
      }
      int noticed = tried;
      HELD.tries(
          "every byte of a commit", () -> assertThat(noticed).isGreaterThan(sound.length / 2));
      assertThat(tried + noDocument + sameMeaning).isEqualTo(sound.length);
      assertThat(sameMeaning).as("names of places in lists").isLessThan(sound.length / 40);
      assertThat(store.fault()).isEmpty();
    }
  }

  @Test
  void eachOfTheLastHundredCommitsRemovedIsSaidAtTheStart() throws Exception {
    restore();
    try (Store store = store()) {
      long last = store.last();
      for (long n = last - 99; n < last; n++) {
        Document was = store.commit(n);
        store.remove(n);
        String missing = "commit " + n + ": it is missing";
        HELD.tries(missing, () -> assertThat(store.atStart()).contains(missing));
        store.put(was);
      }
      assertThat(store.atStart()).isEmpty();
      store.remove(last - 7);
    }
    assertThat(startSays()).contains("it is missing").contains("store check");
  }

  @Test
  void theLastCommitRemovedIsSaidByTheKeyFolder() throws Exception {
    restore();
    long last;
    try (Store store = store()) {
      last = store.last();
      store.remove(last);
    }
    assertThat(checkWithKeys())
        .startsWith("1 ")
        .contains("ends at commit " + (last - 1))
        .contains("remembers commit " + last);
  }

  @Test
  void theLastFortyRemovedWithTheirProjectionsAreSaidByCheckAndStart() throws Exception {
    restore();
    long last;
    try (Store store = store()) {
      last = store.last();
      await(store.commits.deleteAll(gt("n", last - 40)));
      await(store.documents.collection("segments").deleteAll(gt("n", last - 40)));
      await(
          store
              .documents
              .collection("watermarks")
              .updateAll(gt("n", last - 40), Change.set("n", last - 40)));
    }
    assertThat(checkWithKeys())
        .startsWith("1 ")
        .contains("ends at commit " + (last - 40))
        .contains("remembers commit " + last);
    assertThat(startSays()).isEmpty();
    assertThat(report())
        .contains("remembers commit " + last)
        .contains("in no handset: only a later backup");
  }

  @Test
  void anOldCopyOfTheDataBesideItsKeyFolderIsSaidOnce() throws Exception {
    restore();
    Path copy = folder.resolve("copy");
    copy(data(), copy);
    assertThat(startSays()).isEmpty();
    copy(copy, data());
    assertThat(checkWithKeys()).startsWith("1 ").contains("the data folder is an old copy");
    assertThat(startSays()).isEmpty();
    assertThat(report()).contains("the data folder is an old copy");
    assertThat(checkWithKeys()).startsWith("0 ");
  }

  @Test
  void dataThatAreGoneBesideTheirKeyFolderAreRefused() throws Exception {
    restore();
    Path empty = folder.resolve("empty");
    assertThatThrownBy(() -> LiveServer.start(empty, now(), keys(folder)).close())
        .hasRootCauseMessage(
            "The store holds no log, but the key folder remembers commit "
                + remembered()
                + ". See that the data folder is the right one and is mounted. If the log is gone"
                + " for good, restore a backup; without one, remove "
                + folder.resolve("keys").resolve("log-head-marlshire.txt")
                + " and start again: handsets then send what they still keep.");
  }

  private String remembered() throws IOException {
    return Files.readAllLines(folder.resolve("keys").resolve("log-head-marlshire.txt")).get(1);
  }

  private String report() throws IOException {
    try (Stream<Path> files = Files.list(data())) {
      Path report =
          files
              .filter(file -> file.getFileName().toString().startsWith("restore-report-"))
              .findFirst()
              .orElseThrow();
      return Files.readString(report);
    }
  }

  @Test
  void twoCommitsThatChangedPlacesAreNoticed() throws Exception {
    restore();
    long n;
    try (Store store = store()) {
      n = store.last() - 20;
      Document one = store.commit(n);
      Document two = store.commit(n + 1);
      store.remove(n);
      store.remove(n + 1);
      Object id = one.get("_id");
      one.put("n", n + 1);
      one.put("_id", two.get("_id"));
      two.put("n", n);
      two.put("_id", id);
      store.put(one);
      store.put(two);
      assertThat(store.atStart()).contains("commit " + n + ": what it says was altered");
    }
    assertThat(checkWithKeys()).startsWith("1 ").contains("commit " + n);
    assertThat(check()).startsWith("1 ").contains("commit " + n);
  }

  private interface Alteration {
    void alter(Document change);
  }

  /** Alters the first change with a body in a commit that handsets or the desk wrote. */
  private void altered(boolean handsets, String says, Alteration alteration) throws Exception {
    restore();
    long n;
    try (Store store = store()) {
      n = handsets ? 1 : store.last() - 20;
      while (handsets != fromHandset(store.commit(n))) {
        n++;
      }
      Document commit = store.commit(n);
      Document batch = commit.getList("batches", Document.class).get(0);
      alteration.alter(batch.getList("changes", Document.class).get(0));
      store.replace(n, commit);
      assertThat(store.fault().map(LogCheck.Fault::text))
          .hasValueSatisfying(text -> assertThat(text).contains(says));
      assertThat(store.fault().map(LogCheck.Fault::n)).contains(n);
    }
    String where = "commit " + n + ": ";
    HELD.tries(
        says + " in a commit of " + (handsets ? "handsets" : "the desk"),
        () -> assertThat(checkWithKeys()).startsWith("1 ").contains(where));
  }

  private static boolean fromHandset(Document commit) {
    return !commit
        .getList("batches", Document.class)
        .get(0)
        .getString("device")
        .startsWith("server-");
  }

  @Test
  void anAuthorAlteredIsNoticed() throws Exception {
    altered(true, "what it says was altered", change -> change.put("author", "pc1299"));
  }

  @Test
  void aTeamAlteredIsNoticed() throws Exception {
    altered(true, "what it says was altered", change -> change.put("team", "brackenford"));
  }

  @Test
  void aVerdictAlteredIsNoticed() throws Exception {
    altered(true, "what it says was altered", change -> change.put("verdict", "quarantined"));
  }

  @Test
  void aReasonAddedIsNoticed() throws Exception {
    altered(true, "what it says was altered", change -> change.put("reason", "invented"));
  }

  private interface OfBodies {
    void alter(Store store, long n, Document piece) throws Exception;
  }

  /** Alters what lies beside the first commit that handsets wrote: its sealed bodies. */
  private void besideACommit(String says, OfBodies alteration) throws Exception {
    restore();
    long n = 1;
    try (Store store = store()) {
      while (!fromHandset(store.commit(n))) {
        n++;
      }
      alteration.alter(store, n, store.piece(n));
      assertThat(store.fault().map(LogCheck.Fault::text))
          .hasValueSatisfying(text -> assertThat(text).contains(says));
      assertThat(store.fault().map(LogCheck.Fault::n)).contains(n);
    }
    String where = "commit " + n + ": ";
    HELD.tries(
        says + " beside a commit",
        () -> assertThat(checkWithKeys()).startsWith("1 ").contains(where));
  }

  @Test
  void aBodySwappedIsNoticedWithoutTheKeyAsWell() throws Exception {
    besideACommit(
        "sealed words of incident",
        (store, n, piece) -> {
          byte[] bodies = piece.get("bodies", Binary.class).getData().clone();
          bodies[bodies.length - 1] ^= 1;
          piece.put("bodies", new Binary(bodies));
          store.replacePiece(piece);
        });
    assertThat(check()).startsWith("1 ").contains("sealed words of incident");
  }

  /** All of it sound, and by the same key: but said in another commit. */
  @Test
  void theBodiesOfAnotherCommitInTheirPlaceAreNoticed() throws Exception {
    besideACommit(
        "sealed words of incident",
        (store, n, piece) -> {
          Document other = store.piece(store.lastFromHandset());
          assertThat(other.get("_id")).isNotEqualTo(piece.get("_id"));
          piece.put("bodies", other.get("bodies"));
          store.replacePiece(piece);
        });
  }

  @Test
  void aMemberAddedBesideTheBodiesIsNoticed() throws Exception {
    besideACommit(
        "what the log did not write",
        (store, n, piece) -> {
          piece.put("note", "invented");
          store.replacePiece(piece);
        });
  }

  @Test
  void everyByteOfTheBodiesOfACommitFlippedInTurnIsNoticed() throws Exception {
    restore();
    try (Store store = store()) {
      long n = store.lastFromHandset();
      Document was = store.piece(n);
      byte[] sound = was.get("bodies", Binary.class).getData();
      for (int i = 0; i < sound.length; i++) {
        byte[] flipped = sound.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        store.replacePiece(new Document(was).append("bodies", new Binary(flipped)));
        Optional<LogCheck.Fault> fault =
            await(store.start.verify(LogCheck.after(store.seal, Math.max(0, n - 1))));
        assertThat(fault).as("byte " + i + " beside commit " + n).isPresent();
        assertThat(fault.orElseThrow().n()).isEqualTo(n);
      }
      HELD.tries("every byte of its bodies", () -> assertThat(sound.length).isGreaterThan(200));
      store.replacePiece(was);
      assertThat(store.fault()).isEmpty();
    }
  }

  @Test
  void aBodyTakenAwayWithoutAnErasureIsNoticed() throws Exception {
    besideACommit("it was not erased", (store, n, piece) -> store.removePiece(piece));
    try (Store store = store()) {
      await(
          store
              .documents
              .collection("keys")
              .updateAll(eq("feed", FEED), Change.set("wrapped", new Binary(new byte[0]))));
    }
    try (Store store = store()) {
      assertThat(store.fault()).isEmpty();
    }
  }

  /** A start says which, and goes no further than to say it: whoever looks after it decides. */
  @Test
  void bodiesTakenAwayFromOneOfTheLastHundredAreSaidAtTheStart() throws Exception {
    restore();
    long n;
    try (Store store = store()) {
      n = store.lastFromHandset();
      store.removePiece(store.piece(n));
    }
    assertThat(startSays())
        .contains("commit " + n + ": the sealed words of incident ")
        .contains("it was not erased")
        .contains("store check");
  }

  @Test
  void aLookWrittenToAnotherPersonIsNoticed() throws Exception {
    altered(false, "what it says was altered", change -> change.put("author", "ps402"));
  }

  @Test
  void oneLookRemovedIsNoticedWhereverItStands() throws Exception {
    restore();
    long n = 15;
    try (Store store = store()) {
      store.remove(n);
      for (long after = n + 1; after <= store.last(); after++) {
        Document next = store.commit(after);
        next.put("n", after - 1);
        next.put("_id", String.format(java.util.Locale.ROOT, "%s/%012d", FEED, after - 1));
        store.replace(after, next);
      }
    }
    assertThat(checkWithKeys()).startsWith("1 ").contains("commit " + n + ": ");
    assertThat(startSays()).contains("The log is not as it was written");
  }

  @Test
  void aLogOfAnEarlierVersionIsRefusedWithASentence() throws Exception {
    assertRefused(commit -> commit.remove("v"));
  }

  /** In it nobody said that they attend: its officers would lose sight of what they recorded. */
  @Test
  void aLogOfBeforeAttendingGaveSightIsRefusedWithASentence() throws Exception {
    assertRefused(commit -> commit.put("v", 2));
  }

  private void assertRefused(Consumer<Document> made) throws Exception {
    restore();
    try (Store store = store()) {
      long last = store.last();
      for (long n = 1; n <= last; n++) {
        Document commit = store.commit(n);
        made.accept(commit);
        store.replace(n, commit);
      }
    }
    assertThat(startSays())
        .contains("it was written by an earlier version of this server")
        .contains("begin with a new data folder");
  }
}
