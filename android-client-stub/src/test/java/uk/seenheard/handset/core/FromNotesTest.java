package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Noted;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.prompt.DutyState;
import uk.seenheard.sync.reading.Days;

/** What was written on paper before: entered later, and said so wherever it is read. */
class FromNotesTest {
  private static final long HOUR = 3_600_000L;

  @TempDir Path folder;

  private final FakeServer server = new FakeServer();
  private final TestHandset.Device device = new TestHandset.Device(7);
  private Handset handset;
  private String incident;
  private FieldPath child;

  @BeforeEach
  void begin() {
    handset = TestHandset.open(folder, device, server);
    assertThat(handset.signIn("amy", Optional.of(FakeServer.FORCE))).isEmpty();
    incident = handset.newIncident("domestic-abuse", Optional.of(TestHandset.REFERENCE));
    child = handset.addEntry(incident, "child", Json.EMPTY, Map.of("name", Json.of("Robin")));
  }

  @AfterEach
  void close() {
    handset.close();
  }

  private String ago(long millis) {
    return Days.text(device.wall - millis);
  }

  private Recorder notebook() {
    return handset.fromNotes("notebook", ago(2 * HOUR));
  }

  private Map<uk.seenheard.sync.change.Hash, Noted> notes() {
    return Noted.in(handset.view(incident).incident().record());
  }

  @Test
  void eachThingEnteredFromItSaysSoAndNothingElseDoes() {
    Change paper =
        notebook()
            .answer(incident, child.field("demeanour"), Json.of("very quiet"), Optional.empty());
    Change live = handset.answer(incident, child.field("seen"), Json.of("yes"), Optional.empty());
    assertThat(notes()).containsOnlyKeys(paper.hash());
    assertThat(notes().get(paper.hash())).isEqualTo(new Noted("notebook", ago(2 * HOUR)));
    assertThat(live.content()).doesNotContain("noted");
    handset.sync();
    assertThat(TestHandset.contents(server))
        .anyMatch(content -> content.contains("very quiet") && content.contains("\"noted\""));
  }

  /** Its place in the footage goes by this: the child spoke at the scene, not at the station. */
  @Test
  void childsWordsWereSaidWhenTheyWereWrittenDown() {
    FieldPath words = notebook().addStatement(incident, child, "He hit her", Json.EMPTY);
    Entry said = handset.view(incident).incident().record().entry(words).orElseThrow();
    Json.Obj value = (Json.Obj) said.firstAdded().orElseThrow().by().value();
    assertThat(value.text("at")).contains(ago(2 * HOUR));
  }

  @Test
  void whatTheOfficerSaysOfTheMomentHoldsOverThePaper() {
    Json.Obj more = Json.object().put("at", ago(HOUR)).build();
    FieldPath words = notebook().addStatement(incident, child, "He hit her", more);
    Entry said = handset.view(incident).incident().record().entry(words).orElseThrow();
    assertThat(((Json.Obj) said.firstAdded().orElseThrow().by().value()).text("at"))
        .contains(ago(HOUR));
  }

  /** Paper is no way to have done in time what nobody entered in time. */
  @Test
  void whatIsEnteredLateIsDoneLateWhateverThePaperSays() {
    handset.answer(incident, new FieldPath("toldAt"), Json.of(ago(30 * HOUR)), Optional.empty());
    assertThat(phases()).containsEntry("assessment", DutyState.Phase.BREACHED);
    handset
        .fromNotes("notebook", ago(29 * HOUR))
        .answer(
            incident,
            new FieldPath("risk"),
            Json.object().put("grade", "high").put("reasons", "He has a knife at home").build(),
            Optional.empty());
    assertThat(phases()).containsEntry("assessment", DutyState.Phase.SETTLED_LATE);
  }

  private Map<String, DutyState.Phase> phases() {
    Map<String, DutyState.Phase> phases = new java.util.TreeMap<>();
    handset.duties(incident).forEach(duty -> phases.put(duty.duty(), duty.phase()));
    return phases;
  }

  @Test
  void whatCannotBeSoIsRefusedAndNothingIsSaved() {
    long queued = handset.kept().queued();
    assertThatThrownBy(() -> handset.fromNotes("hearsay", ago(HOUR)))
        .isInstanceOf(CaptureRefused.class)
        .hasMessageContaining("notebook, scrap, memory");
    assertThatThrownBy(() -> handset.fromNotes("scrap", "ten past three"))
        .isInstanceOf(CaptureRefused.class);
    assertThatThrownBy(() -> handset.fromNotes("scrap", ago(-HOUR)))
        .isInstanceOf(CaptureRefused.class)
        .hasMessageContaining("still ahead");
    assertThat(handset.kept().queued()).isEqualTo(queued);
  }

  @Test
  void handsetWhoseClockCannotBeRightRefusesNoTime() {
    String at = ago(HOUR);
    device.wall = 1_000;
    handset
        .fromNotes("memory", at)
        .answer(incident, child.field("demeanour"), Json.of("very quiet"), Optional.empty());
    assertThat(notes()).hasSize(1);
  }
}
