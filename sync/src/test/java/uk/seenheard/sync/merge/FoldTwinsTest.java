package uk.seenheard.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** Entries that are one (PROTOCOL.md, section 3, rule 1). */
class FoldTwinsTest {
  private static final String A = "child/a";
  private static final String B = "child/b";
  private static final String C = "child/c";
  private final Pen one = new Pen("PC 101");
  private final Pen other = new Pen("PC 202");
  private final Pen supervisor = new Pen("PS 303");

  private final Change mine = one.write(Pen.add(B), Pen.set(B + "/seen", "yes"));
  private final Change theirs = other.write(Pen.add(A), Pen.set(A + "/seen", "no"));

  @Test
  void joinedEntriesAreReadUnderTheSmallestPathAndTheirAnswersMeet() {
    IncidentRecord record = fold(mine, theirs, supervisor.write(Pen.join(B, A)));

    assertThat(paths(record)).containsExactly(A);
    Entry entry = record.entries().get(new FieldPath(A));
    assertThat(entry.added())
        .extracting(added -> added.at().text())
        .containsExactlyInAnyOrder(A, B);
    assertThat(entry.twins()).extracting(FieldPath::text).containsExactly(A, B);
    assertThat(record.entry(new FieldPath(B))).contains(entry);
    assertThat(record.field(new FieldPath(A), "seen").orElseThrow().isContradicted()).isTrue();
    assertThat(record.field(new FieldPath(B), "seen")).isEmpty();
  }

  @Test
  void anAnswerMayReplaceATwinsAnswerOnceTheyAreJoined() {
    Change settled =
        supervisor.write(Pen.setBecause("footage", A + "/seen", "yes", mine.id(1), theirs.id(1)));

    assertThat(seen(fold(mine, theirs, settled, supervisor.write(Pen.join(A, B)))))
        .containsExactly("yes");
  }

  @Test
  void aSeparationThatNamesTheJoinUndoesIt() {
    Change join = supervisor.write(Pen.join(A, B));
    Change separate = supervisor.write(Pen.act("separate", join.id(0)));

    IncidentRecord record = fold(mine, theirs, join, separate);

    assertThat(paths(record)).containsExactly(A, B);
    assertThat(record.fields()).hasSize(2);
    IncidentRecord again = fold(mine, theirs, join, separate, supervisor.write(Pen.join(A, B)));
    assertThat(paths(again)).containsExactly(A);
  }

  @Test
  void aSeparationThatNamesAnotherActUndoesNothing() {
    Change join = supervisor.write(Pen.join(A, B));
    Change separate = supervisor.write(Pen.act("separate", mine.id(0)));

    assertThat(paths(fold(mine, theirs, join, separate))).containsExactly(A);
  }

  @Test
  void joinsAreTransitiveAndAPieceFallsOffWithItsLastJoin() {
    Change third = one.write(Pen.add(C));
    Change first = supervisor.write(Pen.join(B, C));
    Change second = supervisor.write(Pen.join(A, B));

    assertThat(paths(fold(mine, theirs, third, first, second))).containsExactly(A);
    Change separate = supervisor.write(Pen.act("separate", second.id(0)));
    IncidentRecord record = fold(mine, theirs, third, first, second, separate);
    assertThat(paths(record)).containsExactly(A, B);
    assertThat(record.entries().get(new FieldPath(B)).twins())
        .extracting(FieldPath::text)
        .containsExactly(B, C);
  }

  @Test
  void twoJoinsOfTheSamePairNeedTwoSeparations() {
    Change first = supervisor.write(Pen.join(A, B));
    Change second = other.write(Pen.join(B, A));
    Change separate = supervisor.write(Pen.act("separate", first.id(0)));

    assertThat(paths(fold(mine, theirs, first, second, separate))).containsExactly(A);
  }

  @Test
  void entriesOfDifferentCollectionsAreNotJoined() {
    Change adult = one.write(Pen.add("adult/b"));

    assertThat(paths(fold(theirs, adult, supervisor.write(Pen.join(A, "adult/b")))))
        .containsExactly("adult/b", A);
    assertThat(paths(fold(theirs, supervisor.write(Pen.join(A, A))))).containsExactly(A);
    assertThat(paths(fold(theirs, supervisor.write(Pen.join(A, "child"))))).containsExactly(A);
    assertThat(paths(fold(theirs, supervisor.write(Pen.join(A, "child/../b"))))).containsExactly(A);
  }

  @Test
  void wordsAboutATwinAreWordsAboutTheChild() {
    Change said =
        other.write(
            Pen.add("statement/s1", Json.object().put("about", B).put("words", "x").build()));
    Change join = supervisor.write(Pen.join(A, B));
    Change strike =
        supervisor.write(Pen.strike(A, mine.id(0), mine.id(1), theirs.id(0), theirs.id(1)));

    assertThat(fold(mine, theirs, join, strike).entries().get(new FieldPath(A)).struck()).isTrue();
    assertThat(fold(mine, theirs, join, strike, said).entries().get(new FieldPath(A)).struck())
        .isFalse();
  }

  @Test
  void aStrikeOfOneTwinThatKnewOnlyItKeepsTheJoinedChild() {
    Change strike = one.write(Pen.strike(B, mine.id(0), mine.id(1)));
    Change join = supervisor.write(Pen.join(A, B));

    assertThat(fold(mine, theirs, strike).entries().get(new FieldPath(B)).struck()).isTrue();
    Entry joined = fold(mine, theirs, strike, join).entries().get(new FieldPath(A));
    assertThat(joined.keptDespiteStrike()).isTrue();
  }

  @Test
  void whatIsInsideATwinIsReadInsideTheJoinedEntry() {
    Json.Obj bear = Json.object().put("name", "bear").build();
    Change inside = one.write(Pen.add(B + "/toy/t", bear), Pen.set(B + "/toy/t/colour", "red"));

    IncidentRecord record = fold(mine, theirs, inside, supervisor.write(Pen.join(A, B)));

    Entry toy = record.entries().get(new FieldPath(A + "/toy/t"));
    assertThat(toy.added()).extracting(added -> added.by().value()).containsExactly(bear);
    assertThat(toy.added()).extracting(added -> added.at().text()).containsExactly(B + "/toy/t");
    assertThat(toy.twins()).extracting(FieldPath::text).containsExactly(A + "/toy/t", B + "/toy/t");
    assertThat(record.field(new FieldPath(A + "/toy/t/colour"))).isPresent();
    assertThat(record.entry(new FieldPath(B + "/toy/t"))).contains(toy);
    assertThat(paths(record)).containsExactly(A, A + "/toy/t");
  }

  @Test
  void aStrikeInsideATwinIsShownInsideTheJoinedEntry() {
    Change inside = one.write(Pen.add(B + "/toy/t"));
    Change strike = one.write(Pen.strike(B + "/toy/t", inside.id(0)));

    Entry toy =
        fold(inside, strike, supervisor.write(Pen.join(A, B)))
            .entries()
            .get(new FieldPath(A + "/toy/t"));
    assertThat(toy.struck()).isTrue();
    assertThat(toy.strikes()).hasSize(1);
  }

  @Test
  void entriesInsideTwinsAreJoinedOnceTheirParentsAre() {
    Change inside = one.write(Pen.add(B + "/toy/t"), Pen.add(A + "/toy/u"));
    Change toys = supervisor.write(Pen.join(B + "/toy/t", A + "/toy/u"));

    assertThat(paths(fold(inside, toys))).containsExactly(A + "/toy/u", B + "/toy/t");
    IncidentRecord record = fold(inside, toys, supervisor.write(Pen.join(A, B)));
    assertThat(paths(record)).containsExactly(A + "/toy/t");
    assertThat(record.entries().get(new FieldPath(A + "/toy/t")).added()).hasSize(2);
  }

  @Test
  void noJoinMakesAPathTooLongToRead() {
    String longest = "child/" + "a".repeat(64);
    String field = "b".repeat(64);
    Change inside = one.write(Pen.set("child/b/toy/t/part/p/" + field, "red"));

    IncidentRecord record = fold(inside, supervisor.write(Pen.join("child/b", longest)));

    assertThat(record.field(new FieldPath(longest + "/toy/t/part/p/" + field))).isPresent();
  }

  private static List<String> seen(IncidentRecord record) {
    return record.field(new FieldPath(A), "seen").orElseThrow().standing().stream()
        .map(answer -> ((Json.Text) answer.value()).value())
        .collect(Collectors.toList());
  }

  private static List<String> paths(IncidentRecord record) {
    return record.entries().keySet().stream().map(FieldPath::text).collect(Collectors.toList());
  }

  private static IncidentRecord fold(Change... changes) {
    return Fold.of(Pen.INCIDENT, List.of(changes), Pen.DIGESTS);
  }
}
