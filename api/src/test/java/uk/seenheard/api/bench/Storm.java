package uk.seenheard.api.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.handset.jvm.JvmPorts;
import uk.seenheard.handset.jvm.ThreadPause;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/**
 * P2: the signal of a whole force comes back. Every handset runs the product's own code on a store
 * in memory; all of them have changes that are unsent, and reconnect within ten seconds.
 */
final class Storm implements Measurement {
  private static final int RECONNECT_MILLIS = 10_000;
  private static final int OFFICERS_A_TEAM = 40;
  private final String work;

  private final int handsets;
  private final int changesEach;

  Storm(int handsets, int changesEach) {
    this.handsets = handsets;
    this.work =
        String.format(
            Locale.ROOT,
            "%,d handsets with %d unsent changes each reconnect within 10 s",
            handsets,
            changesEach);
    this.changesEach = changesEach;
  }

  /** A handset of the storm, and the hashes of what it wrote. */
  record One(Handset handset, Set<String> written) {}

  @Override
  public void run(Place place) throws Exception {
    Path folder = place.fresh("p2");
    Path data = folder.resolve("server");
    Path force = folder.resolve("force.json");
    Files.writeString(force, roster(), StandardCharsets.UTF_8);
    Set<String> written = ConcurrentHashMap.newKeySet();
    double rate = PushRate.known(place);
    try (BenchServer server = BenchServer.start(data, Optional.of(force))) {
      long preparing = System.nanoTime();
      StormWatch watch = new StormWatch(handsets);
      List<One> all = prepare(server, watch);
      all.forEach(one -> written.addAll(one.written()));
      place
          .report()
          .raw(
              "P2 %d handsets signed in and wrote %d changes offline in %.0f s",
              handsets, written.size(), (System.nanoTime() - preparing) / 1e9);
      storm(place, server, all, watch, rate, folder);
    }
    count(place, data, written);
  }

  String roster() {
    List<Json> teams = new ArrayList<>();
    List<Json> people = new ArrayList<>();
    for (int i = 0; i * OFFICERS_A_TEAM < handsets; i++) {
      teams.add(Json.object().put("id", "team" + i).put("name", "Team " + i).build());
    }
    for (int i = 0; i < handsets; i++) {
      people.add(
          Json.object()
              .put("id", person(i))
              .put("name", "Officer " + i)
              .put("role", "officer")
              .put("teams", Json.list(List.of(Json.of("team" + i / OFFICERS_A_TEAM))))
              .build());
    }
    return Json.object()
        .put("id", "marlshire")
        .put("name", "A force of the bench")
        .put("teams", Json.list(teams))
        .put("people", Json.list(people))
        .build()
        .canonical();
  }

  private static String person(int i) {
    return "pc" + (10_000 + i);
  }

  /** Signs everybody in and lets them write without signal. */
  List<One> prepare(BenchServer server, StormWatch watch) throws Exception {
    MemoryStore first = new MemoryStore();
    HandsetPorts ports = JvmPorts.ofThisProcess();
    One[] made = new One[handsets];
    made[0] = one(server, first, ports, watch, 0);
    AtomicInteger next = new AtomicInteger(1);
    List<Callable<Void>> work = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      work.add(
          () -> {
            int i = next.getAndIncrement();
            while (i < handsets && !Thread.currentThread().isInterrupted()) {
              MemoryStore store = new MemoryStore();
              store.formsOf(first);
              made[i] = one(server, store, ports, watch, i);
              i = next.getAndIncrement();
            }
            return null;
          });
    }
    Together.seconds(work);
    return List.of(made);
  }

  private One one(
      BenchServer server, MemoryStore store, HandsetPorts ports, StormWatch watch, int i) {
    Transport plain = new OkHttpTransport(server.url(), ports.json());
    Handset handset =
        Handset.open(
            store,
            Passphrase.wrapFor(store, "correct horse".toCharArray(), 10, ports),
            ports,
            watch.watched(plain),
            new ThreadPause());
    BenchHandset.signIn(handset, person(i));
    Words words = new Words(i);
    Set<String> written = new HashSet<>();
    String incident = "";
    for (int change = 0; change < changesEach; change++) {
      if (change % 20 == 0) {
        incident = handset.newIncident("domestic-abuse", Optional.empty());
        // The begin of an incident is a change as well.
        continue;
      }
      written.add(
          handset
              .answer(
                  incident,
                  new FieldPath("note.n" + change),
                  Json.of(words.text(120)),
                  Optional.empty())
              .hash()
              .hex());
    }
    return new One(handset, written);
  }

  private void storm(
      Place place, BenchServer server, List<One> all, StormWatch watch, double rate, Path folder)
      throws Exception {
    Random random = new Random(1813);
    List<Thread> threads = new ArrayList<>();
    AtomicInteger agreed = new AtomicInteger();
    List<String> faults = java.util.Collections.synchronizedList(new ArrayList<>());
    for (One one : all) {
      long wait = random.nextInt(RECONNECT_MILLIS);
      Thread thread =
          new Thread(
              null,
              () -> {
                try {
                  LockSupport.parkNanos(wait * 1_000_000);
                  if (syncUntilAgreed(one.handset())) {
                    agreed.incrementAndGet();
                  } else {
                    watch.giveUp();
                  }
                } catch (RuntimeException fault) {
                  faults.add(fault.toString());
                  watch.giveUp();
                }
              },
              "handset",
              256 * 1024);
      thread.setDaemon(true);
      threads.add(thread);
    }
    double before = server.residentMegabytes();
    watch.begin();
    threads.forEach(Thread::start);
    List<double[]> samples = new ArrayList<>();
    while (threads.stream().anyMatch(Thread::isAlive)) {
      samples.add(
          new double[] {
            watch.seconds(), watch.waiting(), watch.acknowledged(), server.residentMegabytes()
          });
      Thread.sleep(200);
      if (watch.seconds() > place.size(600, 1_800)) {
        watch.giveUp();
        threads.forEach(Thread::interrupt);
        throw new IllegalStateException(
            "after "
                + (int) watch.seconds()
                + " s only "
                + watch.acknowledged()
                + " changes were acknowledged and "
                + agreed
                + " handsets agreed; answers "
                + watch.answers());
      }
    }
    double pulled = watch.seconds();
    report(place, server, watch, rate, before, pulled, samples, agreed.get(), faults);
    StormPicture.draw(folder.resolve("storm.png"), samples, watch.pushes());
  }

  static boolean syncUntilAgreed(Handset handset) {
    for (int run = 0; run < 20; run++) {
      SyncReport report = handset.sync();
      if (report.outcome() == SyncReport.Outcome.SYNCED) {
        return true;
      }
      LockSupport.parkNanos(1_000_000_000L);
    }
    return false;
  }

  private void report(
      Place place,
      BenchServer server,
      StormWatch watch,
      double rate,
      double before,
      double pulled,
      List<double[]> samples,
      int agreed,
      List<String> faults) {
    Figures waits = new Figures();
    watch.pushes().forEach(push -> waits.add(push[1]));
    double most = samples.stream().mapToDouble(sample -> sample[3]).max().orElse(0);
    double seconds = watch.lastAcknowledgement();
    int all = handsets * changesEach;
    Report report = place.report();
    report.raw(
        "P2 last acknowledgement after %.1f s (reconnecting takes the first 10), %d of %d changes"
            + " acknowledged",
        seconds, watch.acknowledged(), all);
    report.raw("P2 answers: %s; faults: %s", watch.answers(), faults);
    report.raw(
        "P2 a push waited: median %.0f ms, p99 %.0f ms, longest %.0f ms",
        waits.median(), waits.at(0.99), waits.most());
    report.raw(
        "P2 all handsets had pulled and agreed %.1f s after the last acknowledgement: %d of %d",
        pulled - seconds, agreed, handsets);
    report.raw(
        "P2 server's memory (-Xmx512m): %.0f MB before, %.0f MB at most, %.0f MB at the end",
        before, most, server.residentMegabytes());
    boolean unexpected =
        watch.answers().keySet().stream()
            .map(status -> status.replace("pull ", ""))
            .anyMatch(status -> status.startsWith("5") && !status.equals("503"));
    if (unexpected || agreed < handsets || watch.acknowledged() < all || !faults.isEmpty()) {
      report.failed(
          "P2",
          work,
          String.format(
              Locale.ROOT,
              "%d of %d handsets agreed, %d of %d changes acknowledged, answers %s",
              agreed,
              handsets,
              watch.acknowledged(),
              all,
              watch.answers()));
      return;
    }
    report.add(
        new Row(
            "P2",
            work + ", to the last acknowledgement",
            seconds,
            "s",
            seconds / (all / rate),
            String.format(Locale.ROOT, "× %,d changes at the rate of P1", all),
            Goal.atMost(1.5),
            "the handsets' own code runs on the same two processors, and reconnecting takes ten"
                + " seconds of it; closed by measuring from a second machine"));
  }

  /** What the log holds once the server has ended: nothing written is missing or there twice. */
  private void count(Place place, Path data, Set<String> written) {
    Map<String, Integer> found = new HashMap<>();
    try (EmbeddedStore store = EmbeddedStore.open(data);
        MongoClient client = StoreFixture.client(StoreFixture.serve(store))) {
      for (BsonDocument commit :
          client
              .getDatabase("seenheard")
              .getCollection("commits", BsonDocument.class)
              .find(Filters.eq("feed", "marlshire"))
              .sort(com.mongodb.client.model.Sorts.ascending("feed", "n"))) {
        for (BsonValue batch : commit.getArray("batches")) {
          for (BsonValue change : batch.asDocument().getArray("changes")) {
            if (!change.asDocument().containsKey("verdict")
                || !change.asDocument().getString("verdict").getValue().equals("duplicate")) {
              found.merge(
                  java.util.HexFormat.of()
                      .formatHex(change.asDocument().getBinary("hash").getData()),
                  1,
                  Integer::sum);
            }
          }
        }
      }
    }
    long lost = written.stream().filter(hash -> !found.containsKey(hash)).count();
    long doubled = found.values().stream().filter(times -> times > 1).count();
    place
        .report()
        .raw("P2 in the log: %d changes, lost %d, doubled %d", found.size(), lost, doubled);
    if (lost + doubled > 0) {
      place.report().failed("P2", work, "lost " + lost + ", doubled " + doubled);
    }
  }
}
