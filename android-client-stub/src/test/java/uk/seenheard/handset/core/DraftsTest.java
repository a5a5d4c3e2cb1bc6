package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.outbox.Drafts;

/** What is typed and not saved yet outlives the process, sealed, for whoever typed it. */
class DraftsTest {
  private static final String WORDS = "Mum said not to tell";
  private static final String PLACE = "child/1/voice.words";

  @TempDir Path folder;

  private final FakeServer server = new FakeServer();
  private final TestHandset.Device device = new TestHandset.Device(7);

  private Handset open() {
    return TestHandset.open(folder, device, server);
  }

  private String begun(Handset handset) {
    assertThat(handset.signIn("amy", Optional.of(FakeServer.FORCE))).isEmpty();
    return handset.newIncident("domestic-abuse", Optional.of(TestHandset.REFERENCE));
  }

  @Test
  void draftIsThereAfterTheProcessEndedAndGoesWhenItIsEmptied() {
    String incident;
    try (Handset handset = open()) {
      incident = begun(handset);
      handset.draft(incident, PLACE, "Mum");
      handset.draft(incident, PLACE, WORDS);
    }
    try (Handset handset = open()) {
      assertThat(handset.drafts(incident)).containsOnly(java.util.Map.entry(PLACE, WORDS));
      handset.draft(incident, PLACE, "");
      assertThat(handset.drafts(incident)).isEmpty();
    }
  }

  @Test
  void draftIsNoChange() {
    try (Handset handset = open()) {
      String incident = begun(handset);
      long queued = handset.kept().queued();
      handset.draft(incident, PLACE, WORDS);
      assertThat(handset.kept().queued()).isEqualTo(queued);
      handset.sync();
      assertThat(TestHandset.contents(server)).noneMatch(content -> content.contains(WORDS));
    }
  }

  @Test
  void draftIsShownToNobodyElseWhoSignsIn() {
    try (Handset handset = open()) {
      String incident = begun(handset);
      handset.draft(incident, PLACE, WORDS);
      handset.sync();
      handset.signOut();
      assertThatThrownBy(() -> handset.drafts(incident)).isInstanceOf(CaptureRefused.class);
      assertThat(handset.signIn("ben", Optional.of(FakeServer.FORCE))).isEmpty();
      assertThat(handset.drafts(incident)).isEmpty();
      assertThat(handset.signIn("amy", Optional.of(FakeServer.FORCE))).isEmpty();
      assertThat(handset.drafts(incident)).containsValue(WORDS);
    }
  }

  @Test
  void whatIsTypedWhileTheShiftEndsIsKeptAndThereAgainForWhoeverTypedIt() {
    server.leaseMillis = 3_600_000;
    device.wall = 1_000;
    try (Handset handset = open()) {
      String incident = begun(handset);
      handset.draft(incident, PLACE, "Mum said");
      device.wall += 2 * 3_600_000;
      device.elapsed += 2 * 3_600_000;
      assertThat(handset.kept().locked()).isTrue();
      handset.draft(incident, PLACE, WORDS);
      assertThatThrownBy(() -> handset.drafts(incident)).isInstanceOf(CaptureRefused.class);
      assertThat(handset.signIn("ben", Optional.of(FakeServer.FORCE))).isEmpty();
      assertThat(handset.drafts(incident)).isEmpty();
      assertThat(handset.signIn("amy", Optional.of(FakeServer.FORCE))).isEmpty();
      assertThat(handset.drafts(incident)).containsEntry(PLACE, WORDS);
    }
  }

  @Test
  void draftIsNowhereInClearAndGoneAfterAWipe() throws IOException {
    Handset handset = open();
    String incident = begun(handset);
    handset.draft(incident, PLACE, WORDS);
    assertThat(bytes()).noneMatch(text -> text.contains(WORDS));
    handset.wipeNow("Sergeant Pellingham");
    assertThat(bytes()).noneMatch(text -> text.contains("draft/"));
  }

  /** What was begun is on no server: nothing that was asked for in good faith takes it away. */
  @Test
  void nothingIsWipedOrLetGoWhileAChildsWordsAreBegunAndTheStandingSaysThatTheyAre() {
    try (Handset handset = open()) {
      String incident = begun(handset);
      handset.submit(incident);
      handset.sync();
      handset.sync();
      assertThat(handset.kept().begun()).isZero();
      handset.draft(incident, "child/a" + Drafts.WORDS, WORDS);
      assertThat(handset.kept().begun()).isOne();
      assertThatThrownBy(handset::wipe)
          .isInstanceOf(CaptureRefused.class)
          .hasMessageContaining("Nothing was wiped");
      assertThatThrownBy(() -> handset.letGo(incident))
          .isInstanceOf(CaptureRefused.class)
          .hasMessageContaining("Words were begun");
      handset.signOut();
      assertThat(handset.kept().begun()).as("on the locked screen too").isOne();
      assertThat(handset.signIn("amy", Optional.of(FakeServer.FORCE))).isEmpty();
      assertThat(handset.drafts(incident)).containsValue(WORDS);
      handset.draft(incident, "child/a/voice.at", "2026-11-22T03:11Z");
      handset.draft(incident, "child/a" + Drafts.WORDS, "");
      assertThat(handset.kept().begun()).as("a time alone is no text").isZero();
      assertThat(handset.wipe()).isZero();
    }
  }

  /** Whoever cannot read what a colleague began is told that it is there, and who may decide. */
  @Test
  void whatAColleagueWasTypingKeepsThePhoneFromBeingWipedUntilASupervisorSaysSo() {
    Handset handset = open();
    String incident = begun(handset);
    handset.draft(incident, "child/a/demeanour", "Quiet, would not");
    handset.signOut();
    assertThat(handset.signIn("ben", Optional.of(FakeServer.FORCE))).isEmpty();
    handset.sync();
    assertThat(handset.drafts(incident)).isEmpty();
    assertThat(handset.kept().begun()).as("no child's words").isZero();
    assertThat(handset.kept().typed()).isOne();
    assertThatThrownBy(handset::wipe)
        .isInstanceOf(CaptureRefused.class)
        .hasMessageContaining("a supervisor says");
    handset.wipeNow("Sergeant Pellingham");
    try (Handset again = open()) {
      assertThat(again.wiped()).isPresent();
    }
  }

  @Test
  void draftIsTakenAtTheLimitOfItsBytesAndTheNextOneIsRefusedAndLosesNothing() {
    try (Handset handset = open()) {
      String incident = begun(handset);
      String most = "ü".repeat(Drafts.TEXT_BYTES / 2);
      handset.draft(incident, PLACE, most);
      assertThatThrownBy(() -> handset.draft(incident, PLACE, most + "a"))
          .isInstanceOf(CaptureRefused.class)
          .hasMessageContaining("longer than one entry can hold");
      assertThat(handset.drafts(incident)).containsEntry(PLACE, most);
    }
  }

  @Test
  void nameOfThePlaceHasALimitOfItsBytes() {
    try (Handset handset = open()) {
      String incident = begun(handset);
      String longest = "p".repeat(Drafts.PLACE_BYTES);
      handset.draft(incident, longest, WORDS);
      assertThat(handset.drafts(incident)).containsEntry(longest, WORDS);
      assertThatThrownBy(() -> handset.draft(incident, "ü" + longest.substring(1), WORDS))
          .isInstanceOf(CaptureRefused.class);
    }
  }

  @Test
  void whatIsTypedAtOnePlaceTooManyIsRefusedAndAnotherKeystrokeElsewhereIsNot() {
    try (Handset handset = open()) {
      String incident = begun(handset);
      for (int i = 0; i < Drafts.MOST; i++) {
        handset.draft(incident, "place." + i, WORDS);
      }
      assertThatThrownBy(() -> handset.draft(incident, PLACE, WORDS))
          .isInstanceOf(CaptureRefused.class);
      handset.draft(incident, "place.7", WORDS + " anybody");
      assertThat(handset.drafts(incident)).hasSize(Drafts.MOST).containsValue(WORDS + " anybody");
      handset.draft(incident, "place.8", "");
      handset.draft(incident, PLACE, WORDS);
    }
  }

  private List<String> bytes() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(DraftsTest::text).collect(Collectors.toList());
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
