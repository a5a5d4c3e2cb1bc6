package uk.seenheard.api.field.handset;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.files.ReportFolder;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ForgottenChange;

/**
 * Finds out what a log that was put back has lost for good as far as handsets go: changes that an
 * earlier life of it had acknowledged, and that their handset then had to forget. Nobody holds them
 * any more, so the restore report names them: only a later backup brings them back.
 */
final class Forgotten {
  /** The act by which it is kept that a handset named what this log lacks. */
  static final String LACKING = "log-lacks-forgotten";

  private static final Logger LOG = LoggerFactory.getLogger(Forgotten.class);

  /** What one device may name in one life of a process: a handset's work of many years. */
  private static final int MOST_QUESTIONS = 250;

  private final Vertx vertx;
  private final Supplier<Future<Void>> followed;
  private final Changes changes;
  private final ActWriter acts;
  private final ReportFolder reports;
  private final Map<String, Integer> questions = new ConcurrentHashMap<>();

  /**
   * Of a log.
   *
   * @param followed waits until the read models have all that is in it
   */
  Forgotten(
      Vertx vertx,
      Supplier<Future<Void>> followed,
      Changes changes,
      ActWriter acts,
      ReportFolder reports) {
    this.vertx = vertx;
    this.followed = followed;
    this.changes = changes;
    this.acts = acts;
    this.reports = reports;
  }

  /** Looks for what a device names, and writes down what is not there. */
  Future<Void> named(String device, Hash proof, List<ForgottenChange> named) {
    if (named.isEmpty()) {
      return Future.succeededFuture();
    }
    if (questions.merge(device, 1, Integer::sum) > MOST_QUESTIONS) {
      LOG.warn(
          "handset {} names more forgotten changes than one handset can have made: what it names"
              + " from here on is not looked for. See who has that handset.",
          device);
      return Future.succeededFuture();
    }
    Map<String, Set<Hash>> hashes = new TreeMap<>();
    named.forEach(
        change ->
            hashes
                .computeIfAbsent(change.incident(), unused -> new TreeSet<>())
                .add(change.hash()));
    return followed
        .get()
        .compose(all -> changes.known(hashes))
        .compose(
            found -> {
              Set<Hash> held = new TreeSet<>();
              found.forEach(change -> held.add(change.entry().hash()));
              Map<String, Integer> lacking = new TreeMap<>();
              for (ForgottenChange change : named) {
                if (!held.contains(change.hash())) {
                  lacking.merge(change.incident(), 1, Integer::sum);
                }
              }
              return lacking.isEmpty() ? Future.succeededFuture() : write(device, proof, lacking);
            });
  }

  private Future<Void> write(String device, Hash proof, Map<String, Integer> lacking) {
    List<Json> incidents = new ArrayList<>();
    lacking.forEach(
        (incident, number) ->
            incidents.add(Json.object().put("incident", incident).put("changes", number).build()));
    Json.Obj with =
        Json.object().put("device", device).put("incidents", Json.list(incidents)).build();
    return acts.write(device, proof, LACKING, with)
        .compose(written -> vertx.executeBlocking(() -> report(device, lacking), false))
        .mapEmpty();
  }

  private Void report(String device, Map<String, Integer> lacking) {
    lacking.forEach(
        (incident, number) -> {
          String line =
              "Lost unless a later backup has it: "
                  + number
                  + (number == 1 ? " change" : " changes")
                  + " of incident "
                  + incident
                  + ", written on handset "
                  + device
                  + ", acknowledged by the log as it was, and forgotten there by order or at a"
                  + " hand-over.";
          LOG.warn("{} See {}", line, reports.add(line));
        });
    return null;
  }
}
