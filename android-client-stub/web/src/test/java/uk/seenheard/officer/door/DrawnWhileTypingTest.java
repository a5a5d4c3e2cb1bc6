package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;

/**
 * News come, and presses elsewhere are answered, while somebody types what is kept nowhere yet: it
 * stays where it was typed.
 */
@NeedsChromium
class DrawnWhileTypingTest extends OnePage {
  private static final int DRAWN_MILLIS = 600;
  private static final int PATIENCE_MILLIS = 10_000;

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

  private static void soon(Page page, BooleanSupplier condition) {
    page.waitForCondition(
        condition, new Page.WaitForConditionOptions().setTimeout(PATIENCE_MILLIS));
  }

  private static void comes(Locator one) {
    one.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
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
}
