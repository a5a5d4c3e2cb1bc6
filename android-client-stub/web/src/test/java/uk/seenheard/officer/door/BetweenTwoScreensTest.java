package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.TestHandset;
import uk.seenheard.officer.NeedsChromium;

/**
 * An officer on a slow phone goes from screen to screen faster than it follows: what was pressed or
 * typed on the screen that is left is saved, what comes late for it is drawn nowhere, and no screen
 * stands there dead.
 */
@NeedsChromium
@Tag("long")
class BetweenTwoScreensTest extends OnASlowPhone {
  private static final String HELD_HERE =
      "() => import(new URL('link.js', document.querySelector('script').src)).then((link) =>"
          + " link.tell('home')).then((told) => told.incidents.length)";

  @TempDir Path folder;

  /** Presses a chip of that question; what its answer is worth is drawn. */
  private static void isDrawnAfter(Page page, Locator pressed) {
    pressed.click();
    comes(
        page.locator(".question.is-settled .chip[aria-pressed=true]")
            .filter(OfficerPage.saying(pressed.textContent()))
            .first());
  }

  @Test
  void textThatIsLeftByThePressThatLeavesTheScreenIsAnAnswer() {
    chromium.with(
        page -> {
          BusyWorker worker = typedBeforeItIsBusy(page, "He had a kestrel on his arm");
          bar(page, "Home");
          page.waitForTimeout(DRAWN_MILLIS);
          worker.free();
          comes(page.getByText("Your incidents"));
          soon(page, () -> has("He had a kestrel on his arm"));
          assertThat(page.locator("#trouble").textContent()).isEmpty();
          return true;
        });
  }

  @Test
  void textThatIsLeftByThePressThatLocksIsAnAnswer() {
    chromium.with(
        page -> {
          BusyWorker worker = typedBeforeItIsBusy(page, "He had a kestrel on his arm");
          bar(page, "Lock");
          page.waitForTimeout(DRAWN_MILLIS);
          worker.free();
          comes(page.getByLabel("Passphrase of this phone"));
          soon(page, () -> has("He had a kestrel on his arm"));
          assertThat(page.locator("#trouble").textContent()).isEmpty();
          return true;
        });
  }

  @Test
  void textThatIsLeftByGoingBackIsAnAnswer() {
    chromium.with(
        page -> {
          BusyWorker worker = typedBeforeItIsBusy(page, "He had a kestrel on his arm");
          back(page);
          page.waitForTimeout(DRAWN_MILLIS);
          worker.free();
          comes(page.locator(".sections"));
          soon(page, () -> has("He had a kestrel on his arm"));
          return true;
        });
  }

  @Test
  void columnThatAPressOnItLeftBehindIsNotDeadWhenItIsGoneBackTo() {
    chromium.with(
        page -> {
          inTheColumn(page);
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          bar(page, "Parts");
          worker.waitsFor("show");
          chip(page, 0).click();
          worker.waitsFor("answer");
          worker.free();
          comes(page.locator(".sections"));
          page.waitForTimeout(DRAWN_MILLIS);
          back(page);
          comes(page.locator(".column"));
          int settled = page.locator(".question.is-settled").count();
          page.locator(".question.is-open .chip:visible").first().click();
          soon(page, () -> page.locator(".question.is-settled").count() > settled);
          return true;
        });
  }

  @Test
  void screenSaysWhatWasSavedOnTheOneBeforeItWhileItWasDrawn() {
    chromium.with(
        page -> {
          OfficerPage officer = inTheColumn(page);
          officer.truth("Everything is at the force.");
          signal.gone = true;
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          bar(page, "Parts");
          worker.waitsFor("show");
          chip(page, 0).click();
          worker.waitsFor("answer");
          worker.free();
          comes(page.locator(".sections"));
          page.waitForTimeout(DRAWN_MILLIS);
          String shown = page.locator(".sections").innerText();
          officer.home();
          page.locator(".card").click();
          comes(page.locator(".sections"));
          assertThat(shown).isEqualTo(page.locator(".sections").innerText());
          return true;
        });
  }

  @Test
  void whatIsToldOfAnIncidentWhileAThumbIsOnHomeIsNotDrawnOverHome() {
    chromium.with(
        page -> {
          OfficerPage officer = inTheColumn(page);
          officer.press("Add a child");
          comes(page.locator("#strip .tile").first());
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          chip(page, 0).click();
          worker.does("answer");
          worker.waitsFor("look");
          thumbOn(page, page.locator("#bar button").first());
          worker.free();
          page.waitForTimeout(DRAWN_MILLIS);
          page.mouse().up();
          comes(page.getByText("Your incidents"));
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(page.locator("#strip").isVisible()).isFalse();
          return true;
        });
  }

  @Test
  void whatIsToldOfAnIncidentIsNotDrawnWhereItWasLeftToAnotherTab() {
    chromium.with(
        page -> {
          OfficerPage officer = inTheColumn(page);
          officer.press("Add a child");
          comes(page.getByLabel("Child 1: not seen"));
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          chip(page, 0).click();
          worker.does("answer");
          worker.waitsFor("look");
          thumbOn(page, page.locator("#truth"));
          worker.free();
          page.waitForTimeout(DRAWN_MILLIS);
          page.evaluate("() => new BroadcastChannel('seenheard-tab').postMessage('take')");
          comes(page.getByText("You went on in another tab."));
          page.mouse().up();
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(page.locator("body").innerText()).doesNotContain("Child 1");
          return true;
        });
  }

  @Test
  void wayThatIsRefusedLeavesTheScreenAliveThatItBeganOn() {
    chromium.with(
        page -> {
          inTheColumn(page);
          BusyWorker worker = new BusyWorker(page);
          worker.refuses("show");
          bar(page, "Parts");
          comes(page.locator("#trouble:not(:empty)"));
          worker.refuses();
          isDrawnAfter(page, chip(page, 0));
          back(page);
          comes(page.locator(".sections"));
          return true;
        });
  }

  @Test
  void wayBackThatIsRefusedLeavesTheScreenAliveThatItBeganOn() {
    chromium.with(
        page -> {
          inTheColumn(page);
          BusyWorker worker = new BusyWorker(page);
          worker.refuses("show");
          back(page);
          comes(page.locator("#trouble:not(:empty)"));
          worker.refuses();
          isDrawnAfter(page, chip(page, 0));
          back(page);
          comes(page.locator(".sections"));
          return true;
        });
  }

  @Test
  void whoGoesBackFasterThanTextsAreKeptComesToHomeAndNoFurther() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          comes(page.locator(".voice-deed"));
          officer.home();
          page.locator(".card").click();
          comes(page.locator(".sections"));
          page.locator("#strip .tile").first().click();
          comes(page.locator(".voice-deed"));
          page.locator(".voice-deed").click();
          comes(page.locator("#words"));
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          page.locator("#words").fill("I hid");
          for (int i = 0; i < 5; i++) {
            back(page);
          }
          worker.free();
          comes(page.getByText("Your incidents"));
          assertThat(page.locator("#trouble").textContent()).isEmpty();
          officer.press("New incident");
          comes(page.getByLabel("Control's reference"));
          return true;
        });
  }

  @Test
  void pressedTwiceASecondWayLeadsNoFurtherThanTheFirst() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.home();
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          page.locator(".card").click();
          page.locator(".card").click();
          worker.free();
          comes(page.locator(".sections"));
          page.waitForTimeout(DRAWN_MILLIS);
          back(page);
          comes(page.getByText("Your incidents"));
          return true;
        });
  }

  @Test
  void whatCameWhileHomeWasBeingDrawnIsDrawnThen() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.truth("Everything is at the force.");
          page.evaluate("() => dispatchEvent(new PointerEvent('pointerdown'))");
          page.evaluate("() => document.querySelector('#bar button').click()");
          page.waitForTimeout(DRAWN_MILLIS);
          synchronized (server) {
            try (Handset other = TestHandset.open(folder, new TestHandset.Device(9), server)) {
              other.signIn("bob", Optional.empty());
              other.newIncident("domestic-abuse", Optional.of("NM-20261122-0999"));
              other.sync();
            }
          }
          page.evaluate("() => dispatchEvent(new Event('online'))");
          soon(page, () -> (int) page.evaluate(HELD_HERE) == 2);
          page.waitForTimeout(DRAWN_MILLIS);
          page.evaluate("() => dispatchEvent(new PointerEvent('pointerup'))");
          comes(page.locator(".card").first());
          soon(page, () -> page.locator(".card").count() == 2);
          return true;
        });
  }

  @Test
  void lockLocksAlthoughASaveHangs() {
    chromium.with(
        page -> {
          inTheColumn(page);
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          Locator chip = chip(page, 0);
          chip.click();
          worker.waitsFor("answer");
          bar(page, "Lock");
          comes(page.getByLabel("Passphrase of this phone"));
          assertThat(page.locator(".column").count()).isZero();
          assertThat(has("\"op\":\"set\"")).isFalse();
          worker.free();
          soon(page, () -> has("\"op\":\"set\""));
          new OfficerPage(page).unlock();
          comes(page.locator(".card"));
          return true;
        });
  }

  /**
   * Between the thumb that takes the focus from a text and the press that it is, the text is
   * refused: it is said when the thumb is lifted, because it moves what lies under it.
   */
  @Test
  void refusalOfATextIsReadAlthoughThePressThatLeftItWasAccepted() {
    chromium.with(
        page -> {
          inTheColumn(page);
          text(page).fill("He had a kestrel on his arm");
          page.waitForTimeout(2 * DRAWN_MILLIS);
          BusyWorker worker = new BusyWorker(page);
          worker.refuses("answer");
          thumbOn(page, page.locator("#bar button").first());
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(page.locator("#trouble").textContent()).isEmpty();
          page.mouse().up();
          comes(page.getByText("Your incidents"));
          comes(page.locator("#trouble:not(:empty)"));
          page.getByText("amy, and this phone").click();
          new OfficerPage(page).press("New incident");
          comes(page.getByLabel("Control's reference"));
          assertThat(page.locator("#trouble").textContent()).isEmpty();
          return true;
        });
  }

  @Test
  void columnWhoseNextPartWasRefusedOnceGoesOn() {
    chromium.with(
        page -> {
          inTheColumn(page);
          page.waitForTimeout(DRAWN_MILLIS);
          BusyWorker worker = new BusyWorker(page);
          worker.refuses("look");
          page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)");
          comes(page.locator("#trouble:not(:empty)"));
          worker.refuses();
          int parts = page.locator(".column .section").count();
          soon(
              page,
              () -> {
                page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)");
                return page.locator(".column .section").count() > parts;
              });
          return true;
        });
  }
}
