package uk.seenheard.api.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;
import uk.seenheard.sync.codec.Json;

/** P1: sixteen handsets push batches of fifty changes; an acknowledgement means fsynced. */
final class PushRate implements Measurement {
  private static final String WORK = "16 handsets push batches of 50 over HTTP, fsynced";

  /** Rounds before the first that counts: until then the server's own compiler is at work. */
  private static final int WARM = 3;

  private static final double GOAL_MICROS = 100;
  private static final double GOAL_BYTES = 2_048;

  private static double lastRate;

  /** The rate as P1 measured it, or a quick look when P1 was not asked for; changes a second. */
  static double known(Place place) throws Exception {
    if (lastRate == 0) {
      try (BenchServer server =
              BenchServer.start(place.fresh("p1-quick").resolve("server"), Optional.empty());
          Fleet fleet = new Fleet(server.url(), 7, 200)) {
        fleet.send(fleet.ready(10));
        lastRate = Fleet.HANDSETS * 20 * Fleet.BATCH / fleet.send(fleet.ready(20));
      }
      place.report().raw("the rate of P1, by a quick look: %.0f changes/s", lastRate);
    }
    return lastRate;
  }

  @Override
  public void run(Place place) throws Exception {
    int pushesEach = place.size(25, 100);
    int rounds = place.size(Integer.getInteger("bench.rounds", 3), 7);
    Path data = place.fresh("p1").resolve("server");
    int changes = Fleet.HANDSETS * pushesEach * Fleet.BATCH;
    try (BenchServer first = BenchServer.start(data, Optional.empty());
        Fleet fleet = new Fleet(first.url(), 1, 200)) {
      fleet.send(fleet.ready(pushesEach)); // warms up, and writes what the raw side inserts
    }
    try (RawInserts raw = RawInserts.of(data, place.fresh("p1-raw").resolve("store"), changes);
        BenchServer server = BenchServer.start(data, Optional.empty());
        Fleet fleet = new Fleet(server.url(), 100, 200)) {
      place.report().raw("P1 raw side: %s", raw.describe());
      Optional<PouchServer> pouch = pouch(place);
      try {
        rounds(place, fleet, raw, pouch, pushesEach, rounds, server);
      } finally {
        pouch.ifPresent(PouchServer::close);
      }
    }
  }

  private static Optional<PouchServer> pouch(Place place) throws InterruptedException {
    try {
      return Optional.of(PouchServer.start(place.work()));
    } catch (java.io.IOException missing) {
      place.report().failed("P1", WORK + ", beside PouchDB Server", missing.getMessage());
      return Optional.empty();
    }
  }

  private static void rounds(
      Place place,
      Fleet fleet,
      RawInserts raw,
      Optional<PouchServer> pouch,
      int pushesEach,
      int rounds,
      BenchServer server)
      throws Exception {
    int changes = Fleet.HANDSETS * pushesEach * Fleet.BATCH;
    Figures ours = new Figures();
    Figures oursProjected = new Figures();
    Figures inserts = new Figures();
    Figures inserts16 = new Figures();
    Figures theirs = new Figures();
    Figures waits = new Figures();
    Figures processor = new Figures();
    Figures written = new Figures();
    for (int round = -WARM; round < rounds; round++) {
      List<List<Pusher.Packed>> ready = fleet.ready(pushesEach);
      double used = server.processorSeconds();
      long wrote = server.writtenBytes();
      long started = System.nanoTime();
      double seconds = fleet.send(ready, round < 0 ? new Figures() : waits);
      fleet.awaitProjections();
      double all = (System.nanoTime() - started) / 1e9;
      double one = raw.insert(1);
      double many = raw.insert(Fleet.HANDSETS);
      double docs = pouch.isPresent() ? bulk(pouch.get(), "round" + (round + 1), pushesEach) : 0;
      place
          .report()
          .raw(
              "P1 round %d: %.0f changes/s, %.0f with projection; raw %.0f in turn, %.0f by 16 at"
                  + " once; PouchDB Server %.0f docs/s",
              round, changes / seconds, changes / all, one, many, docs);
      if (round >= 0) {
        ours.add(changes / seconds);
        oursProjected.add(changes / all);
        processor.add((server.processorSeconds() - used) / changes * 1e6);
        written.add((double) (server.writtenBytes() - wrote) / changes);
        inserts.add(one);
        inserts16.add(many);
        theirs.add(docs);
      }
    }
    Report report = place.report();
    report.raw("P1 acknowledged, changes/s: %s", ours);
    report.raw("P1 acknowledged and projected, changes/s: %s", oursProjected);
    report.raw("P1 server's processor time for one change, projection included, µs: %s", processor);
    report.raw("P1 bytes that the server wrote for one change: %s", written);
    report.raw("P1 a push waits, ms: median %.1f, p99 %.1f", waits.median(), waits.at(0.99));
    report.raw("P1 raw inserts one after the other, changes/s: %s", inserts);
    report.raw("P1 raw inserts by 16 writers at once, changes/s: %s", inserts16);
    report.raw("P1 PouchDB Server _bulk_docs, docs/s (not fsynced): %s", theirs);
    lastRate = ours.median();
    report.add(
        new Row(
            "P1",
            WORK,
            lastRate,
            "changes/s",
            lastRate / inserts.median(),
            "of the driver inserting the same commit documents one after the other",
            Goal.atLeast(0.3),
            "client, server and store share the two processors, and every change is read, hashed,"
                + " ruled on, sealed and projected; closed by more processors for the server, or by"
                + " reading changes without building a tree of each"));
    report.add(
        new Row(
            "P1",
            "the server's processor time for one of these changes, projection included",
            processor.median(),
            "µs",
            processor.median() / GOAL_MICROS,
            "of 100 µs",
            Goal.atMost(1),
            "HTTP, gzip, one signature a push, two readings of each content, sealing, the fold, the"
                + " card and the store are all of it"));
    report.add(
        new Row(
            "P1",
            "bytes written to the disk for one of these changes",
            written.median(),
            "bytes",
            written.median() / GOAL_BYTES,
            "of 2 KB",
            Goal.atMost(1),
            "a commit's pages are written to the journal and to their place"));
    if (pouch.isPresent()) {
      report.add(
          new Row(
              "P1b",
              WORK,
              lastRate,
              "changes/s",
              lastRate / theirs.median(),
              "× PouchDB Server's _bulk_docs of 50 × 1 KB (which does not wait for the disk)",
              Goal.atLeast(3),
              "as above; PouchDB Server neither verifies, seals, nor waits for the disk"));
    }
  }

  /** The same number of documents of 1 KB by sixteen clients; documents a second. */
  private static double bulk(PouchServer server, String database, int pushesEach) throws Exception {
    OkHttpClient client = Together.client(Fleet.HANDSETS);
    server.create(client, database);
    List<Callable<Void>> work = new ArrayList<>();
    for (int handset = 0; handset < Fleet.HANDSETS; handset++) {
      List<byte[]> bodies = new ArrayList<>();
      Words words = new Words(handset);
      for (int push = 0; push < pushesEach; push++) {
        bodies.add(bulkBody(words, handset + "-" + push));
      }
      work.add(
          () -> {
            for (byte[] body : bodies) {
              server.bulk(client, database, body);
            }
            return null;
          });
    }
    double seconds = Together.seconds(work);
    client.connectionPool().evictAll();
    return Fleet.HANDSETS * pushesEach * Fleet.BATCH / seconds;
  }

  static byte[] bulkBody(Words words, String name) {
    List<Json> documents = new ArrayList<>();
    for (int i = 0; i < Fleet.BATCH; i++) {
      documents.add(
          Json.object().put("_id", name + "-" + i).put("content", words.text(1_000)).build());
    }
    return Json.object()
        .put("docs", Json.list(documents))
        .build()
        .canonical()
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
