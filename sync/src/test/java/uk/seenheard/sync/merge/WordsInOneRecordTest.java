package uk.seenheard.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Weight;
import uk.seenheard.sync.review.MisplacedWords;

/**
 * Whatever is moved, moved on and moved back between three incidents, by author or by entry, in
 * whatever order it arrives and however often: each word stands in one record, never in two and
 * never in none. Other seeds: {@code -Dseeds=…}.
 */
class WordsInOneRecordTest {
  private static final int SEEDS = Integer.getInteger("seeds", 50);
  private static final List<String> INCIDENTS =
      List.of(
          "0190a000-0000-7000-8000-0000000000a1",
          "0190a000-0000-7000-8000-0000000000a2",
          "0190a000-0000-7000-8000-0000000000a3");
  private static final List<String> PEOPLE = List.of("PC 101", "PC 202", "PC 303");
  private static final List<String> CHILDREN =
      List.of(
          "child/0190a000-0000-7000-8000-0000000000ca",
          "child/0190a000-0000-7000-8000-0000000000cb");

  @Test
  void eachWordStandsInOneRecordWhateverIsMoved() {
    int moves = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      Run run = new Run(seed);
      for (int step = 0; step < 40; step++) {
        moves += run.step() ? 1 : 0;
        run.check("seed " + seed + " step " + step);
      }
      run.inAnyOrder("seed " + seed);
    }
    assertThat(moves).isGreaterThan(SEEDS * 3);
  }

  /**
   * Every end still holds, hashes and reads what was moved away: that is what those caps are of.
   */
  @Test
  void whatWasMovedAwayFreesItsEntriesAndAnswersAndCountsAsChangesStill() {
    String wrong = INCIDENTS.get(0);
    Fold fold = new Fold(wrong, Pen.DIGESTS);
    Change words =
        new Pen("PC 101")
            .in(wrong)
            .write(Pen.add(CHILDREN.get(0)), Pen.set(CHILDREN.get(0) + "/seen", "yes"));
    fold.add(words);
    assertThat(Weight.of(fold.record(), 0)).isEqualTo(new Weight(1, 1, 1, 0));

    MisplacedWords moved = MisplacedWords.ofAuthor(List.of(words), "PC 101");
    Json.Obj with = Json.object().put("what", Json.texts(moved.names())).build();
    fold.add(new Pen("PS 404").in(wrong).write(Pen.act("misplaced", with)));

    assertThat(Weight.of(fold.record(), 0)).isEqualTo(new Weight(0, 2, 0, 0));
  }

  /** What happens in three incidents. */
  private static final class Run {
    private final Random random;
    private final Map<String, Pen> pens = new HashMap<>();
    private final Map<String, List<Change>> changes = new TreeMap<>();
    private final Map<String, Fold> folds = new TreeMap<>();
    private final Set<OperationId> written = new HashSet<>();

    Run(long seed) {
      random = new Random(seed);
      INCIDENTS.forEach(
          incident -> {
            changes.put(incident, new ArrayList<>());
            folds.put(incident, new Fold(incident, Pen.DIGESTS));
          });
    }

    private <T> T pick(List<T> from) {
      return from.get(random.nextInt(from.size()));
    }

    private Pen pen(String person) {
      return pens.computeIfAbsent(person, Pen::new);
    }

    /** One thing happens; whether something was moved. */
    boolean step() {
      if (random.nextInt(4) > 0) {
        String incident = pick(INCIDENTS);
        Change change = pen(pick(PEOPLE)).in(incident).write(ops());
        for (int i = 0; i < change.ops().size(); i++) {
          written.add(change.id(i));
        }
        take(incident, change);
        return false;
      }
      String from = pick(INCIDENTS);
      String to = pick(INCIDENTS);
      MisplacedWords words =
          random.nextBoolean()
              ? MisplacedWords.ofAuthor(changes.get(from), pick(PEOPLE))
              : MisplacedWords.ofEntry(
                  changes.get(from), folds.get(from).record(), new FieldPath(pick(CHILDREN)));
      if (from.equals(to) || words.portions().isEmpty()) {
        return false;
      }
      Json.Obj with = Json.object().put("what", Json.texts(words.names())).build();
      take(from, pen("PS 404").in(from).write(Pen.act("misplaced", with)));
      for (MisplacedWords.Portion portion : words.portions()) {
        take(
            to,
            MisplacedWords.copy(portion, to, 1_790_000_000_000L, nonce(), Pen.READER, Pen.CODEC)
                .orElseThrow());
      }
      return true;
    }

    private String nonce() {
      byte[] nonce = new byte[16];
      random.nextBytes(nonce);
      return Hex.of(nonce);
    }

    private Operation[] ops() {
      List<Operation> ops = new ArrayList<>();
      String child = pick(CHILDREN);
      ops.add(Pen.add(child));
      if (random.nextBoolean()) {
        ops.add(
            Pen.set(pick(List.of("place", "weather", child + "/seen")), "v" + random.nextInt(3)));
      }
      if (random.nextInt(3) == 0) {
        ops.add(
            Pen.add(
                "statement/0190a000-0000-7000-8000-0000000000f" + random.nextInt(10),
                Json.object().put("about", child).build()));
      }
      return ops.toArray(new Operation[0]);
    }

    private void take(String incident, Change change) {
      changes.get(incident).add(change);
      folds.get(incident).add(change);
    }

    /** What stands or stood in a record, each as often as it is there. */
    private static List<OperationId> words(IncidentRecord record) {
      List<OperationId> words = new ArrayList<>();
      for (Field field : record.fields().values()) {
        field.standing().forEach(answer -> words.add(answer.id()));
        field.replaced().forEach(answer -> words.add(answer.id()));
      }
      for (Entry entry : record.entries().values()) {
        entry.added().forEach(added -> words.add(added.by().id()));
      }
      return words;
    }

    void check(String when) {
      List<OperationId> all = new ArrayList<>();
      folds.values().forEach(fold -> all.addAll(words(fold.record())));
      assertThat(all).as(when + ": in two records").doesNotHaveDuplicates();
      assertThat(all).as(when + ": in none").containsExactlyInAnyOrderElementsOf(written);
    }

    void inAnyOrder(String when) {
      folds.forEach(
          (incident, fold) -> {
            List<Change> shuffled = new ArrayList<>(changes.get(incident));
            shuffled.addAll(shuffled.subList(0, shuffled.size() / 2));
            Collections.shuffle(shuffled, random);
            IncidentRecord anew = Fold.of(incident, shuffled, Pen.DIGESTS);
            assertThat(anew.canonical().canonical())
                .as(when)
                .isEqualTo(fold.record().canonical().canonical());
            assertThat(anew.lenses()).as(when).isEqualTo(fold.record().lenses());
          });
    }
  }
}
