package uk.seenheard.api.bench;

import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import picocli.CommandLine;
import uk.seenheard.api.LogAudit;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Where;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreCommand;

/**
 * {@code store check} over a store of many changes, filled by pushes: as it was written, with a
 * byte changed, with a commit removed, with a body of another commit. Each is undone before the
 * next.
 *
 * <p>Argument: how many changes. Ends with 1 where a finding is not what it has to be.
 */
public final class StoreCheckRun {
  private static final String FEED = "marlshire";

  private StoreCheckRun() {}

  /** What somebody does to a store, and undoes. */
  private interface Altering {
    void to(DocumentStore store, long n) throws Exception;
  }

  /** Runs. */
  public static void main(String[] args) throws Exception {
    long changes = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    Place place = new Place(Path.of("target", "bench").toAbsolutePath(), true, report());
    Path data = place.fresh("check").resolve("server");
    try (BenchServer server = BenchServer.start(data, Optional.empty());
        Fleet fleet = new Fleet(server.url(), 90, 40, true)) {
      System.out.printf(Locale.ROOT, "%,d changes pushed%n", fleet.fill(changes));
    }
    System.out.printf(Locale.ROOT, "%.0f MB on the disk%n", megabytes(data));
    long n = middle(data);
    boolean held = found(data, "as it was written", "is sound");
    for (String collection : List.of("commits", "bodies")) {
      Document[] kept = new Document[1];
      altered(data, n, (store, at) -> kept[0] = flip(store.collection(collection), at));
      held &= found(data, "a byte of " + collection + " changed", "commit " + n + ":");
      altered(data, n, (store, at) -> put(store.collection(collection), kept[0]));
    }
    Document[] kept = new Document[1];
    altered(data, n, (store, at) -> kept[0] = removed(store.collection("commits"), at));
    held &= found(data, "a commit removed", "commit " + n + ": it is missing");
    altered(data, n, (store, at) -> await(store.collection("commits").insert(kept[0])));
    altered(data, n, (store, at) -> kept[0] = swapped(store.collection("bodies"), at));
    held &= found(data, "a body of another commit", "commit " + n + ":");
    altered(data, n, (store, at) -> put(store.collection("bodies"), kept[0]));
    held &= found(data, "put right again", "is sound");
    System.out.println(held ? "6 findings as they have to be" : "NOT as it has to be");
    System.exit(held ? 0 : 1);
  }

  private static Report report() throws Exception {
    return new Report(Path.of("target", "bench").toAbsolutePath(), "long");
  }

  private static boolean found(Path data, String what, String says) {
    StringWriter said = new StringWriter();
    long started = System.nanoTime();
    new CommandLine(new StoreCommand(new LogAudit()))
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(said))
        .execute("check", "--data", data.toString());
    List<String> lines = said.toString().lines().filter(line -> !line.endsWith(" %")).toList();
    boolean held = String.join("\n", lines).contains(says);
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f s, %s: %s%n",
        what,
        (System.nanoTime() - started) / 1e9,
        held ? "ok" : "NOT FOUND",
        String.join(" ", lines));
    return held;
  }

  private static void altered(Path data, long n, Altering altering) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedStore store = EmbeddedStore.open(data, false);
        DocumentStore documents = store.documents(vertx)) {
      altering.to(documents, n);
    } finally {
      await(vertx.close());
    }
  }

  /** The first commit with bodies from the middle of the log on. */
  private static long middle(Path data) throws Exception {
    long[] found = new long[1];
    altered(
        data,
        0,
        (store, unused) -> {
          long last = 0;
          while (await(store.collection("commits").find(at(last + 1_000)).first()).isPresent()) {
            last += 1_000;
          }
          long n = Math.max(2, last / 2);
          while (await(store.collection("bodies").find(at(n)).first()).isEmpty()) {
            n++;
          }
          found[0] = n;
        });
    return found[0];
  }

  private static Where at(long n) {
    return and(eq("feed", FEED), eq("n", n));
  }

  private static Document first(Documents of, long n) throws Exception {
    return await(of.find(at(n)).first()).orElseThrow();
  }

  /** Changes the last byte of something that it says; what it was before. */
  private static Document flip(Documents of, long n) throws Exception {
    Document before = first(of, n);
    Document after = new Document(before);
    if (before.get("bodies") instanceof Binary sealed) {
      byte[] bytes = sealed.getData().clone();
      bytes[bytes.length - 1] ^= 1;
      after.put("bodies", new Binary(bytes));
    } else {
      after.put("at", before.getLong("at") ^ 1);
    }
    put(of, after);
    return before;
  }

  private static void put(Documents of, Document document) throws Exception {
    await(of.replace(eq("_id", document.get("_id")), document));
  }

  private static Document removed(Documents of, long n) throws Exception {
    Document before = first(of, n);
    await(of.delete(eq("_id", before.get("_id"))));
    return before;
  }

  /** Puts the bodies of the next commit in the place of this one's. */
  private static Document swapped(Documents of, long n) throws Exception {
    Document before = first(of, n);
    Document after = new Document(before);
    long other = n + 1;
    while (await(of.find(at(other)).first()).isEmpty()) {
      other++;
    }
    after.put("bodies", first(of, other).get("bodies"));
    put(of, after);
    return before;
  }

  private static double megabytes(Path data) throws Exception {
    try (Stream<Path> walk = Files.walk(data)) {
      long bytes = 0;
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes / 1e6;
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.HOURS);
  }
}
