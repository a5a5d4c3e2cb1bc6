package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;

/**
 * What leads on by itself when it is saved leads nobody away from where they went meanwhile, and
 * nothing that was said is said twice.
 */
@NeedsChromium
@Tag("long")
class PressAfterSavingTest extends OnASlowPhone {
  private static final String WORDS = "I hid under the table";

  /** A browser that is slow to go back. */
  private static final String SLOW_BACK =
      "() => { const back = history.back.bind(history); history.back = () => setTimeout(back,"
          + " 700); }";

  /** Two children, and the words of the first are being typed. */
  private static BusyWorker wordsOfTheFirst(Page page) {
    OfficerPage officer = begun(page);
    officer.press("Add a child");
    comes(page.locator(".voice-deed"));
    officer.press("Add a child");
    comes(page.getByLabel("Child 2: not seen"));
    page.getByLabel("Child 1: not seen").click();
    comes(page.locator(".section h1").filter(OfficerPage.saying("Child 1")));
    page.locator(".voice-deed").click();
    comes(page.locator("#words"));
    page.locator("#words").fill(WORDS);
    return new BusyWorker(page);
  }

  private static Locator saveAsSaid(Page page) {
    return page.getByText("Save as said");
  }

  private long said() {
    synchronized (server) {
      return server.log.stream().filter(frame -> frame.content().contains(WORDS)).count();
    }
  }

  @Test
  void whoGoesToTheOtherChildWhileWordsAreSavedStaysThere() {
    chromium.with(
        page -> {
          BusyWorker worker = wordsOfTheFirst(page);
          worker.busy();
          saveAsSaid(page).click();
          page.getByLabel("Child 2: not seen").click();
          worker.free();
          comes(page.locator(".section h1").filter(OfficerPage.saying("Child 2")));
          page.waitForTimeout(2 * DRAWN_MILLIS);
          assertThat(page.locator("#main h1").first().textContent()).isEqualTo("Child 2");
          soon(page, () -> said() == 1);
          return true;
        });
  }

  @Test
  void whoGoesToTheOtherChildBeforeTheBrowserIsBackStaysThere() {
    chromium.with(
        page -> {
          wordsOfTheFirst(page);
          page.evaluate(SLOW_BACK);
          saveAsSaid(page).click();
          soon(page, () -> said() == 1);
          page.getByLabel("Child 2: not seen").click();
          comes(page.locator(".section h1").filter(OfficerPage.saying("Child 2")));
          page.waitForTimeout(2 * DRAWN_MILLIS);
          assertThat(page.locator("#main h1").first().textContent()).isEqualTo("Child 2");
          return true;
        });
  }

  @Test
  void whoSavesWordsOnTheirWayToTheOtherChildIsNotBroughtBack() {
    chromium.with(
        page -> {
          BusyWorker worker = wordsOfTheFirst(page);
          worker.busy();
          page.getByLabel("Child 2: not seen").click();
          saveAsSaid(page).click();
          worker.free();
          comes(page.locator(".section h1").filter(OfficerPage.saying("Child 2")));
          page.waitForTimeout(2 * DRAWN_MILLIS);
          assertThat(page.locator("#main h1").first().textContent()).isEqualTo("Child 2");
          soon(page, () -> said() == 1);
          return true;
        });
  }

  @Test
  void wordsThatAreSavedLeadBackToTheirChild() {
    chromium.with(
        page -> {
          wordsOfTheFirst(page);
          saveAsSaid(page).click();
          comes(page.locator("blockquote"));
          assertThat(page.locator("#main h1").first().textContent()).isEqualTo("Child 1");
          back(page);
          comes(page.locator(".section h1").filter(OfficerPage.saying("Child 2")));
          return true;
        });
  }

  @Test
  void wordsThatWereSavedAreNotSaidTwiceWhereTheWayFromThemWasRefused() {
    chromium.with(
        page -> {
          BusyWorker worker = wordsOfTheFirst(page);
          worker.refuses("look");
          saveAsSaid(page).click();
          comes(page.locator("#trouble:not(:empty)"));
          saveAsSaid(page).click();
          page.waitForTimeout(DRAWN_MILLIS);
          worker.refuses();
          saveAsSaid(page).click();
          comes(page.locator("blockquote"));
          page.waitForTimeout(2 * DRAWN_MILLIS);
          assertThat(said()).isEqualTo(1);
          assertThat(page.locator("blockquote").count()).isEqualTo(1);
          return true;
        });
  }

  @Test
  void whatIsTypedWhileWordsAreSavedIsKept() {
    chromium.with(
        page -> {
          BusyWorker worker = wordsOfTheFirst(page);
          page.waitForTimeout(2 * DRAWN_MILLIS);
          worker.busy();
          saveAsSaid(page).click();
          worker.waitsFor("say");
          page.locator("#words").click();
          page.keyboard().press("Control+End");
          page.keyboard().type(" with Wren");
          worker.free();
          comes(page.locator("blockquote"));
          comes(page.getByText("Go on with their words"));
          page.getByText("Go on with their words").click();
          comes(page.locator("#words"));
          assertThat(page.locator("#words").inputValue()).isEqualTo(WORDS + " with Wren");
          return true;
        });
  }

  @Test
  void whoGoesHomeWhileAChildIsAddedIsAtHome() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          comes(page.locator(".voice-deed"));
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          officer.press("Add a child");
          bar(page, "Home");
          worker.free();
          comes(page.getByText("Your incidents"));
          page.waitForTimeout(2 * DRAWN_MILLIS);
          assertThat(page.locator("#main h1").first().textContent()).isEqualTo("Your incidents");
          assertThat(page.locator(".card").innerText()).contains("2 children");
          return true;
        });
  }

  @Test
  void whatWasTypedOnAScreenAfterItWasLeftIsKept() {
    chromium.with(
        page -> {
          BusyWorker worker = wordsOfTheFirst(page);
          page.waitForTimeout(2 * DRAWN_MILLIS);
          worker.busy();
          page.getByLabel("Child 2: not seen").click();
          worker.waitsFor("look");
          page.locator("#words").click();
          page.keyboard().press("Control+End");
          page.keyboard().type(" with Wren");
          worker.free();
          comes(page.locator(".section h1").filter(OfficerPage.saying("Child 2")));
          page.getByLabel("Child 1: not seen").click();
          comes(page.getByText("Go on with their words"));
          page.getByText("Go on with their words").click();
          comes(page.locator("#words"));
          assertThat(page.locator("#words").inputValue()).isEqualTo(WORDS + " with Wren");
          return true;
        });
  }

  @Test
  void whatWasTypedFromTheNotebookIsOfItAlthoughItIsOverRightAfterwards() {
    chromium.with(
        page -> {
          inTheColumn(page);
          bar(page, "Parts");
          comes(page.locator(".sections"));
          new OfficerPage(page).press("Written on paper before");
          page.getByText("15 minutes ago").click();
          page.getByText("Notebook").click();
          comes(page.locator(".sections"));
          BusyWorker worker = new BusyWorker(page);
          Locator text = text(page);
          text.fill("He had a kestrel on his arm");
          worker.busy();
          page.getByText("It is over").click();
          page.waitForTimeout(DRAWN_MILLIS);
          worker.free();
          soon(page, () -> has("He had a kestrel on his arm", "\"op\":\"set\""));
          assertThat(has("He had a kestrel on his arm", "notebook")).isTrue();
          OfficerPage.hidden(page.locator("#notes"));
          return true;
        });
  }

  @Test
  void whoLeavesThePaperForHomeIsNotBroughtBack() {
    chromium.with(
        page -> {
          inTheColumn(page);
          bar(page, "Parts");
          comes(page.locator(".sections"));
          new OfficerPage(page).press("Written on paper before");
          page.getByText("15 minutes ago").click();
          page.evaluate(SLOW_BACK);
          page.getByText("Notebook").click();
          comes(page.locator("#notes"));
          page.locator("#bar button").first().click();
          comes(page.getByText("Your incidents"));
          page.locator(".card").click();
          comes(page.locator(".sections"));
          page.waitForTimeout(2 * DRAWN_MILLIS);
          assertThat(page.locator(".sections").isVisible()).isTrue();
          return true;
        });
  }

  @Test
  void browsersWayForwardLeadsNowhere() {
    chromium.with(
        page -> {
          inTheColumn(page);
          bar(page, "Parts");
          comes(page.locator(".sections"));
          back(page);
          comes(page.locator(".column .question").first());
          page.evaluate("() => history.forward()");
          page.waitForTimeout(2 * DRAWN_MILLIS);
          assertThat(page.locator(".column").isVisible()).isTrue();
          back(page);
          comes(page.locator(".sections"));
          return true;
        });
  }
}
