package uk.seenheard.api.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import uk.seenheard.api.Caller;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport;

/** P3: a handset that is 500 incidents behind catches up. */
final class CatchUp implements Measurement {
  private static final int INCIDENTS = 500;
  private static final int CHANGES_EACH = 20;
  private static final String WORK =
      "a new handset fetches 500 incidents of 20 changes, seals and stores them";

  @Override
  public void run(Place place) throws Exception {
    Path data = place.fresh("p3");
    int changes = INCIDENTS * CHANGES_EACH;
    try (BenchServer server = BenchServer.start(data.resolve("server"), Optional.empty());
        Fleet fleet = new Fleet(server.url(), 3, CHANGES_EACH)) {
      Pusher officer = new Pusher(server.url(), "pc1229", 33, CHANGES_EACH);
      for (int sent = 0; sent < changes; sent += 100) {
        officer.send(fleet.client(), officer.next(100));
      }
      fleet.awaitProjections();
      Optional<PouchServer> pouch = PouchServer.ifThere(place);
      try {
        OkHttpClient client = Together.client(4);
        if (pouch.isPresent()) {
          fill(pouch.get(), client, changes);
        }
        measure(place, server, pouch, client, changes, data);
      } finally {
        pouch.ifPresent(PouchServer::close);
      }
    }
  }

  private static void fill(PouchServer pouch, OkHttpClient client, int changes) throws Exception {
    pouch.create(client, "feed");
    Words words = new Words(3);
    for (int i = 0; i < changes / Fleet.BATCH; i++) {
      pouch.bulk(client, "feed", PushRate.bulkBody(words, "doc-" + i));
    }
  }

  private static void measure(
      Place place,
      BenchServer server,
      Optional<PouchServer> pouch,
      OkHttpClient client,
      int changes,
      Path data)
      throws Exception {
    Figures handsets = new Figures();
    Figures reads = new Figures();
    Figures theirs = new Figures();
    Figures pageBytes = new Figures();
    Figures serving = new Figures();
    Figures keeping = new Figures();
    Figures sent = new Figures();
    Figures written = new Figures();
    int rounds = place.size(3, 9);
    double before = server.residentMegabytes();
    for (int round = -1; round < rounds; round++) {
      double served = server.processorSeconds();
      double kept = ownProcessorSeconds();
      long writing = ownWrittenBytes();
      double ours = handset(data.resolve("handset" + round), server.url(), changes);
      served = server.processorSeconds() - served;
      kept = ownProcessorSeconds() - kept;
      writing = ownWrittenBytes() - writing;
      double reading = server.processorSeconds();
      double read = read(server.url(), client, changes, pageBytes);
      reading = server.processorSeconds() - reading;
      double pouches = pouch.isPresent() ? changes(pouch.get(), client, changes) : changes;
      if (round >= 0) {
        handsets.add(changes / ours);
        reads.add(changes / read);
        theirs.add(changes / pouches);
        serving.add(served / changes * 1e6);
        sent.add(reading / changes * 1e6);
        written.add(writing / (double) changes);
        keeping.add(kept / changes * 1e6);
      }
    }
    Report report = place.report();
    report.raw("P3 handset, sealed and stored, changes/s: %s", handsets);
    report.raw("P3 server's processor time for one change, µs: %s", serving);
    report.raw("P3 the same, where the pages are only read, µs: %s", sent);
    report.raw("P3 bytes that the handset writes for one change: %s", written);
    report.raw("P3 handset's processor time for one change, µs: %s", keeping);
    report.raw("P3 pages read and parsed only, changes/s: %s", reads);
    report.add(
        new Row(
            "P3",
            "bytes written to the handset's disk for one of these changes",
            written.median(),
            "bytes",
            written.median() / 2_560,
            "of 2.5 KB",
            Goal.atMost(1),
            "pages of SQLite go to its journal and to their place"));
    if (!pouch.isPresent()) {
      report.failed("P3", WORK, "no PouchDB Server to measure beside; see the raw rows");
      return;
    }
    report.raw("P3 PouchDB Server _changes?include_docs=true read and parsed, docs/s: %s", theirs);
    report.raw(
        "P3 the largest page has %.0f bytes unpacked; server's memory %.0f MB before, %.0f MB"
            + " after",
        pageBytes.most(), before, server.residentMegabytes());
    report.add(
        new Row(
            "P3",
            WORK,
            handsets.median(),
            "changes/s",
            handsets.median() / theirs.median(),
            "× PouchDB Server's _changes?include_docs=true, read and parsed but not stored",
            Goal.atLeast(1.5),
            "the handset verifies, seals and stores each change durably, the other side only reads"
                + " (see the raw rows for reading alone)"));
  }

  /** Of this process, which is the handset. */
  private static double ownProcessorSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  /** Bytes that this process has had written to disks, or 0 where the system does not say. */
  private static long ownWrittenBytes() {
    return BenchServer.writtenBytes(ProcessHandle.current().pid());
  }

  /** A handset with nothing syncs until both ends agree; seconds. */
  private static double handset(Path folder, String url, int changes) {
    try (Handset handset = BenchHandset.open(folder, url)) {
      BenchHandset.signIn(handset, "pc1229");
      long started = System.nanoTime();
      SyncReport report = handset.sync();
      double seconds = (System.nanoTime() - started) / 1e9;
      if (report.outcome() != SyncReport.Outcome.SYNCED || report.received() < changes) {
        throw new IllegalStateException("the handset did not catch up: " + report);
      }
      return seconds;
    }
  }

  /** The same pages read line by line and parsed, kept nowhere; seconds. */
  static double read(String url, OkHttpClient client, int changes, Figures pages) throws Exception {
    String token = Caller.signedIn(url, "pc1229").token();
    ObjectMapper mapper = new ObjectMapper();
    long started = System.nanoTime();
    String cursor = "";
    int lines = 0;
    boolean more = true;
    while (more) {
      Request request =
          new Request.Builder()
              .url(url + "/v1/sync/pull" + (cursor.isEmpty() ? "" : "?cursor=" + cursor))
              .header("Authorization", "Bearer " + token)
              .build();
      try (Response response = client.newCall(request).execute()) {
        String page = response.body().string();
        pages.add(page.length());
        for (String line : page.split("\n")) {
          var read = mapper.readTree(line);
          lines++;
          if (read.has("cursor")) {
            cursor = read.get("cursor").asText();
            more = read.path("more").asBoolean();
          }
        }
      }
    }
    if (lines < changes) {
      throw new IllegalStateException("only " + lines + " lines came");
    }
    return (System.nanoTime() - started) / 1e9;
  }

  private static double changes(PouchServer pouch, OkHttpClient client, int changes)
      throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    long started = System.nanoTime();
    var read = mapper.readTree(pouch.get(client, "/feed/_changes?include_docs=true"));
    double seconds = (System.nanoTime() - started) / 1e9;
    if (read.get("results").size() != changes) {
      throw new IllegalStateException("PouchDB gave " + read.get("results").size());
    }
    return seconds;
  }
}
