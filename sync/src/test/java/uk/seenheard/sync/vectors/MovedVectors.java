package uk.seenheard.sync.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.review.MisplacedWords;

/** Writes {@code vectors/moved.json}: words that were written under the wrong reference. */
final class MovedVectors {
  private static final String OTHER = "0190a000-0000-7000-8000-000000000002";
  private static final String CHILD = "child/0190a000-0000-7000-8000-0000000000ca";
  private static final String WORDS = "statement/0190a000-0000-7000-8000-0000000000fa";

  private final Pen amy = new Pen("PC 101");
  private final Pen bob = new Pen("PC 202");
  private final Pen desk = new Pen("PS 303");
  private final List<Json> vectors = new ArrayList<>();
  private int nonces;

  private MovedVectors() {}

  public static void main(String[] arguments) throws IOException {
    MovedVectors writer = new MovedVectors();
    writer.write();
    Json.Obj file =
        Json.object()
            .put("about", "Rule 6: words that were written under the wrong reference.")
            .put("vectors", Json.list(writer.vectors))
            .build();
    Files.writeString(Path.of("vectors", "moved.json"), file.canonical() + "\n");
  }

  private void write() {
    Change last = bob.write(Pen.set("place", "hall"), Pen.act("submit"));
    Change child =
        amy.write(Pen.add(CHILD), Pen.set("place", "kitchen", last.id(0)), Pen.act("attend"));
    Change said =
        amy.write(
            Pen.add(WORDS, Json.object().put("about", CHILD).put("words", "He hit her").build()),
            Pen.set("weather", "dry"));
    Change seen = bob.write(Pen.set(CHILD + "/seen", "yes"));
    List<Change> all = List.of(last, child, said, seen);
    Change act = misplaced(MisplacedWords.ofAuthor(all, "PC 101"));
    vector("an author's words", Pen.INCIDENT, last, child, said, seen, act);
    MisplacedWords entry =
        MisplacedWords.ofEntry(all, Fold.of(Pen.INCIDENT, all, Pen.DIGESTS), new FieldPath(CHILD));
    Change one = misplaced(entry);
    vector("an entry with what hangs on it", Pen.INCIDENT, last, child, said, seen, one);
    List<Change> brought = brought(entry, OTHER);
    List<Change> there = new ArrayList<>(brought);
    there.add(amy.in(OTHER).write(Pen.set("place", "garden")));
    vector("the same where it belongs", OTHER, there);
    amy.in(Pen.INCIDENT);
    Change late = amy.write(Pen.set(CHILD + "/demeanour", "quiet"));
    vector("what comes late is not moved", Pen.INCIDENT, last, child, said, seen, one, late);
    Change away =
        desk.in(OTHER)
            .write(act("misplaced", MisplacedWords.ofAuthor(there, "PC 101"), Pen.INCIDENT));
    List<Change> gone = new ArrayList<>(there);
    gone.add(away);
    vector("moved on from there", OTHER, gone);
    List<Change> home = new ArrayList<>(List.of(last, child, said, seen, one));
    home.addAll(brought(MisplacedWords.ofAuthor(brought, "PC 101"), Pen.INCIDENT));
    vector("moved back", Pen.INCIDENT, home);
    desk.in(Pen.INCIDENT);
    Change twice = misplaced(MisplacedWords.ofAuthor(home, "PC 101"));
    home.add(twice);
    vector("moved back and away again", Pen.INCIDENT, home);
    List<Change> again = brought(MisplacedWords.ofAuthor(brought, "PC 101"), Pen.INCIDENT);
    home.addAll(again);
    vector("moved back twice", Pen.INCIDENT, home);
    vector("named twice", Pen.INCIDENT, last, child, said, seen, one, act);
    vector(
        "names that name nothing",
        Pen.INCIDENT,
        last,
        desk.write(
            Pen.act(
                "misplaced",
                Json.object().put("what", Json.texts(List.of("x", "0".repeat(64)))).build())));
  }

  private Change misplaced(MisplacedWords words) {
    return desk.write(act("misplaced", words, OTHER));
  }

  private static Operation act(String act, MisplacedWords words, String other) {
    return Pen.act(
        act,
        Json.object()
            .put("what", Json.texts(words.names()))
            .put("incident", other)
            .put("reason", "last night's reference")
            .build());
  }

  private List<Change> brought(MisplacedWords words, String target) {
    List<Change> copies = new ArrayList<>();
    for (MisplacedWords.Portion portion : words.portions()) {
      copies.add(
          MisplacedWords.copy(
                  portion,
                  target,
                  1_790_000_000_000L,
                  Hash.of("nonce " + nonces++, Pen.DIGESTS).hex().substring(0, 32),
                  Pen.READER,
                  Pen.CODEC)
              .orElseThrow());
    }
    return copies;
  }

  private void vector(String name, String incident, Change... changes) {
    vector(name, incident, List.of(changes));
  }

  private void vector(String name, String incident, List<Change> changes) {
    List<Vector.Given> given = new ArrayList<>();
    changes.forEach(change -> given.add(new Vector.Given(change.content(), Optional.empty())));
    vectors.add(new Vector(name, incident, given, Vector.orders(given.size())).json());
  }
}
