package uk.seenheard.sync.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/** Who is proposed as one and the same, who is not, and why. */
class LikelyTwinsTest {
  private final Pen amy = new Pen("PC 1", "handset-1");
  private final Pen ben = new Pen("PC 2", "handset-2");
  private final List<Change> changes = new ArrayList<>();

  private void person(Pen by, String entry, String... facts) {
    List<Operation> ops = new ArrayList<>();
    ops.add(Pen.add(entry));
    for (int i = 0; i < facts.length; i += 2) {
      Json value =
          facts[i].equals("estimatedAge")
              ? Json.of(Long.parseLong(facts[i + 1]))
              : Json.of(facts[i + 1]);
      ops.add(Pen.set(entry + '/' + facts[i], value));
    }
    changes.add(by.write(ops.toArray(new Operation[0])));
  }

  private IncidentRecord record() {
    return Fold.of(Pen.INCIDENT, changes, Pen.DIGESTS);
  }

  private List<Likeness> proposed() {
    return LikelyTwins.in(record());
  }

  @Test
  void sameChildOfTwoOfficersIsProposedWithItsReasons() {
    person(amy, "child/a", "name", "Robin Ashdown", "estimatedAge", "6");
    person(ben, "child/b", "name", "robin ASH-DOWN", "estimatedAge", "7");
    Likeness found = proposed().get(0);
    assertThat(found.collection()).isEqualTo("child");
    assertThat(List.of(found.one().text(), found.other().text()))
        .containsExactlyInAnyOrder("child/a", "child/b");
    assertThat(found.reasons())
        .containsExactly(
            "Both have the same name.", "Their ages fit.", "Different officers wrote them down.");
  }

  @ParameterizedTest
  @CsvSource({
    "Robin, Robin Ashdown",
    "Rob, Robin Ashdown",
    "Catherine Moss, Katherine Moss",
    "Mohamed Ali, Mohammed Ali",
    "O’Neill, ONeill"
  })
  void namesThatOfficersSpellInTheirWayAreAlike(String one, String other) {
    person(amy, "child/a", "name", one);
    person(ben, "child/b", "name", other);
    assertThat(proposed()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "Zo\u00eb, Zoe",
    "Zo\u00eb, ZOE\u0308",
    "O'Neill, O\u2019Neill",
    "O'Neill, O\u02bcNEILL",
    "Anne-Marie, Anne\u2011Marie",
    "Anne-Marie, Annemarie",
    "S\u00f8ren, Soren",
    "\u0141ukasz, Lukasz",
    "Gro\u00df, Gross",
    "\uff21\uff4e\uff4e, Ann",
    "A\u200bnn, Ann",
    "\u0110or\u0111e, Dorde"
  })
  void oneNameThatIsWrittenInTwoWaysIsTheSame(String one, String other) {
    person(amy, "child/a", "name", one);
    person(ben, "child/b", "name", other);
    assertThat(proposed().get(0).reasons()).startsWith("Both have the same name.");
  }

  @Test
  void oneBirthdayAloneProposesNobody() {
    person(amy, "child/a", "name", "Robin Ashdown", "dob", "2015-03-04");
    person(ben, "child/b", "name", "Wren Ashdown", "dob", "2015-03-04");
    assertThat(proposed()).isEmpty();
    person(ben, "child/c", "name", "Robyn Ashdown", "dob", "2015-03-04");
    assertThat(proposed()).hasSize(1);
  }

  @Test
  void dayAndMonthTheOtherWayRoundProposesWithAName() {
    person(amy, "child/a", "name", "Robin Ashdown", "dob", "2015-03-04");
    person(ben, "child/b", "name", "Robin Ashdown", "dob", "2015-04-03");
    assertThat(proposed().get(0).reasons())
        .contains("Their dates of birth have day and month the other way round.");
    changes.clear();
    person(amy, "child/a", "name", "Robin Ashdown", "dob", "2015-03-04");
    person(ben, "child/b", "name", "Wren Ashdown", "dob", "2015-04-03");
    assertThat(proposed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Siobhan, Shivaun, 0",
    "Stephen, Steven, 1",
    "Jeffrey, Geoffrey, 1",
    "Zara, Sarah, 1"
  })
  void aNameThatSoundsAlikeProposesOnlyWithABirthday(String one, String other, int proposals) {
    person(amy, "child/a", "name", one, "dob", "2015-03-04");
    person(ben, "child/b", "name", other, "dob", "2015-03-04");
    assertThat(proposed()).hasSize(proposals);
  }

  @ParameterizedTest
  @CsvSource({"2019", "2019-2-29", "2019-13-01", "12/11/2019"})
  void whatIsNoDateSpeaksForNoAge(String typed) {
    person(amy, "child/a", "dob", typed);
    person(ben, "child/b", "name", "Robin", "estimatedAge", "7");
    assertThat(proposed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Robin, Rosie", "Amy Ashdown, Ben Ashdown", "Jo, Jim", "Al, Alice"})
  void otherNamesAreNotAlike(String one, String other) {
    person(amy, "child/a", "name", one);
    person(ben, "child/b", "name", other);
    assertThat(proposed()).isEmpty();
  }

  @Test
  void twoBirthDatesOrAgesThatCannotBeOneSpeakAgainst() {
    person(amy, "child/a", "name", "Robin Ashdown", "dob", "2015-03-04");
    person(ben, "child/b", "name", "Robin Ashdown", "dob", "2019-11-30");
    assertThat(proposed()).isEmpty();
    changes.clear();
    person(amy, "child/a", "name", "Robin", "estimatedAge", "2");
    person(ben, "child/b", "name", "Robin", "estimatedAge", "9");
    assertThat(proposed()).isEmpty();
    changes.clear();
    person(amy, "child/a", "name", "Robin", "dob", "2015-03-04");
    person(ben, "child/b", "name", "Robyn", "dob", "2015-03-14");
    assertThat(proposed().get(0).reasons()).contains("Their dates of birth differ in one digit.");
  }

  @Test
  void childWithoutANameIsProposedWhenTheAgeFitsAndAnotherOfficerWroteIt() {
    person(amy, "child/a", "estimatedAge", "4");
    person(ben, "child/b", "name", "Robin", "estimatedAge", "5");
    assertThat(proposed().get(0).reasons()).startsWith("One of them has no name yet.");
    person(ben, "child/c", "name", "Wren", "estimatedAge", "11");
    assertThat(proposed()).hasSize(1);
  }

  @Test
  void siblingsThatOneOfficerCountedStayTwo() {
    person(amy, "child/a", "name", "Robin Ashdown", "estimatedAge", "6");
    person(amy, "child/b", "name", "Robyn Ashdown", "estimatedAge", "6");
    assertThat(proposed()).isEmpty();
    person(amy, "child/c", "name", "Robin Ashdown", "estimatedAge", "6");
    assertThat(proposed()).hasSize(1);
  }

  @Test
  void adultsAreProposedByNamePartAndRelation() {
    person(amy, "child/a", "name", "Robin");
    person(amy, "adult/x", "name", "K Ashdown", "role", "victim", "link.a", "mother");
    person(ben, "adult/y", "name", "Karen Ashdown", "role", "victim", "link.a", "mother");
    person(ben, "adult/z", "name", "Karen Ashdown", "dob", "1950-01-01", "estimatedAge", "75");
    assertThat(proposed()).anyMatch(l -> l.reasons().contains("Both have the same name."));
    assertThat(LikelyTwins.in(record()).stream().map(Likeness::collection)).containsOnly("adult");
  }

  @Test
  void whatAPersonJoinedOrSeparatedIsNotProposedAgain() {
    person(amy, "child/a", "name", "Robin");
    person(ben, "child/b", "name", "Robin");
    Change join = ben.write(Pen.join("child/a", "child/b"));
    changes.add(join);
    assertThat(proposed()).isEmpty();
    changes.add(amy.write(Pen.act("separate", new OperationId(join.hash(), 0))));
    assertThat(proposed()).isEmpty();
  }

  @Test
  void childThatWasCrossedOutIsNotProposed() {
    person(amy, "child/a", "name", "Robin");
    person(ben, "child/b", "name", "Robin");
    changes.add(
        amy.write(
            Pen.strike(
                "child/b",
                record()
                    .standingIn(new uk.seenheard.sync.change.FieldPath("child/b"))
                    .toArray(new OperationId[0]))));
    assertThat(proposed()).isEmpty();
  }

  private static IncidentSketch sketch(
      String id, long at, String reference, String place, String... names) {
    return new IncidentSketch(
        id,
        at,
        reference.isEmpty() ? Set.of() : Set.of(reference),
        place.isEmpty() ? Set.of() : Set.of(place),
        Set.of(names),
        Set.of());
  }

  @Test
  void incidentsOfOneEventAreProposed() {
    long hour = 3_600_000;
    IncidentSketch one =
        sketch("i1", 100 * hour, "NS-20261125-0042", "14 Mill Lane, Ashmere", "Robin Ashdown");
    assertThat(
            one.likeliest(
                List.of(
                    sketch("i2", 101 * hour, "", "14 Mill Lane", "Robin", "Karen Ashdown"),
                    sketch("i3", 900 * hour, "ns 20261125 0042", ""),
                    sketch("i4", 101 * hour, "", "Station Road", "Robin Ashdown"),
                    sketch("i5", 900 * hour, "", "14 Mill Lane", "Robin Ashdown"),
                    sketch("i6", 101 * hour, "NS-20261125-0043", "", "Wren Oakley"),
                    one)))
        .extracting(SketchLikeness::incident)
        .containsExactly("i2", "i3");
    assertThat(
            one.likeliest(List.of(sketch("i2", 101 * hour, "", "14 Mill Lane", "Robin")))
                .get(0)
                .reasons())
        .containsExactly(
            "Their places are alike.",
            "A person in both has the same or a similar name.",
            "They came in within twelve hours of each other.");
  }

  @Test
  void linkOfTwoIncidentsStandsUntilItIsTakenBackAndIsNotProposedAgain() {
    String other = "0190a000-0000-7000-8000-000000000002";
    Change link =
        amy.write(Pen.act(IncidentSketch.SAME, Json.object().put("incident", other).build()));
    changes.add(link);
    String captured = record().captured().hex();
    assertThat(IncidentSketch.of(record(), 0).linked()).containsExactly(other);
    changes.add(ben.write(Pen.act(IncidentSketch.SEPARATE, new OperationId(link.hash(), 0))));
    assertThat(IncidentSketch.of(record(), 0).linked()).isEmpty();
    assertThat(record().captured().hex()).isEqualTo(captured);
  }
}
