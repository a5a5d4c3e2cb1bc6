package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;

/**
 * News come, and presses elsewhere are answered, while somebody types what is kept nowhere yet: it
 * stays where it was typed.
 */
@NeedsChromium
@Tag("long")
class DrawnWhileTypingTest extends OnePage {
  private static final int DRAWN_MILLIS = 600;

  private int told;

  /** What a colleague recorded of the same incident. */
  private void colleague(Json... ops) {
    synchronized (server) {
      Json.Obj mine = (Json.Obj) new PlainJsonReader().read(server.log.get(0).content());
      server.add(
          mine.with("author", Json.of("ben"))
              .with("ops", Json.list(List.of(ops)))
              .with("nonce", Json.of("0123456789abcdef0123456789abcd" + (10 + told++)))
              .canonical());
    }
  }

  private static Json.Builder op(String kind, String at, Json value) {
    return Json.object().put("op", kind).put("at", at).put("value", value);
  }

  private static Json set(String at, String value) {
    return op("set", at, Json.of(value)).put("over", Json.list(List.of())).build();
  }

  private static void news(Page page) {
    page.evaluate("() => dispatchEvent(new Event('online'))");
  }

  private void colleaguesChild(String name) {
    colleague(
        op("add", "child/of-a-colleague", Json.EMPTY).build(),
        set("child/of-a-colleague/name", name));
  }

  @Test
  void whatIsOpenedOnAnIncidentStaysOpenWhenNewsCome() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Submit");
          officer.truth("Everything is at the force.");
          comes(page.getByText("Take it off this phone"));
          page.getByText("Take it off this phone").click();
          Locator off = page.getByText("Take it off", new Page.GetByTextOptions().setExact(true));
          comes(off);
          colleaguesChild("Wren");
          news(page);
          comes(page.getByLabel("Wren: not seen"));
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(off.isVisible()).isTrue();
          return true;
        });
  }

  @Test
  void reasonThatIsTypedOnAnIncidentStaysWhenNewsCome() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.part("Who is here");
          officer.question("How many children live here?").getByText("2").first().click();
          Locator name = officer.question("2 counted; 0 entered. Who").locator("textarea");
          name.fill("Robin");
          name.blur();
          comes(page.getByLabel("Robin: not seen"));
          officer.truth("Everything is at the force.");
          colleaguesChild("Robin");
          news(page);
          officer.press("Parts");
          comes(page.locator(".twin").first());
          Locator twin = page.locator(".twin").first();
          twin.locator("summary").click();
          Locator reason = twin.locator("textarea");
          reason.pressSequentially("The same school ");
          colleague(
              op("add", "child/another", Json.EMPTY).build(), set("child/another/name", "Wren"));
          news(page);
          comes(page.getByLabel("Wren: not seen"));
          page.waitForTimeout(DRAWN_MILLIS);
          page.keyboard().type("uniform");
          assertThat(reason.inputValue()).isEqualTo("The same school uniform");
          twin.locator(".asking button").click();
          OfficerPage.hidden(page.locator(".twin"));
          soon(page, () -> has("The same school uniform"));
          return true;
        });
  }

  @Test
  void reasonForCrossingOutStaysWhenWhatIsMarkedIsDrawn() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          comes(page.locator(".strike > summary"));
          page.locator(".strike > summary").click();
          Locator reason = page.locator(".strike textarea");
          reason.pressSequentially("Entered by");
          page.locator(".marks .chip").first().click();
          comes(page.getByText("Marked: ").first());
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(reason.isVisible()).isTrue();
          assertThat(reason.inputValue()).isEqualTo("Entered by");
          reason.click();
          page.keyboard().press("End");
          page.keyboard().type(" mistake");
          page.locator(".strike button").click();
          comes(page.getByText("This entry was crossed out."));
          soon(page, () -> has("Entered by mistake"));
          return true;
        });
  }

  @Test
  void numberThatIsTypedWhileAPressIsFollowedIsSavedWhole() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.part("Who is here");
          Locator question = officer.question("How many children live here?");
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          question.getByText("2").first().click();
          worker.does("answer");
          worker.waitsFor("look");
          question.locator("input").click();
          page.keyboard().type("1");
          worker.free();
          page.waitForTimeout(DRAWN_MILLIS);
          page.keyboard().type("4");
          page.keyboard().press("Enter");
          soon(page, () -> has("\"value\":14"));
          comes(page.locator(".question").filter(OfficerPage.saying("14 counted")).first());
          return true;
        });
  }

  @Test
  void whatWasHeldBackWhileSomebodyTypedIsDrawnWhenTheyLeaveIt() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.part("Who is here");
          officer.question("How many children live here?").getByText("2").first().click();
          Locator name = officer.question("2 counted; 0 entered. Who").locator("textarea");
          name.click();
          officer.truth("Everything is at the force.");
          colleaguesChild("Robin");
          news(page);
          comes(page.getByLabel("Robin: not seen"));
          page.waitForTimeout(DRAWN_MILLIS);
          name.blur();
          comes(
              page.locator(".question").filter(OfficerPage.saying("2 counted; 1 entered")).first());
          return true;
        });
  }

  /** A child's card on which what follows from a press is not drawn yet. */
  private static BusyWorker seenNoIsFollowed(Page page) {
    OfficerPage officer = begun(page);
    officer.press("Add a child");
    Locator seen = officer.question("Have you seen");
    seen.getByText("Yes").first().click();
    comes(page.locator("[data-field$='/seenWhere']"));
    BusyWorker worker = new BusyWorker(page);
    worker.busy();
    seen.getByText("No", new Locator.GetByTextOptions().setExact(true)).first().click();
    worker.does("answer");
    worker.waitsFor("look");
    return worker;
  }

  private static Locator text(Page page, String field) {
    return page.locator("[data-field$='/" + field + "'] textarea").first();
  }

  /** An input method that is in the middle of a word loses it where its field is moved. */
  @Test
  void wordThatIsBeingComposedIsWholeAlthoughAQuestionAboveItGoes() {
    chromium.with(
        page -> {
          BusyWorker worker = seenNoIsFollowed(page);
          Locator words = text(page, "demeanour");
          words.click();
          words.evaluate(
              "one => { window.left = 0; one.addEventListener('blur', () => window.left++);"
                  + " one.addEventListener('compositionend', () => window.left++); }");
          CDPSession keys = page.context().newCDPSession(page);
          composes(keys, "shi");
          worker.free();
          soon(page, () -> page.locator(".question[data-field$='/seenWhere']").count() == 0);
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(page.evaluate("() => window.left")).isEqualTo(0);
          composes(keys, "shiver");
          JsonObject whole = new JsonObject();
          whole.addProperty("text", "shivering");
          keys.send("Input.insertText", whole);
          assertThat(words.inputValue()).isEqualTo("shivering");
          return true;
        });
  }

  private static void composes(CDPSession keys, String text) {
    JsonObject given = new JsonObject();
    given.addProperty("text", text);
    given.addProperty("selectionStart", text.length());
    given.addProperty("selectionEnd", text.length());
    keys.send("Input.imeSetComposition", given);
  }

  @Test
  void whatIsTypedWhereNothingIsAskedAnyMoreStaysUntilItIsLeftAndIsAnAnswerThen() {
    chromium.with(
        page -> {
          BusyWorker worker = seenNoIsFollowed(page);
          Locator where = page.locator(".question[data-field$='/seenWhere'] textarea");
          where.click();
          page.keyboard().type("behind");
          worker.free();
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(where.count()).isEqualTo(1);
          page.keyboard().type(" the sofa");
          assertThat(where.inputValue()).isEqualTo("behind the sofa");
          page.locator("h1").first().click();
          soon(page, () -> has("behind the sofa", "\"op\":\"set\""));
          OfficerPage.hidden(page.locator(".question[data-field$='/seenWhere']"));
          return true;
        });
  }

  /** Nothing is kept of what the disk refused but what stands in the field. */
  @Test
  void textThatCouldNotBeKeptStaysWhereItWasTypedWhenNewsCome() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          Locator words = text(page, "demeanour");
          comes(words);
          officer.truth("Everything is at the force.");
          BusyWorker worker = new BusyWorker(page);
          worker.refuses("draft", "answer");
          words.fill("shivering");
          page.locator("h1").first().click();
          comes(page.locator("#trouble:not(:empty)"));
          worker.refuses();
          colleague(
              set(
                  page.locator("[data-field$='/demeanour']").first().getAttribute("data-field"),
                  "calm"));
          news(page);
          page.waitForTimeout(3 * DRAWN_MILLIS);
          assertThat(words.inputValue()).isEqualTo("shivering");
          words.click();
          page.locator("h1").first().click();
          soon(page, () -> has("shivering"));
          return true;
        });
  }

  @Test
  @Tag("long")
  void timeThatIsTypedDigitByDigitIsTheOneThatWasTyped() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.part("What happened");
          Locator when = page.locator("input[type=datetime-local]:visible").first();
          when.focus();
          page.keyboard().type("11222026");
          for (String key : "1035".split("")) {
            page.keyboard().press(key);
            page.waitForTimeout(2 * DRAWN_MILLIS);
          }
          page.keyboard().type("A");
          page.locator("h1").first().click();
          page.waitForTimeout(DRAWN_MILLIS);
          officer.truth("Everything is at the force.");
          assertThat(when.inputValue()).isEqualTo("2026-11-22T10:35");
          return true;
        });
  }
}
