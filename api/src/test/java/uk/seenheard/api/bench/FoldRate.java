package uk.seenheard.api.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Fold;

/**
 * P4: ten thousand changes of one incident folded, in one go and one by one, beside Automerge doing
 * the same edits as scalars of one map.
 *
 * <p>The edits go round 400 fields, each naming the answer that it replaces, as handsets write
 * them.
 */
final class FoldRate implements Measurement {
  private static final int CHANGES = 10_000;
  private static final int FIELDS = 400;

  private final JdkDigests digests = new JdkDigests();
  private final ChangeCodec codec = new ChangeCodec(new JacksonJsonReader(), digests);
  private final List<AutomergeEdits.Edit> edits = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private String incident = "";

  @Override
  public void run(Place place) throws Exception {
    List<Change> changes = changes();
    AutomergeEdits automerge = new AutomergeEdits();
    int rounds = place.size(5, 11);
    Figures oneGo = new Figures();
    Figures oneByOne = new Figures();
    Figures read = new Figures();
    Figures theirOneGo = new Figures();
    Figures theirOneByOne = new Figures();
    Figures theirMerge = new Figures();
    for (int round = -2; round < rounds; round++) {
      double a = inOneGo(changes);
      double b = automerge.inOneGo(edits, keys);
      double c = oneByOne(changes);
      double d = automerge.oneByOne(edits);
      double e = read(changes);
      double f = automerge.merged(edits, keys);
      if (round >= 0) { // two rounds warm up
        oneGo.add(a * 1e3);
        theirOneGo.add(b * 1e3);
        oneByOne.add(c * 1e3);
        theirOneByOne.add(d * 1e3);
        read.add(e * 1e3);
        theirMerge.add(f * 1e3);
      }
    }
    Report report = place.report();
    report.raw("P4 folded in one go, ms: %s", oneGo);
    report.raw("P4 Automerge, one transaction, ms: %s", theirOneGo);
    report.raw("P4 folded one by one, the record read after each, ms: %s", oneByOne);
    report.raw("P4 Automerge, a transaction each, the key read after each, ms: %s", theirOneByOne);
    report.raw("P4 read from their texts and folded in one go, ms: %s", read);
    report.raw("P4 Automerge, taking the same as encoded changes, ms: %s", theirMerge);
    Goal goal = Goal.atLeast(5);
    report.add(
        new Row(
            "P4",
            "10,000 changes of one incident folded in one go",
            oneGo.median(),
            "ms",
            theirOneGo.median() / oneGo.median(),
            "× Automerge 0.0.7 putting the same scalars in one transaction",
            goal,
            "the fold keeps every answer with its author, device and moment"));
    report.add(
        new Row(
            "P4",
            "the same one by one, the whole record read after each",
            oneByOne.median(),
            "ms",
            theirOneByOne.median() / oneByOne.median(),
            "× Automerge with a transaction for each, reading one key after each",
            goal,
            "the whole record is copied for each reading, Automerge reads one key; closed by a"
                + " record that shares what did not change with the one before"));
  }

  private double inOneGo(List<Change> changes) {
    long started = System.nanoTime();
    Fold fold = new Fold(incident, digests);
    changes.forEach(fold::add);
    require(fold.record().fields().size());
    return (System.nanoTime() - started) / 1e9;
  }

  private double oneByOne(List<Change> changes) {
    long started = System.nanoTime();
    Fold fold = new Fold(incident, digests);
    int fields = 0;
    for (Change change : changes) {
      fold.add(change);
      fields = fold.record().fields().size();
    }
    require(fields);
    return (System.nanoTime() - started) / 1e9;
  }

  private double read(List<Change> changes) {
    long started = System.nanoTime();
    Fold fold = new Fold(incident, digests);
    for (Change change : changes) {
      codec.read(change.content()).fold(fold::add, nonsense -> false);
    }
    require(fold.record().fields().size());
    return (System.nanoTime() - started) / 1e9;
  }

  private static void require(int fields) {
    if (fields != FIELDS) {
      throw new IllegalStateException("the record has " + fields + " fields");
    }
  }

  private List<Change> changes() {
    Words words = new Words(4);
    incident = Identity.uuid7(1_764_000_000_000L, new byte[10]);
    List<Change> changes = new ArrayList<>();
    Map<String, OperationId> standing = new HashMap<>();
    for (int i = 0; i < CHANGES; i++) {
      String key = "note.n" + i % FIELDS;
      String value = words.text(60);
      if (i < FIELDS) {
        keys.add(key);
      }
      edits.add(new AutomergeEdits.Edit(key, value));
      OperationId before = standing.get(key);
      Change change =
          codec.write(
              new Draft(
                  incident,
                  new FormRef("domestic-abuse", 1),
                  "pc1201",
                  "device-1",
                  new Hash("0".repeat(64)),
                  1_764_000_000_000L + i,
                  "boot-1",
                  i,
                  new Hlc(1_764_000_000_000L + i, 0),
                  List.of(
                      new Operation.SetField(
                          new FieldPath(key),
                          Json.of(value),
                          before == null ? List.of() : List.of(before),
                          Optional.empty(),
                          false)),
                  String.format(java.util.Locale.ROOT, "%032x", i)));
      standing.put(key, change.id(0));
      changes.add(change);
    }
    return changes;
  }
}
