package uk.seenheard.sync.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Fold;

/**
 * By which forms an incident is read: the one a person chose, else all that were looked through.
 */
class IncidentFormsTest {
  private static final String DOMESTIC = "domestic-abuse";
  private static final String GENERAL = "general-incident";
  private final Pen one = new Pen("PC 1");
  private final Pen two = new Pen("PC 2");

  private static Change through(Pen pen, String form, int version, Operation... ops) {
    Draft draft = pen.draft(ops);
    return Pen.CODEC.write(
        new Draft(
            draft.incident(),
            new FormRef(form, version),
            draft.author(),
            draft.device(),
            draft.pass(),
            draft.wall(),
            draft.boot(),
            draft.elapsed(),
            draft.hlc(),
            draft.ops(),
            draft.nonce()));
  }

  private static IncidentForms of(Change... changes) {
    return IncidentForms.of(Fold.of(Pen.INCIDENT, Arrays.asList(changes), Pen.DIGESTS));
  }

  private static List<String> ids(IncidentForms forms) {
    return forms.forms().stream().map(FormRef::id).collect(Collectors.toList());
  }

  @Test
  void theFormThatAllLookedThroughIsTheIncidents() {
    IncidentForms forms =
        of(
            through(one, DOMESTIC, 1, Pen.set("place", "a")),
            through(two, DOMESTIC, 3, Pen.set("place", "b")),
            through(one, DOMESTIC, 2, Pen.set("place", "c")));
    assertThat(forms.forms()).containsExactly(new FormRef(DOMESTIC, 3));
    assertThat(forms.contradicted()).isFalse();
  }

  @Test
  void oneAnswerThroughAnotherFormIsAContradictionWhateverItsVersionAndName() {
    for (int version : new int[] {1, 9}) {
      for (String other : List.of(GENERAL, "aaa", "zzz")) {
        IncidentForms forms =
            of(
                through(one, DOMESTIC, 2, Pen.set("place", "a")),
                through(two, other, version, Pen.set("note.x", "b")));
        assertThat(ids(forms)).containsExactlyInAnyOrder(DOMESTIC, other);
        assertThat(forms.contradicted()).isTrue();
        assertThat(forms.chosen()).isFalse();
      }
    }
  }

  @Test
  void aDecisionThroughAnotherFormIsNoLens() {
    IncidentForms forms =
        of(
            through(one, DOMESTIC, 1, Pen.set("place", "a")),
            through(two, GENERAL, 9, Pen.act("assign"), Pen.act("decide-alert")));
    assertThat(ids(forms)).containsExactly(DOMESTIC);
    assertThat(forms.contradicted()).isFalse();
  }

  @Test
  void aChoiceWithAReasonSettlesItAndALateChangeThroughTheOtherFormReopensNothing() {
    Change domestic = through(one, DOMESTIC, 1, Pen.set("place", "a"));
    Change general = through(two, GENERAL, 1, Pen.set("note.x", "b"));
    Change choice = through(one, DOMESTIC, 1, Pen.setBecause("He hit her", "form", DOMESTIC));
    Change late = through(two, GENERAL, 2, Pen.set("note.y", "c"));
    assertThat(ids(of(domestic, general, choice))).containsExactly(DOMESTIC);
    IncidentForms after = of(domestic, general, choice, late);
    assertThat(ids(after)).containsExactly(DOMESTIC);
    assertThat(after.contradicted()).isFalse();
    assertThat(after.chosen()).isTrue();
  }

  @Test
  void aChoiceAgainstALensInUseIsNoneWithoutAReasonThatSaysWhy() {
    Change domestic = through(one, DOMESTIC, 1, Pen.set("place", "a"));
    for (Operation silent :
        List.of(
            Pen.set("form", GENERAL),
            Pen.setBecause(".", "form", GENERAL),
            Pen.setBecause("\u00a0", "form", GENERAL))) {
      IncidentForms forms = of(domestic, through(two, GENERAL, 1, silent));
      assertThat(ids(forms)).containsExactlyInAnyOrder(DOMESTIC, GENERAL);
      assertThat(forms.contradicted()).isTrue();
    }
  }

  @Test
  void twoChoicesThatDifferAreAContradictionUntilOneIsOverBoth() {
    Change domestic = through(one, DOMESTIC, 1, Pen.setBecause("hit her", "form", DOMESTIC));
    Change general = through(two, GENERAL, 1, Pen.setBecause("a row", "form", GENERAL));
    assertThat(of(domestic, general).contradicted()).isTrue();
    Operation both =
        new Operation.SetField(
            IncidentForms.FIELD,
            Json.of("concern-for-child"),
            List.of(domestic.id(0), general.id(0)),
            Optional.of("it is about the child"),
            false);
    IncidentForms settled = of(domestic, general, through(one, DOMESTIC, 1, both));
    assertThat(settled.forms()).containsExactly(new FormRef("concern-for-child", 0));
    assertThat(settled.contradicted()).isFalse();
  }

  @Test
  void whatIsNoIdChoosesNothing() {
    for (Json value :
        List.of(Json.of(7), Json.of(" "), Json.of("\u200b"), Json.NULL, Json.of("x".repeat(65)))) {
      IncidentForms forms =
          of(
              through(one, DOMESTIC, 1, Pen.set("place", "a")),
              through(two, DOMESTIC, 1, Pen.set("form", value)));
      assertThat(ids(forms)).containsExactly(DOMESTIC);
      assertThat(forms.chosen()).isFalse();
    }
  }

  @Test
  void anyOrderOfArrivalAndAnyRepetitionReadsTheSame() {
    List<Change> changes =
        new ArrayList<>(
            List.of(
                through(one, DOMESTIC, 1, Pen.set("place", "a")),
                through(two, GENERAL, 3, Pen.set("note.x", "b")),
                through(one, "missing-child", 2, Pen.set("note.z", "b")),
                through(two, DOMESTIC, 2, Pen.set("place", "c")),
                through(one, DOMESTIC, 2, Pen.act("submit"))));
    IncidentForms first = of(changes.toArray(Change[]::new));
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(changes, random);
      Fold fold = new Fold(Pen.INCIDENT, Pen.DIGESTS);
      for (Change change : changes) {
        fold.add(change);
        fold.record();
        fold.add(change);
      }
      assertThat(IncidentForms.of(fold.record())).isEqualTo(first);
    }
  }
}
