package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** A supervisor reads what a child said, whatever somebody would rather it had said. */
@NeedsChromium
class WordsThatStandTest {
  private static final String SAID = "My ear hurts";
  private static final String RATHER = "Nothing happened";

  private static final FormRef NEWEST =
      FormShelf.shipped().newest().stream()
          .filter(form -> form.id().equals("domestic-abuse"))
          .map(form -> new FormRef(form.id(), form.version()))
          .findFirst()
          .orElseThrow();

  @TempDir static Path folder;
  private static LiveServer server;
  private static Desk desk;

  @BeforeAll
  static void start() {
    server = LiveServer.start(folder);
    desk = new Desk(server.url());
  }

  @AfterAll
  static void stop() {
    desk.close();
    server.close();
  }

  /** The incident as a supervisor has it before them. */
  private static Page shown(Officer officer, String incident) {
    officer.sendAll();
    Page page = desk.of("ps401");
    page.navigate("/incidents/" + incident);
    return page;
  }

  private static Json.Obj words(String child, String words) {
    return Json.object().put("about", child).put("words", words).build();
  }

  @Test
  void anAnswerInThePlaceOfAChildsWordsIsShownBesideThem() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("WT-1");
    String child = Officer.entry("child");
    String statement = Officer.entry("statement");
    officer.record(
        incident, Officer.add(child, Json.EMPTY), Officer.add(statement, words(child, SAID)));
    officer.record(incident, Officer.set(statement + "/words", RATHER));
    Locator words = shown(officer, incident).locator(".words");
    assertThat(words.locator("blockquote")).hasText(new String[] {SAID, RATHER});
    assertThat(words).containsText("written down by PC Imogen Thackwray");
  }

  @Test
  void statementsThatWereJoinedShowTheWordsOfBoth() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("WT-2");
    String child = Officer.entry("child");
    String one = Officer.entry("statement");
    String other = Officer.entry("statement");
    officer.record(
        incident,
        Officer.add(child, Json.EMPTY),
        Officer.add(one, words(child, SAID)),
        Officer.add(other, words(child, RATHER)),
        new Operation.Act(
            "same-as",
            Optional.of(new FieldPath(one)),
            Json.object().put("entry", other).put("reason", "one and the same").build(),
            List.of(),
            new Hash("0".repeat(64))));
    Page page = shown(officer, incident);
    assertThat(page.locator(".words blockquote")).hasText(new String[] {SAID, RATHER});
  }

  /** A baby is not asked for words: a mark written down as words makes nobody heard. */
  @Test
  void aMarkInThePlaceOfWordsMakesNoChildHeard() {
    Officer officer = Officer.onShift(server.url(), "pc1201").with(NEWEST);
    String incident = officer.incident("WT-5");
    String child = Officer.entry("child");
    officer.record(
        incident,
        Officer.add(child, Json.EMPTY),
        Officer.set(child + "/dob", LocalDate.now(ZoneOffset.UTC).minusMonths(6).toString()),
        Officer.set(child + "/interaction", "Reaches for her mother, calm when held"),
        Officer.set(child + "/demeanour", "Settled in her cot, followed the torch with her eyes"),
        Officer.add(Officer.entry("statement"), words(child, ".")));
    Page page = shown(officer, incident);
    assertThat(page.locator(".child-facts").first()).not().containsText("· heard");
    assertThat(page.locator(".child")).not().containsText("Words are recorded, so somebody spoke");
  }

  /** Who reads the record reads what was crossed out of it, and by whom. */
  @Test
  void wordsThatWereCrossedOutCanBeReadWithWhoCrossedThemOut() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("WT-3");
    String child = Officer.entry("child");
    String statement = Officer.entry("statement");
    Change said =
        officer.record(
            incident, Officer.add(child, Json.EMPTY), Officer.add(statement, words(child, SAID)));
    officer.record(
        incident,
        new Operation.StrikeEntry(
            new FieldPath(statement), "Misheard", List.of(said.id(1)), new Hash("0".repeat(64))));
    Page page = shown(officer, incident);
    assertThat(page.locator(".words")).hasCount(0);
    assertThat(page.locator("sh-facts li").filter(with(SAID)))
        .containsText("(PC Imogen Thackwray) – PC Imogen Thackwray: “Misheard”");
  }

  /** An adult's words, and those of a child who was crossed out, stand as well. */
  @Test
  void wordsThatBelongToNoChildShownAreShownAmongWhatElseWasRecorded() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("WT-4");
    String adult = Officer.entry("adult");
    String gone = Officer.entry("child");
    Change added = officer.record(incident, Officer.add(adult, Json.EMPTY), add(gone));
    officer.record(
        incident,
        new Operation.StrikeEntry(
            new FieldPath(gone), "Not here", List.of(added.id(1)), new Hash("0".repeat(64))));
    officer.record(
        incident,
        Officer.add(Officer.entry("statement"), words(adult, RATHER)),
        Officer.add(Officer.entry("statement"), Json.object().put("words", SAID).build()));
    Page page = shown(officer, incident);
    assertThat(page.locator("sh-facts li").filter(with(RATHER))).hasCount(1);
    assertThat(page.locator("sh-facts li").filter(with(SAID))).hasCount(1);
  }

  private static Operation add(String entry) {
    return Officer.add(entry, Json.EMPTY);
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
