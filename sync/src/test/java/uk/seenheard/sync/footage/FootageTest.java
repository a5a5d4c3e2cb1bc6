package uk.seenheard.sync.footage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.footage.Candidate.Certainty;
import uk.seenheard.sync.footage.Expected.State;

/** How recordings come to stand for an officer's time at an incident, and how they do not. */
class FootageTest {
  private static final long MINUTE = 60_000;
  private static final long TEN = 1_795_000_000_000L;
  private static final String KITCHEN = "kitchen";
  private static final String STREET = "street";
  private static final String ROWE = "pc1201";
  private static final String LATE = "pc1202";
  private static final FieldPath STATEMENT = new FieldPath("statement/0190a5c0");
  private static final long NEXT_WEEK = at(7 * 24 * 60);

  private final List<Attended> attended = new ArrayList<>();
  private final List<Carried> carried = new ArrayList<>();
  private final List<Clip> clips = new ArrayList<>();
  private final List<FootageLink> links = new ArrayList<>();
  private final List<Marked> marked = new ArrayList<>();
  private final List<String> excused = new ArrayList<>();

  /** So many minutes after ten o'clock. */
  private static long at(double minutes) {
    return TEN + (long) (minutes * MINUTE);
  }

  private FootageTest attends(String incident, String person, double from, double to) {
    attended.add(
        new Attended(
            incident,
            person,
            Set.of("ref-" + incident),
            true,
            Optional.of(at(from - 5)),
            Optional.of(at(from)),
            Optional.of(at(to)),
            new Window(at(from + 1), at(to - 1)),
            0,
            at(8 * 60)));
    return this;
  }

  private record Shot(Clip clip) {
    Shot of(String person) {
      return with(Optional.of(person), clip.clock(), clip.offset(), clip.uploadedAt(), List.of());
    }

    Shot ahead(double minutes) {
      return with(
          clip.badged(),
          clip.clock(),
          Optional.of((long) (minutes * MINUTE)),
          clip.uploadedAt(),
          clip.events());
    }

    Shot unmeasured() {
      return with(
          clip.badged(), ClipClock.CAMERA, Optional.empty(), clip.uploadedAt(), clip.events());
    }

    Shot by(ClipClock clock) {
      return with(clip.badged(), clock, clip.offset(), clip.uploadedAt(), clip.events());
    }

    Shot uploaded(long uploadedAt) {
      return with(clip.badged(), clip.clock(), clip.offset(), uploadedAt, clip.events());
    }

    Shot named(String incident) {
      return with(
          clip.badged(),
          clip.clock(),
          clip.offset(),
          clip.uploadedAt(),
          List.of("ref-" + incident));
    }

    private Shot with(
        Optional<String> badged,
        ClipClock clock,
        Optional<Long> offset,
        long uploadedAt,
        List<String> events) {
      return new Shot(
          new Clip(
              clip.source(),
              clip.id(),
              clip.device(),
              badged,
              clip.startAt(),
              clip.endAt(),
              clip.preEvent(),
              clock,
              offset,
              clip.uncertainty(),
              uploadedAt,
              events,
              clip.state()));
    }
  }

  private static Shot shot(String id, double from, double to) {
    return new Shot(
        new Clip(
            "axon",
            id,
            "X1",
            Optional.empty(),
            at(from),
            at(to),
            0,
            ClipClock.CAMERA,
            Optional.of(0L),
            2_000,
            at(600),
            List.of(),
            ClipState.PRESENT));
  }

  private FootageTest has(Shot shot) {
    clips.add(shot.clip());
    return this;
  }

  private FootageTest linked(String clip) {
    links.add(new FootageLink("axon", clip, KITCHEN, Optional.empty(), Optional.empty(), false));
    return this;
  }

  private FootageTest linked(String clip, double from, double to) {
    links.add(
        new FootageLink(
            "axon",
            clip,
            KITCHEN,
            Optional.empty(),
            Optional.of(new Window(at(from), at(to))),
            false));
    return this;
  }

  private FootageGiven given() {
    return new FootageGiven(attended, carried, clips, links, marked, Set.copyOf(excused));
  }

  private Footage of(String incident) {
    return Footage.of(incident, given(), FootagePolicy.USUAL, NEXT_WEEK);
  }

  private Certainty certainty(String incident) {
    return of(incident).candidates().get(0).certainty();
  }

  private State state(String person) {
    return of(KITCHEN).expected().stream()
        .filter(one -> one.person().equals(person))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void oneOfficersRecordingNeverStandsForAnothers() {
    attends(KITCHEN, ROWE, 0, 40).attends(KITCHEN, LATE, 0, 40);
    has(shot("a", -1, 41).of(ROWE)).linked("a");

    assertThat(state(ROWE)).isEqualTo(State.MET);
    assertThat(state(LATE)).isEqualTo(State.MISSING);

    excused.add(LATE);
    assertThat(state(LATE)).isEqualTo(State.EXCUSED);
  }

  @Test
  void whoWasThereWhileItWasRecordedAndNowhereElseIsCertain() {
    attends(KITCHEN, ROWE, 0, 40).has(shot("a", 5, 35).of(ROWE));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.CERTAIN);
    assertThat(of(KITCHEN).candidates().get(0).reasons())
        .containsExactly("Its officer was here while it was recorded.");
  }

  @Test
  void overlapCountsAndNotTheStartAlone() {
    attends(KITCHEN, ROWE, 0, 40).has(shot("a", -60, 2).of(ROWE));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.CERTAIN);
  }

  @Test
  void cameraThatIsKnownToBeFastIsPutRight() {
    attends(KITCHEN, ROWE, 0, 20);
    has(shot("a", 7, 27).of(ROWE).ahead(7));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.CERTAIN);

    linked("a");
    marked.add(new Marked(STATEMENT, at(12), 0));
    Pin pin = of(KITCHEN).pins().get(0);
    assertThat(pin.position()).isEqualTo(12 * MINUTE);
    assertThat(pin.uncertainty()).isEqualTo(2_000);
    assertThat(state(ROWE)).isEqualTo(State.MET);
  }

  @Test
  void cameraWhoseErrorNobodyKnowsIsOfferedAndNotLinked() {
    attends(KITCHEN, ROWE, 0, 20).has(shot("a", 27, 31).of(ROWE).unmeasured());
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.LIKELY);
    clips.clear();
    has(shot("b", 18, 22).of(ROWE).unmeasured());
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void recordingThatNoClockCanMoveOutOfTheTimeThereIsCertain() {
    attends(KITCHEN, ROWE, 0, 60).has(shot("a", 20, 40).of(ROWE).unmeasured());
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.CERTAIN);
    attends(STREET, ROWE, 62, 90);
    assertThat(certainty(KITCHEN)).as("the next job may be meant").isEqualTo(Certainty.LIKELY);
  }

  @Test
  void timesThatAreNoEvidenceAreForAPersonToLink() {
    attends(KITCHEN, ROWE, 0, 20);
    for (Shot shot :
        List.of(
            shot("unset", 5, 15).of(ROWE).by(ClipClock.UNSET),
            shot("edited", 5, 15).of(ROWE).by(ClipClock.EDITED),
            shot("stamped", 5, 15).of(ROWE).uploaded(at(5.5)))) {
      clips.clear();
      has(shot);
      assertThat(certainty(KITCHEN)).as(shot.clip().id()).isEqualTo(Certainty.BY_HAND);
    }
  }

  @Test
  void nameOfTheIncidentAndItsOfficerAreCertainWhateverTheClockSays() {
    attends(KITCHEN, ROWE, 0, 20).attends(STREET, ROWE, 10, 50);
    has(shot("a", 900, 910).of(ROWE).by(ClipClock.UNSET).named(KITCHEN));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.CERTAIN);
    assertThat(certainty(STREET)).isEqualTo(Certainty.BY_HAND);
  }

  @Test
  void nameOfTheIncidentWithAnotherOfficerIsOffered() {
    attends(KITCHEN, ROWE, 0, 20).has(shot("a", 5, 15).of(LATE).named(KITCHEN));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.LIKELY);
    clips.clear();
    has(shot("b", 5, 15).named(KITCHEN));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void oneRecordingOverTwoIncidentsIsOfferedToBothAndLinkedToNone() {
    attends(KITCHEN, ROWE, 0, 30).attends(STREET, ROWE, 40, 60);
    has(shot("a", 5, 55).of(ROWE));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.LIKELY);
    assertThat(certainty(STREET)).isEqualTo(Certainty.LIKELY);

    linked("a", 5, 30);
    assertThat(of(KITCHEN).expected().get(0).gaps()).containsExactly(new Window(at(0), at(5)));
    assertThat(certainty(STREET)).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void recordingOfNobodyIsNeverLinkedByItself() {
    attends(KITCHEN, ROWE, 0, 20).has(shot("a", 5, 15));
    assertThat(of(KITCHEN).candidates()).isEmpty();
  }

  @Test
  void camerasThatChangedHandsAboutTheStartAreOffered() {
    attends(KITCHEN, ROWE, 0, 20).has(shot("a", 5, 15));
    carried.add(new Carried("axon", "X1", ROWE, new Window(at(-200), at(300))));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.CERTAIN);

    carried.add(new Carried("axon", "X1", LATE, new Window(at(4), at(6))));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.LIKELY);
    assertThat(of(KITCHEN).candidates().get(0).person()).isEmpty();
  }

  @Test
  void cameraOfThatSerialNumberInAnotherSystemIsAnotherCamera() {
    attends(KITCHEN, ROWE, 0, 20).has(shot("a", 5, 15));
    carried.add(new Carried("other", "X1", ROWE, new Window(at(-200), at(300))));
    assertThat(of(KITCHEN).candidates()).isEmpty();
  }

  @Test
  void withoutControlChangesTellWithinHalfAnHour() {
    attended.add(
        new Attended(
            KITCHEN,
            ROWE,
            Set.of(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Window(at(0), at(10)),
            0,
            at(480)));
    has(shot("a", 35, 45).of(ROWE));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.CERTAIN);
    clips.clear();
    has(shot("b", 50, 60).of(ROWE));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.LIKELY);
    clips.clear();
    has(shot("c", 60, 70).of(ROWE));
    assertThat(of(KITCHEN).candidates()).isEmpty();
  }

  @Test
  void ninetyFiveOfAHundredMinutesAreEnoughAndLongHolesAreShown() {
    attends(KITCHEN, ROWE, 0, 100);
    has(shot("a", 0, 95).of(ROWE)).linked("a");
    assertThat(state(ROWE)).isEqualTo(State.MET);
    assertThat(of(KITCHEN).expected().get(0).gaps()).containsExactly(new Window(at(95), at(100)));

    clips.set(0, shot("a", 0, 94.9).of(ROWE).clip());
    assertThat(state(ROWE)).isEqualTo(State.PARTLY);
    has(shot("b", 96.8, 100).of(ROWE)).linked("b");
    assertThat(of(KITCHEN).expected().get(0).gaps()).isEmpty();
  }

  @Test
  void twoRecordingsOfOneMinuteAreOneMinute() {
    attends(KITCHEN, ROWE, 0, 100);
    has(shot("a", 0, 60).of(ROWE)).linked("a").has(shot("b", 10, 60).of(ROWE)).linked("b");
    assertThat(of(KITCHEN).expected().get(0).covered()).isEqualTo(60 * MINUTE);
  }

  @Test
  void recordingsAreAwaitedUntilADayAfterTheShift() {
    attends(KITCHEN, ROWE, 0, 40);
    long last = at(8 * 60) + FootagePolicy.USUAL.docking();
    assertThat(Footage.of(KITCHEN, given(), FootagePolicy.USUAL, last).expected().get(0).state())
        .isEqualTo(State.AWAITED);
    assertThat(
            Footage.of(KITCHEN, given(), FootagePolicy.USUAL, last + 1).expected().get(0).state())
        .isEqualTo(State.MISSING);
  }

  @Test
  void whatWasLinkedAndIsGoneIsLostWhateverElseThereIs() {
    attends(KITCHEN, ROWE, 0, 40);
    Clip whole = shot("a", -1, 41).of(ROWE).clip();
    clips.add(
        new Clip(
            "axon",
            "gone",
            "X1",
            Optional.of(ROWE),
            at(0),
            at(10),
            0,
            ClipClock.CAMERA,
            Optional.of(0L),
            0,
            at(600),
            List.of(),
            ClipState.DELETED));
    clips.add(whole);
    linked("gone").linked("a");
    excused.add(ROWE);
    assertThat(state(ROWE)).isEqualTo(State.LOST);
  }

  @Test
  void whatAPersonTookOffIsNotLinkedAgainByItself() {
    attends(KITCHEN, ROWE, 0, 40).has(shot("a", 5, 35).of(ROWE)).linked("a");
    links.add(new FootageLink("axon", "a", KITCHEN, Optional.empty(), Optional.empty(), true));
    assertThat(certainty(KITCHEN)).isEqualTo(Certainty.BY_HAND);
    assertThat(state(ROWE)).isEqualTo(State.MISSING);
  }

  @Test
  void officerWithoutACameraIsExpectedToHaveNone() {
    attended.add(
        new Attended(
            KITCHEN,
            ROWE,
            Set.of(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Window(at(0), at(10)),
            0,
            at(480)));
    assertThat(of(KITCHEN).expected()).isEmpty();
  }

  @Test
  void statementLiesInEveryRecordingThatHasItsMomentAndInNoOther() {
    attends(KITCHEN, ROWE, 0, 40).attends(KITCHEN, LATE, 10, 40);
    has(shot("a", 0, 40).of(ROWE)).has(shot("b", 10, 40).of(LATE)).has(shot("c", 0, 5).of(LATE));
    linked("a").linked("b").linked("c");
    marked.add(new Marked(STATEMENT, at(12.5), 3_000));
    assertThat(of(KITCHEN).pins())
        .containsExactly(
            new Pin(STATEMENT, "axon", "a", (long) (12.5 * MINUTE), 5_000),
            new Pin(STATEMENT, "axon", "b", (long) (2.5 * MINUTE), 5_000));

    marked.set(0, new Marked(STATEMENT, at(50), 3_000));
    assertThat(of(KITCHEN).pins()).as("not on camera").isEmpty();
  }

  @Test
  void whatTheCameraKeptFromBeforeItsStartBelongsToTheVideo() {
    attends(KITCHEN, ROWE, 0, 40);
    clips.add(
        new Clip(
            "axon",
            "a",
            "X1",
            Optional.of(ROWE),
            at(1),
            at(40),
            30_000,
            ClipClock.CAMERA,
            Optional.of(0L),
            0,
            at(600),
            List.of(),
            ClipState.PRESENT));
    linked("a");
    marked.add(new Marked(STATEMENT, at(0.75), 0));
    assertThat(of(KITCHEN).pins().get(0).position()).isEqualTo(15_000);
  }

  /** The insider: somebody else's recording, with one's own name said by hand. */
  @Test
  void whoseBadgeIsOnARecordingWoreItWhateverSomebodySays() {
    attends(KITCHEN, ROWE, 0, 40).attends(KITCHEN, LATE, 0, 40);
    has(shot("a", -1, 41).of(ROWE));
    links.add(new FootageLink("axon", "a", KITCHEN, Optional.of(LATE), Optional.empty(), false));
    assertThat(state(LATE)).isEqualTo(State.MISSING);
    assertThat(state(ROWE)).isEqualTo(State.MET);
  }

  /** The insider: a minute without a clock, said to show the whole visit. */
  @Test
  void partOfARecordingIsNoLongerThanTheRecording() {
    attends(KITCHEN, ROWE, 0, 40);
    has(shot("a", 100, 101).of(ROWE).by(ClipClock.UNSET)).linked("a", 0, 40);
    assertThat(of(KITCHEN).expected().get(0).covered()).isEqualTo(MINUTE);
    assertThat(state(ROWE)).isEqualTo(State.PARTLY);
  }

  /** The laziest officer: one word there, and a recording of another hour put beside it. */
  @Test
  void whoWroteOneWordThereIsOnlyMetByARecordingOfAboutThen() {
    attended.add(
        new Attended(
            KITCHEN,
            ROWE,
            Set.of(),
            true,
            Optional.empty(),
            Optional.of(at(10)),
            Optional.of(at(10)),
            new Window(at(10), at(10)),
            0,
            at(8 * 60)));
    has(shot("a", 100, 140).of(ROWE)).linked("a");
    assertThat(state(ROWE)).isEqualTo(State.PARTLY);
    has(shot("b", 0, 8).of(ROWE)).linked("b");
    assertThat(state(ROWE)).as("within the buffer").isEqualTo(State.MET);
  }
}
