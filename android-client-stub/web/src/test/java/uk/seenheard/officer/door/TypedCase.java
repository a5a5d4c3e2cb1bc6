package uk.seenheard.officer.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.TestHandset;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainDigests;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * A worked case as a server has it: what stands in its record, each entry by the name that the case
 * gives it, so that what the page gave and what a command-line handset gave are compared byte for
 * byte.
 */
final class TypedCase {
  private static final long SEED = 7;
  private static final PlainDigests DIGESTS = new PlainDigests();
  private static final ChangeCodec CODEC = new ChangeCodec(new PlainJsonReader(), DIGESTS);

  private TypedCase() {}

  /** What a command-line handset gives of a case, everything typed in the case's order. */
  static String typed(Json.Obj worked) {
    FakeServer server = new FakeServer();
    Map<String, String> entries = new HashMap<>();
    try (Handset handset = TestHandset.open(emptyFolder(), new TestHandset.Device(SEED), server)) {
      handset.signIn("amy", Optional.empty());
      String incident = handset.newIncident("domestic-abuse", Optional.of(reference(worked)));
      for (Json step : worked.items("steps")) {
        for (Json one : ((Json.Obj) step).items("ops")) {
          type(handset, incident, (Json.Obj) one, entries);
        }
      }
      handset.sync();
    }
    return standing(server, entries);
  }

  private static Path emptyFolder() {
    try {
      return Files.createTempDirectory("typed");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void type(
      Handset handset, String incident, Json.Obj op, Map<String, String> entries) {
    String at = op.text("at").orElse("");
    if (op.text("op").equals(Optional.of("add"))) {
      Map<String, Json> answers =
          op.get("value").isPresent() ? op.object("value").members() : Map.of();
      String collection = at.substring(0, at.indexOf('/'));
      entries.put(
          at, handset.addEntry(incident, collection, Json.EMPTY, Map.copyOf(answers)).text());
    } else if (!at.equals("reference")) {
      handset.answer(
          incident,
          new FieldPath(named(at, entries)),
          op.get("value").orElse(Json.EMPTY),
          Optional.empty());
    }
  }

  private static String reference(Json.Obj worked) {
    return worked.items("steps").stream()
        .flatMap(step -> ((Json.Obj) step).items("ops").stream())
        .map(op -> (Json.Obj) op)
        .filter(op -> op.text("at").equals(Optional.of("reference")))
        .map(op -> ((Json.Text) op.get("value").orElseThrow()).value())
        .findFirst()
        .orElseThrow();
  }

  /**
   * The lines of what stands at a server: fields with their values, and entries.
   *
   * @param entries a handset's names of entries by the case's
   */
  static String standing(FakeServer server, Map<String, String> entries) {
    Map<String, String> back = new HashMap<>();
    entries.forEach((theirs, ours) -> back.put(ours, theirs));
    IncidentRecord record = record(server);
    TreeSet<String> lines = new TreeSet<>();
    record
        .fields()
        .forEach(
            (at, field) ->
                field
                    .standing()
                    .forEach(
                        answer ->
                            lines.add(
                                named(at.text(), back)
                                    + " = "
                                    + named(answer.value().canonical(), back))));
    record.entries().keySet().forEach(at -> lines.add(named(at.text(), back)));
    return String.join("\n", lines);
  }

  private static IncidentRecord record(FakeServer server) {
    List<Change> changes = new ArrayList<>();
    for (Frame.Change frame : server.log) {
      CODEC.read(frame.content()).fold(changes::add, nonsense -> false);
    }
    return Fold.of(changes.get(0).incident(), changes, DIGESTS);
  }

  /** The only entry of its kind that a server has. */
  static String only(String collection, FakeServer server) {
    List<String> all =
        record(server).entries().keySet().stream()
            .map(FieldPath::text)
            .filter(at -> at.startsWith(collection + '/'))
            .toList();
    if (all.size() != 1) {
      throw new IllegalStateException(all.size() + " entries of " + collection);
    }
    return all.get(0);
  }

  /** A text with the entries in it called otherwise. */
  private static String named(String text, Map<String, String> names) {
    String said = text;
    for (Map.Entry<String, String> one : names.entrySet()) {
      said = said.replace(id(one.getKey()), id(one.getValue()));
    }
    return said;
  }

  private static String id(String entry) {
    return entry.substring(entry.indexOf('/') + 1);
  }
}
