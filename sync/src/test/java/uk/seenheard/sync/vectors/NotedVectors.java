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
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.review.MisplacedWords;

/** Writes {@code vectors/noted.json}: what was written on paper before it was entered. */
final class NotedVectors {
  private static final String OTHER = "0190a000-0000-7000-8000-000000000002";
  private static final String CHILD = "child/0190a000-0000-7000-8000-0000000000ca";
  private static final String WORDS = "statement/0190a000-0000-7000-8000-0000000000fa";

  private final Pen amy = new Pen("PC 101");
  private final Pen bob = new Pen("PC 202");
  private final Pen desk = new Pen("PS 303");
  private final List<Json> vectors = new ArrayList<>();

  private NotedVectors() {}

  public static void main(String[] arguments) throws IOException {
    NotedVectors writer = new NotedVectors();
    writer.write();
    Json.Obj file =
        Json.object()
            .put("about", "The act noted: what was written on paper before it was entered.")
            .put("vectors", Json.list(writer.vectors))
            .build();
    Files.writeString(Path.of("vectors", "noted.json"), file.canonical() + "\n");
  }

  private void write() {
    Change child = amy.write(Pen.add(CHILD), noted("notebook"));
    Change said =
        amy.write(
            Pen.add(WORDS, Json.object().put("about", CHILD).put("words", "He hit her").build()),
            noted("scrap"));
    Change seen = amy.write(Pen.set(CHILD + "/seen", "yes"), noted("memory"));
    vector("an answer, a child, its words", Pen.INCIDENT, child, said, seen);
    Change after = bob.write(Pen.set(CHILD + "/seen", "no", seen.id(0)));
    vector("a colleague answered otherwise", Pen.INCIDENT, child, said, seen, after);
    Change again = amy.write(Pen.set(CHILD + "/seen", "no", seen.id(0)));
    vector("answered anew, as it happens", Pen.INCIDENT, child, seen, again);
    vector(
        "a source that is newer, a time that is none",
        Pen.INCIDENT,
        child,
        amy.write(
            Pen.set("place", "hall"),
            Pen.act("noted", Json.object().put("from", "back-of-hand").put("at", "late").build())));
    List<Change> all = List.of(child, said, seen);
    MisplacedWords entry =
        MisplacedWords.ofEntry(all, Fold.of(Pen.INCIDENT, all, Pen.DIGESTS), new FieldPath(CHILD));
    Change away =
        desk.write(
            Pen.act(
                "misplaced",
                Json.object()
                    .put("what", Json.texts(entry.names()))
                    .put("incident", OTHER)
                    .put("reason", "last night's reference")
                    .build()));
    vector("moved to where it belongs", Pen.INCIDENT, child, said, seen, away);
    List<Change> there = new ArrayList<>();
    for (MisplacedWords.Portion portion : entry.portions()) {
      there.add(
          MisplacedWords.copy(
                  portion,
                  OTHER,
                  1_790_000_000_000L,
                  ("" + there.size()).repeat(32),
                  Pen.READER,
                  Pen.CODEC)
              .orElseThrow());
    }
    vector("the same where it belongs", OTHER, there.toArray(new Change[0]));
  }

  private static Operation noted(String from) {
    return Pen.act("noted", Json.object().put("from", from).put("at", "2026-09-21T14:10Z").build());
  }

  private void vector(String name, String incident, Change... changes) {
    List<Vector.Given> given = new ArrayList<>();
    for (Change change : changes) {
      given.add(new Vector.Given(change.content(), Optional.empty()));
    }
    vectors.add(new Vector(name, incident, given, Vector.orders(given.size())).json());
  }
}
