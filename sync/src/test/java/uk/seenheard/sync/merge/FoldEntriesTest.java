package uk.seenheard.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** The rules of entries and acts (PROTOCOL.md, section 3, rules 3 and 4, and section 4). */
class FoldEntriesTest {
  private static final String CHILD = "child/c1";
  private static final String WORDS = "statement/s1";
  private final Pen one = new Pen("PC 101");
  private final Pen other = new Pen("PC 202");

  @Test
  void anEntryExistsOnceItIsAddedAnsweredStruckOrSpokenOf() {
    assertThat(entry(CHILD, one.write(Pen.add(CHILD))).added()).hasSize(1);
    assertThat(entry(CHILD, one.write(Pen.set(CHILD + "/seen", "yes"))).added()).isEmpty();
    assertThat(entry(CHILD, one.write(statement())).added()).isEmpty();
    assertThat(entry(CHILD, one.write(Pen.strike(CHILD))).strikes()).hasSize(1);
  }

  @Test
  void anEntryThatTwoAddedIsOneEntryWithBothAdditions() {
    Entry entry =
        entry(
            CHILD,
            one.write(Pen.add(CHILD, Json.object().put("name", "A").build())),
            other.write(Pen.add(CHILD, Json.object().put("name", "B").build())));

    assertThat(entry.added()).hasSize(2);
    assertThat(entry.struck()).isFalse();
  }

  @Test
  void aStrikeThatKnewEverythingCrossesTheEntryOut() {
    Change added = one.write(Pen.add(CHILD));
    Change answered = one.write(Pen.set(CHILD + "/seen", "yes"));
    Change strike = one.write(Pen.strike(CHILD, added.id(0), answered.id(0)));

    Entry entry = entry(CHILD, added, answered, strike);

    assertThat(entry.struck()).isTrue();
    assertThat(entry.keptDespiteStrike()).isFalse();
    assertThat(entry.strikes().get(0).by().reason()).contains("entered twice");
    assertThat(fold(added, answered, strike).field(new FieldPath(CHILD), "seen")).isPresent();
  }

  @Test
  void anEditUnknownToTheStrikeKeepsTheEntry() {
    Change added = one.write(Pen.add(CHILD));
    Change strike = one.write(Pen.strike(CHILD, added.id(0)));
    Change unaware = other.write(Pen.set(CHILD + "/seen", "yes"));

    assertThat(entry(CHILD, added, strike).struck()).isTrue();
    Entry entry = entry(CHILD, added, strike, unaware);
    assertThat(entry.struck()).isFalse();
    assertThat(entry.keptDespiteStrike()).isTrue();
  }

  @Test
  void anAdditionUnknownToTheStrikeKeepsTheEntry() {
    Change added = one.write(Pen.add(CHILD));
    Change strike = one.write(Pen.strike(CHILD, added.id(0)));

    assertThat(entry(CHILD, added, strike, other.write(Pen.add(CHILD))).struck()).isFalse();
  }

  @Test
  void wordsOfAChildUnknownToTheStrikeKeepTheChild() {
    Change added = one.write(Pen.add(CHILD));
    Change strike = one.write(Pen.strike(CHILD, added.id(0)));
    Change said = other.write(statement());

    assertThat(entry(CHILD, added, strike, said).keptDespiteStrike()).isTrue();
    Change knowing = one.write(Pen.strike(CHILD, added.id(0), said.id(0)));
    assertThat(entry(CHILD, added, said, knowing).struck()).isTrue();
    assertThat(entry(WORDS, added, said, knowing).struck()).isFalse();
  }

  @Test
  void anAnswerReplacedBeforeTheStrikeNeedsNoNaming() {
    Change added = one.write(Pen.add(CHILD));
    Change answered = one.write(Pen.set(CHILD + "/seen", "no"));
    Change again = one.write(Pen.set(CHILD + "/seen", "yes", answered.id(0)));
    Change strike = one.write(Pen.strike(CHILD, added.id(0), again.id(0)));

    assertThat(entry(CHILD, added, answered, again, strike).struck()).isTrue();
  }

  @Test
  void aStrikeThatKnewAllIsEnoughBesideOneThatDidNot() {
    Change added = one.write(Pen.add(CHILD));
    Change answered = one.write(Pen.set(CHILD + "/seen", "no"));
    Change blind = other.write(Pen.strike(CHILD, added.id(0)));
    Change knowing = one.write(Pen.strike(CHILD, added.id(0), answered.id(0)));

    Entry entry = entry(CHILD, added, answered, blind, knowing);
    assertThat(entry.struck()).isTrue();
    assertThat(entry.strikes()).hasSize(2);
  }

  @Test
  void twoStrikesThatTogetherKnewEverythingDoNotCrossOut() {
    Change added = one.write(Pen.add(CHILD));
    Change answered = one.write(Pen.set(CHILD + "/seen", "no"));
    Change first = other.write(Pen.strike(CHILD, added.id(0)));
    Change second = one.write(Pen.strike(CHILD, answered.id(0)));

    assertThat(entry(CHILD, added, answered, first, second).struck()).isFalse();
  }

  @Test
  void aStatementsWordsNeverChange() {
    Change said = one.write(statement());
    Change correction =
        one.write(
            Pen.add(
                "statement/s2",
                Json.object()
                    .put("about", CHILD)
                    .put("words", "he pushed me")
                    .put("corrects", WORDS)
                    .build()));

    IncidentRecord record = fold(said, correction);

    assertThat(record.entry(new FieldPath(WORDS)).orElseThrow().firstAdded().orElseThrow().by())
        .extracting(Answer::value)
        .isEqualTo(statementValue());
    assertThat(record.entries()).containsKey(new FieldPath("statement/s2"));
  }

  @Test
  void anAboutThatIsNoEntryIsLeftAside() {
    Json.Obj nowhere = Json.object().put("about", "../child").build();
    Json.Obj field = Json.object().put("about", "place").build();
    Json.Obj number = Json.object().put("about", 7).build();

    IncidentRecord record =
        fold(
            one.write(
                Pen.add("statement/s1", nowhere),
                Pen.add("statement/s2", field),
                Pen.add("statement/s3", number)));

    assertThat(record.entries()).hasSize(3);
  }

  @Test
  void whatIsInAnEntryOfAnEntryDoesNotStandInTheOuterOne() {
    Change added = one.write(Pen.add(CHILD), Pen.add(CHILD + "/toy/t1"));
    Change strike = one.write(Pen.strike(CHILD, added.id(0)));

    assertThat(entry(CHILD, added, strike).struck()).isTrue();
    assertThat(entry(CHILD + "/toy/t1", added, strike).struck()).isFalse();
  }

  @Test
  void unknownOperationsCountAsCapturedAndDoNothing() {
    Change known = one.write(Pen.set("place", "kitchen"));
    Json.Obj raw = Json.object().put("op", "redact").put("at", "place").build();
    Change unknown = one.write(new uk.seenheard.sync.change.Operation.Unknown(raw));

    IncidentRecord before = fold(known);
    IncidentRecord after = fold(known, unknown);

    assertThat(after.fields()).isEqualTo(before.fields());
    assertThat(after.changes()).isEqualTo(2);
    assertThat(after.frontier()).isNotEqualTo(before.frontier());
    assertThat(after.captured()).isNotEqualTo(before.captured());
  }

  @Test
  void reviewActsMoveTheFrontierButNotWhatWasCaptured() {
    Change known = one.write(Pen.set("place", "kitchen"));
    IncidentRecord before = fold(known);

    for (String act :
        List.of(
            "return",
            "authorise",
            "accept-reason",
            "refuse-reason",
            "assign",
            "share",
            "unshare",
            "release",
            "dismiss",
            "acknowledge",
            "decide-something-newer")) {
      IncidentRecord after = fold(known, other.write(Pen.act(act)));
      assertThat(after.captured()).as(act).isEqualTo(before.captured());
      assertThat(after.frontier()).as(act).isNotEqualTo(before.frontier());
    }
    for (String act : List.of("submit", "same-as", "separate", "act-of-a-newer-version")) {
      assertThat(fold(known, other.write(Pen.act(act))).captured())
          .as(act)
          .isNotEqualTo(before.captured());
    }
    Change mixed = other.write(Pen.act("return"), Pen.set("note", "x"));
    assertThat(fold(known, mixed).captured()).isNotEqualTo(before.captured());
  }

  @Test
  void theFrontierIsTheDigestOnThePage() {
    Change first = one.write(Pen.set("a", "1"));
    Change second = other.write(Pen.set("b", "2"));
    List<String> sorted =
        first.hash().compareTo(second.hash()) < 0
            ? List.of(first.hash().hex(), second.hash().hex())
            : List.of(second.hash().hex(), first.hash().hex());

    assertThat(fold(first, second).frontier().hex())
        .isEqualTo(Pen.DIGESTS.sha256Hex(sorted.get(0) + "\n" + sorted.get(1) + "\n"));
    assertThat(fold().frontier().hex()).isEqualTo(Pen.DIGESTS.sha256Hex(""));
  }

  private static uk.seenheard.sync.change.Operation statement() {
    return Pen.add(WORDS, statementValue());
  }

  private static Json.Obj statementValue() {
    return Json.object().put("about", CHILD).put("words", "he hit me").build();
  }

  private static IncidentRecord fold(Change... changes) {
    return Fold.of(Pen.INCIDENT, List.of(changes), Pen.DIGESTS);
  }

  private static Entry entry(String path, Change... changes) {
    return fold(changes).entry(new FieldPath(path)).orElseThrow();
  }
}
