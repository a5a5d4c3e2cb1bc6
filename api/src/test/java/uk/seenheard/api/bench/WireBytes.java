package uk.seenheard.api.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/**
 * P5: bytes on the wire for each answered question, up from the handset that asks and down to
 * another one that follows, beside PouchDB replicating one document after the same edits. Heads are
 * counted, connections kept open, TLS is not there on either side.
 */
final class WireBytes implements Measurement {
  private static final int QUESTIONS = 90;

  /** Bytes for each question, up and down. */
  private record Bytes(double up, double down) {}

  @Override
  public void run(Place place) throws Exception {
    Path folder = place.fresh("p5");
    List<Json> edits = new ArrayList<>();
    List<String> values = new ArrayList<>();
    Words words = new Words(5);
    for (int i = 0; i < QUESTIONS; i++) {
      // Two thirds are a press of a button, one third is written.
      values.add(i % 3 == 2 ? words.text(60) : i % 2 == 0 ? "yes" : "not-known");
      edits.add(Json.list(List.of(Json.of("note.n" + i), Json.of(values.get(i)))));
    }
    Path file = folder.resolve("edits.json");
    Files.writeString(file, Json.list(edits).canonical());
    try (BenchServer server = BenchServer.start(folder.resolve("server"), Optional.empty())) {
      Optional<PouchServer> pouch = PouchServer.ifThere(place);
      try {
        for (int each : new int[] {1, 10, QUESTIONS}) {
          Bytes ours = ours(folder, server, each, values);
          if (pouch.isPresent()) {
            rows(place.report(), each, ours, theirs(place, folder, pouch.get(), each, file));
          } else {
            alone(place.report(), each, ours);
          }
        }
      } finally {
        pouch.ifPresent(PouchServer::close);
      }
    }
  }

  private static void alone(Report report, int each, Bytes ours) {
    report.raw(
        "P5 synced after %d answers, bytes for each: up %.0f, down %.0f",
        each, ours.up(), ours.down());
    report.failed("P5", "synced after " + each, "no PouchDB Server to measure beside");
  }

  private static void rows(Report report, int each, Bytes ours, Bytes theirs) {
    report.raw(
        "P5 synced after %d answers, bytes for each: up %.0f, down %.0f; PouchDB up %.0f, down"
            + " %.0f",
        each, ours.up(), ours.down(), theirs.up(), theirs.down());
    String how =
        each == 1
            ? "synced after each"
            : each == QUESTIONS
                ? "synced once, after " + QUESTIONS
                : String.format(Locale.ROOT, "synced after every %d", each);
    report.add(
        new Row(
            "P5",
            "up and down, for each answered question, " + how,
            ours.up() + ours.down(),
            "bytes",
            (ours.up() + ours.down()) / (theirs.up() + theirs.down()),
            "of PouchDB's",
            Goal.atMost(each == QUESTIONS ? 0.5 : 0.2),
            "a push carries its signature, and each change its author, device, pass and place; what"
                + " the writer itself pulls back comes with its content"));
  }

  /** One handset answers, another one of the same officer follows. */
  private static Bytes ours(Path folder, BenchServer server, int each, List<String> values)
      throws IOException {
    try (CountingProxy up = new CountingProxy(server.port());
        CountingProxy down = new CountingProxy(server.port());
        Handset writer = BenchHandset.open(folder.resolve("writer" + each), up.url());
        Handset reader = BenchHandset.open(folder.resolve("reader" + each), down.url())) {
      BenchHandset.signIn(writer, "pc1201");
      BenchHandset.signIn(reader, "pc1201");
      String incident = writer.newIncident("domestic-abuse", Optional.of("WIRE-" + each));
      synced(writer.sync());
      synced(reader.sync());
      long sent = up.up() + up.down();
      long received = down.up() + down.down();
      for (int i = 0; i < values.size(); i++) {
        writer.answer(
            incident, new FieldPath("note.n" + i), Json.of(values.get(i)), Optional.empty());
        if ((i + 1) % each == 0 || i + 1 == values.size()) {
          synced(writer.sync());
          synced(reader.sync());
        }
      }
      if (reader.view(incident).incident().record().changes() != values.size() + 1) {
        throw new IllegalStateException("the other handset has not got every answer");
      }
      return new Bytes(
          (up.up() + up.down() - sent) / (double) values.size(),
          (down.up() + down.down() - received) / (double) values.size());
    }
  }

  private static void synced(SyncReport report) {
    if (report.outcome() != SyncReport.Outcome.SYNCED) {
      throw new IllegalStateException("a handset did not sync: " + report);
    }
  }

  private static Bytes theirs(Place place, Path folder, PouchServer pouch, int each, Path edits)
      throws IOException, InterruptedException {
    OkHttpClient client = Together.client(1);
    String database = "form" + each;
    pouch.create(client, database);
    Path script = folder.resolve("replicate.js");
    try (InputStream in = WireBytes.class.getResourceAsStream("replicate.js")) {
      Files.write(script, in.readAllBytes());
    }
    try (CountingProxy up = new CountingProxy(pouch.port());
        CountingProxy down = new CountingProxy(pouch.port())) {
      Process node =
          Children.start(
              new ProcessBuilder(
                  "node",
                  script.toString(),
                  PouchServer.installed(place.work()).resolve("node_modules").toString(),
                  up.url() + "/" + database,
                  down.url() + "/" + database,
                  edits.toString(),
                  Integer.toString(each)),
              folder.resolve("node.log"));
      boolean ended = node.waitFor(90, TimeUnit.SECONDS);
      Children.end(node);
      if (!ended || node.exitValue() != 0) {
        throw new IOException("PouchDB did not replicate; see " + folder.resolve("node.log"));
      }
      return new Bytes(
          (up.up() + up.down()) / (double) QUESTIONS,
          (down.up() + down.down()) / (double) QUESTIONS);
    }
  }
}
