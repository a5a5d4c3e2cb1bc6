package uk.seenheard.api.engine.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Binary;

/**
 * The measurements of the embedded store, printed as a table: what is compared is measured in turn,
 * in one run.
 *
 * <p>Arguments, all optional: the number of documents at the top (1000000), the seconds of each
 * timed round (3), the directory to work in (below target, so that it is a disk like any other).
 */
public final class StoreBench {
  private static final int ROUNDS = 3;
  private static final int COMMIT_BYTES = 60_000;

  private final Path directory;
  private final int top;
  private final double seconds;

  private StoreBench(Path directory, int top, double seconds) {
    this.directory = directory;
    this.top = top;
    this.seconds = seconds;
  }

  /** Runs all measurements. */
  public static void main(String[] args) throws Exception {
    List<String> given = Stream.of(args).filter(a -> !a.isBlank()).toList();
    int top = given.isEmpty() ? 1_000_000 : Integer.parseInt(given.get(0));
    double seconds = given.size() < 2 ? 3 : Double.parseDouble(given.get(1));
    Path directory = Path.of(given.size() < 3 ? "target/store-bench" : given.get(2));
    Files.createDirectories(directory);
    StoreBench bench = new StoreBench(directory, top, seconds);
    row(
        "machine: %d processors, heap %d MB, Java %s, load %.2f at the start",
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        System.getProperty("java.version"),
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    bench.writes();
    bench.growth();
    row(
        "load %.2f at the end",
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static void row(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  // --- writing ---

  private void writes() throws Exception {
    Path data = fresh("writes");
    try (EmbeddedStore store = EmbeddedStore.open(data, false);
        MongoClient client = StoreFixture.client(StoreFixture.serve(store))) {
      MongoCollection<Document> small = client.getDatabase("b").getCollection("small");
      MongoCollection<Document> commits = client.getDatabase("b").getCollection("commits");
      commits.createIndex(
          Indexes.ascending("feed", "n"), new com.mongodb.client.model.IndexOptions().unique(true));
      AtomicInteger ids = new AtomicInteger();
      Callable<Long> insert =
          () -> {
            small.insertOne(incident(ids.incrementAndGet()));
            return 1L;
          };
      Callable<Long> batch =
          () -> {
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
              documents.add(incident(ids.incrementAndGet()));
            }
            small.insertMany(documents);
            return 50L;
          };
      Callable<Long> commit =
          () -> {
            Document document = commit(ids.incrementAndGet());
            commits.insertOne(document);
            return (long) encoded(document).length;
          };
      rate(16, 1, insert); // warms up
      rate(16, 1, commit);
      double[][] got = new double[8][ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        try (RawFile raw = new RawFile(directory.resolve("raw.bin"))) {
          got[0][round] = rate(1, seconds, insert);
          got[1][round] = rate(16, seconds, insert);
          got[2][round] = rate(1, seconds, batch);
          got[3][round] = rate(16, seconds, batch);
          got[4][round] =
              rate(1, seconds, () -> raw.append(commit(ids.incrementAndGet()), 1)) / 1e6;
          got[5][round] = rate(1, seconds, commit) / 1e6;
          got[6][round] =
              rate(1, seconds, () -> raw.append(commit(ids.incrementAndGet()), 16)) / 1e6;
          got[7][round] = rate(16, seconds, commit) / 1e6;
        }
      }
      row("| fsynced writes (median of %d rounds of %.0f s) | | rounds |", ROUNDS, seconds);
      row("|---|---|---|");
      row("| insertOne/s, 1 writer | %.0f | %s |", median(got[0]), all(got[0]));
      row("| insertOne/s, 16 writers | %.0f | %s |", median(got[1]), all(got[1]));
      row("| batches of 50, documents/s, 1 writer | %.0f | %s |", median(got[2]), all(got[2]));
      row("| batches of 50, documents/s, 16 writers | %.0f | %s |", median(got[3]), all(got[3]));
      row("| raw append + fsync of 60 KB, MB/s | %.1f | %s |", median(got[4]), all(got[4]));
      row(
          "| 60 KB commits, 1 writer, MB/s | %.1f = %.2f of raw | %s |",
          median(got[5]), median(got[5]) / median(got[4]), all(got[5]));
      row("| raw append, fsync for 16, MB/s | %.1f | %s |", median(got[6]), all(got[6]));
      row(
          "| 60 KB commits, 16 writers, MB/s | %.1f = %.2f of raw | %s |",
          median(got[7]), median(got[7]) / median(got[6]), all(got[7]));
    }
    delete(data);
  }

  /** The same bytes without a store: the document encoded, appended, forced. */
  private static final class RawFile implements AutoCloseable {
    private final Path path;
    private final FileChannel file;
    private int pending;

    RawFile(Path path) throws IOException {
      this.path = path;
      file =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    }

    long append(Document document, int group) throws IOException {
      byte[] bytes = encoded(document);
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      if (++pending >= group) {
        file.force(false);
        pending = 0;
      }
      return bytes.length;
    }

    @Override
    public void close() throws IOException {
      file.close();
      Files.delete(path);
    }
  }

  private static byte[] encoded(Document document) {
    BasicOutputBuffer buffer = new BasicOutputBuffer(64 * 1024);
    new DocumentCodec()
        .encode(new BsonBinaryWriter(buffer), document, EncoderContext.builder().build());
    return buffer.toByteArray();
  }

  // --- growth ---

  /** A store of a size, and what was measured on it. */
  private static final class Sized {
    private final int size;
    private final EmbeddedStore store;
    private final MongoClient client;
    private final MongoCollection<Document> incidents;
    private final double reopen;
    private final List<Double> finds = new ArrayList<>();
    private final List<Double> pages = new ArrayList<>();
    private final List<Double> updates = new ArrayList<>();

    Sized(Path data, int size) throws Exception {
      this.size = size;
      try (EmbeddedStore filled = EmbeddedStore.open(data, false);
          MongoClient filling = StoreFixture.client(StoreFixture.serve(filled))) {
        MongoCollection<Document> incidents = filling.getDatabase("b").getCollection("incidents");
        incidents.createIndex(Indexes.ascending("feed", "scopes", "lastN"));
        incidents.createIndex(Indexes.ascending("feed", "incident"));
        fill(incidents, 0, size);
      }
      long start = System.nanoTime();
      store = EmbeddedStore.open(data, false);
      reopen = (System.nanoTime() - start) / 1e9;
      client = StoreFixture.client(StoreFixture.serve(store));
      incidents = client.getDatabase("b").getCollection("incidents");
    }

    void round(Random random, int times) {
      for (int i = 0; i < times; i++) {
        timed(
            finds,
            () ->
                incidents
                    .find(and(eq("feed", "force"), eq("incident", "i" + random.nextInt(size))))
                    .first());
        timed(
            pages,
            () ->
                incidents
                    .find(
                        and(
                            eq("feed", "force"),
                            eq("scopes", "team" + random.nextInt(10)),
                            gt("lastN", random.nextInt(size - 2_000))))
                    .sort(ascending("lastN"))
                    .limit(100)
                    .into(new ArrayList<>()));
        timed(
            updates,
            () -> incidents.updateOne(eq("_id", random.nextInt(size)), Updates.inc("revision", 1)));
      }
    }

    void forget() {
      finds.clear();
      pages.clear();
      updates.clear();
    }

    void close() {
      client.close();
      store.close();
    }

    private static void timed(List<Double> into, Runnable work) {
      long start = System.nanoTime();
      work.run();
      into.add((System.nanoTime() - start) / 1e3);
    }
  }

  /** Three stores side by side, so that what else the machine does falls on all of them alike. */
  private void growth() throws Exception {
    List<Sized> all = new ArrayList<>();
    for (int size : new int[] {10_000, 100_000, top}) {
      all.add(new Sized(fresh("growth-" + size), size));
    }
    Random random = new Random(top);
    for (int round = 0; round < 12; round++) {
      for (Sized each : all) {
        each.round(random, 100);
        if (round < 2) {
          each.forget(); // the compiler is still warming up
        }
      }
    }
    Sized small = all.get(0);
    row("");
    row(
        "| documents | find by index, µs | page of 100 by range and sort, µs | update, µs | reopen,"
            + " s |");
    row("|---|---|---|---|---|");
    for (Sized each : all) {
      row(
          "| %,d | %.0f = ×%.2f | %.0f = ×%.2f | %.0f | %.2f |",
          each.size,
          median(each.finds),
          median(each.finds) / median(small.finds),
          median(each.pages),
          median(each.pages) / median(small.pages),
          median(each.updates),
          each.reopen);
    }
    Sized large = all.get(all.size() - 1);
    row("");
    row("scans %d", large.store.scans());
    update200k(large.incidents, directory.resolve("growth-" + top), top);
    for (Sized each : all) {
      each.close();
      delete(directory.resolve("growth-" + each.size));
    }
  }

  private void update200k(MongoCollection<Document> incidents, Path data, int size)
      throws Exception {
    double live = (double) encoded(incident(size / 2)).length * size / 1e6;
    double before = fileMegabytes(data);
    AtomicInteger n = new AtomicInteger();
    int updates = Math.min(200_000, size);
    Random random = new Random(7);
    long start = System.nanoTime();
    parallel(
        16,
        () -> {
          while (n.incrementAndGet() <= updates) {
            int id;
            synchronized (random) {
              id = random.nextInt(size);
            }
            incidents.updateOne(
                eq("_id", id),
                Updates.combine(Updates.inc("revision", 1), Updates.set("lastN", size + n.get())));
          }
          return 0L;
        });
    double took = (System.nanoTime() - start) / 1e9;
    row(
        "live data %.0f MB, file %.0f MB, after %,d updates (%.0f/s, 16 writers) %.0f MB = %.2f of"
            + " live data",
        live, before, updates, updates / took, fileMegabytes(data), fileMegabytes(data) / live);
  }

  private static void fill(MongoCollection<Document> incidents, int from, int to) throws Exception {
    AtomicInteger next = new AtomicInteger(from);
    parallel(
        4,
        () -> {
          for (int start = next.getAndAdd(1_000); start < to; start = next.getAndAdd(1_000)) {
            List<Document> batch = new ArrayList<>();
            for (int i = start; i < Math.min(to, start + 1_000); i++) {
              batch.add(incident(i));
            }
            incidents.insertMany(batch);
          }
          return 0L;
        });
  }

  // --- documents ---

  private static final byte[] NOISE = new byte[1 << 20];

  static {
    new Random(1).nextBytes(NOISE);
  }

  private static Binary noise(int seed, int bytes) {
    int at = Math.floorMod(seed * 7919, NOISE.length - bytes);
    return new Binary(Arrays.copyOfRange(NOISE, at, at + bytes));
  }

  /** About 580 bytes. */
  private static Document incident(int i) {
    return new Document("_id", i)
        .append("feed", "force")
        .append("incident", "i" + i)
        .append("scopes", List.of("team" + i % 10, "officer" + i % 1_813))
        .append("lastN", i)
        .append("state", i % 7 == 0 ? "submitted" : "open")
        .append("risk", i % 4)
        .append("view", noise(i, 380));
  }

  /** A commit of 50 changes, about 60 KB. */
  private static Document commit(int n) {
    List<Document> changes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      changes.add(
          new Document("hash", noise(n + i, 32))
              .append("incident", "incident-" + i)
              .append("verdict", "applied")
              .append("body", noise(n * 31 + i, COMMIT_BYTES / 50 - 120)));
    }
    return new Document("_id", "force/" + n)
        .append("feed", "force")
        .append("n", n)
        .append(
            "batches", List.of(new Document("device", "d" + n % 16).append("changes", changes)));
  }

  // --- measuring ---

  /** How much a number of threads get done in a second. */
  private static double rate(int threads, double seconds, Callable<Long> work) throws Exception {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long total =
        parallel(
            threads,
            () -> {
              long done = 0;
              while (System.nanoTime() < end) {
                done += work.call();
              }
              return done;
            });
    return total / ((System.nanoTime() - start) / 1e9);
  }

  private static long parallel(int threads, Callable<Long> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Long>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(pool.submit(work));
      }
      long total = 0;
      for (Future<Long> part : parts) {
        total += part.get();
      }
      return total;
    } finally {
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static double median(List<Double> values) {
    return median(values.stream().mapToDouble(d -> d).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String all(double[] values) {
    StringBuilder out = new StringBuilder();
    for (double v : values) {
      out.append(String.format(Locale.ROOT, v < 1_000 ? "%.1f " : "%.0f ", v));
    }
    return out.toString().trim();
  }

  private static double fileMegabytes(Path data) throws IOException {
    return Files.size(data.resolve("store.db")) / 1e6;
  }

  private Path fresh(String name) throws IOException {
    Path data = directory.resolve(name);
    delete(data);
    return data;
  }

  private static void delete(Path data) throws IOException {
    if (Files.exists(data)) {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
