package uk.seenheard.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/** The rules of a field (PROTOCOL.md, section 3, rule 2), one fact each. */
class FoldFieldsTest {
  private static final String PLACE = "place";
  private final Pen one = new Pen("PC 101");
  private final Pen other = new Pen("PC 202");
  private final Pen supervisor = new Pen("PS 303");

  @Test
  void anAnswerStands() {
    assertThat(standing(one.write(Pen.set(PLACE, "kitchen")))).containsExactly("kitchen");
  }

  @Test
  void anAnswerOverMyOwnReplacesItWithoutAReason() {
    Change first = one.write(Pen.set(PLACE, "kitchen"));
    Change second = one.write(Pen.set(PLACE, "hall", first.id(0)));

    assertThat(standing(first, second)).containsExactly("hall");
    Field field = field(first, second);
    assertThat(field.replaced()).extracting(Answer::value).containsExactly(Json.of("kitchen"));
    assertThat(field.agreed()).contains(Json.of("hall"));
    assertThat(field.over()).containsExactly(second.id(0));
  }

  @Test
  void answersWithoutKnowledgeOfEachOtherContradict() {
    Field field = field(one.write(Pen.set(PLACE, "kitchen")), other.write(Pen.set(PLACE, "hall")));

    assertThat(field.isContradicted()).isTrue();
    assertThat(field.agreed()).isEmpty();
    assertThat(field.values()).hasSize(2);
  }

  @Test
  void equalAnswersAreOneAnswerTwiceConfirmed() {
    Change first = one.write(Pen.set(PLACE, Json.number("1.50")));
    Change second =
        Pen.CODEC
            .read(other.write(Pen.set(PLACE, Json.of(7))).content().replace(":7", ":15e-1"))
            .fold(change -> change, nonsense -> null);

    Field field = field(first, second);

    assertThat(field.isContradicted()).isFalse();
    assertThat(field.standing()).hasSize(2);
    assertThat(field.agreed()).contains(Json.number("1.5"));
  }

  @Test
  void oneStandingAnswerOfAnotherIsReplacedWithoutAReason() {
    Change first = one.write(Pen.set(PLACE, "kitchen"));

    assertThat(standing(first, other.write(Pen.set(PLACE, "hall", first.id(0)))))
        .containsExactly("hall");
  }

  @Test
  void aContradictionIsSettledWithAReason() {
    Change first = one.write(Pen.set(PLACE, "kitchen"));
    Change second = other.write(Pen.set(PLACE, "hall"));
    Change settled =
        supervisor.write(
            Pen.setBecause("seen on footage", PLACE, "hall", first.id(0), second.id(0)));

    Field field = field(first, second, settled);
    assertThat(field.standing()).extracting(Answer::reason).hasSize(1);
    assertThat(field.agreed()).contains(Json.of("hall"));
  }

  @Test
  void aContradictionIsNotSettledWithoutAReason() {
    Change first = one.write(Pen.set(PLACE, "kitchen"));
    Change second = other.write(Pen.set(PLACE, "hall"));
    Change settled = supervisor.write(Pen.set(PLACE, "garden", first.id(0), second.id(0)));

    assertThat(standing(first, second, settled))
        .containsExactlyInAnyOrder("kitchen", "hall", "garden");
  }

  @Test
  void whoIsPartOfAContradictionWithdrawsOnlyTheirOwnWithoutAReason() {
    Change first = one.write(Pen.set(PLACE, "kitchen"));
    Change second = other.write(Pen.set(PLACE, "hall"));
    Change third = one.write(Pen.set(PLACE, "garden", first.id(0), second.id(0)));

    assertThat(standing(first, second, third)).containsExactlyInAnyOrder("hall", "garden");
  }

  @Test
  void twoEqualAnswersOfOthersAreReplacedWithoutAReason() {
    Change first = one.write(Pen.set(PLACE, "hall"));
    Change second = other.write(Pen.set(PLACE, "hall"));
    Change third = supervisor.write(Pen.set(PLACE, "garden", first.id(0), second.id(0)));

    assertThat(standing(first, second, third)).containsExactly("garden");
  }

  @Test
  void anAnswerThatHadNotSeenTheSettlementReopensIt() {
    Change first = one.write(Pen.set(PLACE, "kitchen"));
    Change second = other.write(Pen.set(PLACE, "hall"));
    Change settled =
        supervisor.write(Pen.setBecause("footage", PLACE, "hall", first.id(0), second.id(0)));
    Change late = new Pen("PC 404").write(Pen.set(PLACE, "garden"));

    assertThat(standing(first, second, settled, late)).containsExactlyInAnyOrder("hall", "garden");
  }

  @Test
  void anAnswerOverOnlyOneSideLeavesTheOtherStanding() {
    Change first = one.write(Pen.set(PLACE, "kitchen"));
    Change second = other.write(Pen.set(PLACE, "hall"));
    Change third = supervisor.write(Pen.set(PLACE, "garden", first.id(0)));

    assertThat(standing(first, second, third)).containsExactlyInAnyOrder("hall", "garden");
  }

  @Test
  void evidenceOfAnotherIsReplacedOnlyWithAReason() {
    Change first = one.write(Pen.evidence(PLACE, "bruise"));
    Change silent = other.write(Pen.set(PLACE, "none", first.id(0)));
    Change reasoned = other.write(Pen.setBecause("doctor saw it", PLACE, "rash", first.id(0)));

    assertThat(standing(first, silent)).containsExactlyInAnyOrder("bruise", "none");
    assertThat(standing(first, reasoned)).containsExactly("rash");
  }

  @Test
  void evidenceReplacesAnothersAnswerOnlyWithAReason() {
    Change first = one.write(Pen.set(PLACE, "bruise"));
    Change evidence = other.write(Pen.evidence(PLACE, "none", first.id(0)));

    assertThat(standing(first, evidence)).containsExactlyInAnyOrder("bruise", "none");
  }

  @Test
  void myOwnEvidenceIsMineToReplace() {
    Change first = one.write(Pen.evidence(PLACE, "none"));
    Change second = one.write(Pen.evidence(PLACE, "bruise", first.id(0)));

    assertThat(standing(first, second)).containsExactly("bruise");
  }

  @Test
  void theSamePersonOnAnotherDeviceIsTheSamePerson() {
    Change first = one.write(Pen.evidence(PLACE, "none"));
    Change second = new Pen("PC 101", "another").write(Pen.set(PLACE, "bruise", first.id(0)));

    assertThat(standing(first, second)).containsExactly("bruise");
  }

  @Test
  void whatWasReplacedStillReplaces() {
    Change first = one.write(Pen.set(PLACE, "a"));
    Change second = one.write(Pen.set(PLACE, "b", first.id(0)));
    Change third = one.write(Pen.set(PLACE, "c", second.id(0)));

    assertThat(standing(first, second, third)).containsExactly("c");
    assertThat(standing(first, third)).containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void overAcrossFieldsHasNoEffect() {
    Change first = one.write(Pen.set(PLACE, "kitchen"));
    Change second = other.write(Pen.setBecause("hostile", "weather", "dry", first.id(0)));

    IncidentRecord record = fold(first, second);

    assertThat(record.field(new FieldPath(PLACE)).orElseThrow().agreed())
        .contains(Json.of("kitchen"));
    assertThat(record.field(new FieldPath("weather")).orElseThrow().agreed())
        .contains(Json.of("dry"));
  }

  @Test
  void overNamesOperationsNotChanges() {
    Change first = one.write(Pen.set(PLACE, "kitchen"), Pen.set("weather", "dry"));
    Change second = one.write(Pen.set(PLACE, "hall", first.id(1)));
    Change nobody = one.write(Pen.set(PLACE, "attic", new OperationId(first.hash(), 7)));

    assertThat(standing(first, second)).containsExactlyInAnyOrder("kitchen", "hall");
    assertThat(standing(first, nobody)).containsExactlyInAnyOrder("kitchen", "attic");
  }

  @Test
  void overOfAChangeOfAnotherIncidentHasNoEffectAndIsNotFolded() {
    Change here = one.write(Pen.set(PLACE, "kitchen"));
    Change there =
        other
            .in("0190a000-0000-7000-8000-000000000002")
            .write(Pen.setBecause("hostile", PLACE, "x", here.id(0)));

    assertThat(standing(here, there)).containsExactly("kitchen");
    assertThat(fold(here, there).changes()).isEqualTo(1);
  }

  @Test
  void aRegisterIsAlwaysOneAuthorsWhole() {
    Json grade = Json.object().put("grade", "high").put("score", 14).build();
    Json lower = Json.object().put("grade", "standard").put("score", 3).build();
    Field field = field(one.write(Pen.set(PLACE, grade)), other.write(Pen.set(PLACE, lower)));

    assertThat(field.values()).containsExactlyInAnyOrder(grade, lower);
  }

  @Test
  void theClockDecidesNothingButTheOrderOfDisplay() {
    Change fromTheFuture = one.at(4_102_444_800_000L).write(Pen.set(PLACE, "later"));
    Change from1970 = other.at(0).write(Pen.set(PLACE, "earlier", fromTheFuture.id(0)));

    assertThat(standing(fromTheFuture, from1970)).containsExactly("earlier");
    Change unaware = supervisor.at(1).write(Pen.set(PLACE, "between"));
    assertThat(standing(unaware, from1970, fromTheFuture)).containsExactly("earlier", "between");
  }

  @Test
  void twoAnswersInOneChangeBothStand() {
    assertThat(standing(one.write(Pen.set(PLACE, "a"), Pen.set(PLACE, "b"))))
        .containsExactly("a", "b");
  }

  /** Hashes cannot name one another in a circle; a broken or hostile input might. */
  @Test
  void aCircleKeepsEverythingThatItHides() {
    Change a = synthetic('a', "a", id('b'));
    Change b = synthetic('b', "b", id('a'));
    Change below = synthetic('c', "c");
    Change above = synthetic('d', "d", id('e'));
    Change free = synthetic('e', "e");
    Change over = synthetic('a', "a", id('b'), id('c'));

    assertThat(standing(a, b)).containsExactlyInAnyOrder("a", "b");
    assertThat(standing(over, b, below)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(standing(a, b, above, free)).containsExactlyInAnyOrder("a", "b", "d");
  }

  @Test
  void aCircleThatSomebodyOutsideReplacesOpensUp() {
    Change a = synthetic('a', "a", id('b'));
    Change b = synthetic('b', "b", id('a'));
    Change outside = synthetic('f', "f", id('a'));

    assertThat(standing(a, b, outside)).containsExactlyInAnyOrder("f", "a", "b");
    Change both = synthetic('f', "f", id('a'), id('b'));
    assertThat(standing(a, b, both)).containsExactlyInAnyOrder("f", "a", "b");
  }

  @Test
  void anOperationThatNamesItselfStands() {
    assertThat(standing(synthetic('a', "a", id('a')))).containsExactly("a");
    assertThat(standing(synthetic('a', "a", id('a')), synthetic('b', "b")))
        .containsExactlyInAnyOrder("a", "b");
  }

  private static OperationId id(char digit) {
    return new OperationId(new Hash(String.valueOf(digit).repeat(64)), 0);
  }

  private static Change synthetic(char digit, String value, OperationId... over) {
    return new Change(
        id(digit).change(),
        "",
        Pen.INCIDENT,
        new uk.seenheard.sync.change.FormRef("f", 1),
        "PC 101",
        "d",
        Pen.FRONTIER,
        0,
        "boot",
        0,
        Hlc.ZERO,
        List.<Operation>of(Pen.set(PLACE, value, over)));
  }

  private static IncidentRecord fold(Change... changes) {
    return Fold.of(Pen.INCIDENT, List.of(changes), Pen.DIGESTS);
  }

  private static Field field(Change... changes) {
    return fold(changes).field(new FieldPath(PLACE)).orElseThrow();
  }

  private static List<String> standing(Change... changes) {
    List<String> forwards = texts(field(changes));
    List<Change> reversed = new ArrayList<>(List.of(changes));
    java.util.Collections.reverse(reversed);
    assertThat(texts(field(reversed.toArray(new Change[0])))).isEqualTo(forwards);
    return forwards;
  }

  private static List<String> texts(Field field) {
    return field.standing().stream()
        .map(answer -> ((Json.Text) answer.value()).value())
        .collect(Collectors.toList());
  }
}
