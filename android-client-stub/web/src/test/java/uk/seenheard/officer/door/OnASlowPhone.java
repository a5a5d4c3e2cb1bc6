package uk.seenheard.officer.door;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;

/** An officer at a phone that is slower than they are, in the column of an incident. */
abstract class OnASlowPhone extends OnePage {
  static final int DRAWN_MILLIS = 500;
  private static final int FINGER_MILLIS = 80;

  static OfficerPage inTheColumn(Page page) {
    page.setViewportSize(360, 740);
    OfficerPage officer = new OfficerPage(page);
    officer.unlock();
    officer.signIn("amy");
    officer.press("New incident");
    officer.press("Domestic abuse");
    page.locator(".column .question").first().waitFor();
    return officer;
  }

  static void bar(Page page, String name) {
    page.locator("#bar button").filter(OfficerPage.saying(name)).click();
  }

  static void back(Page page) {
    page.evaluate("() => history.back()");
    page.waitForTimeout(FINGER_MILLIS);
  }

  /** Puts a thumb on it, and leaves it there. */
  static void thumbOn(Page page, Locator one) {
    BoundingBox at = one.boundingBox();
    page.mouse().move(at.x + at.width / 2, at.y + at.height / 2);
    page.mouse().down();
  }

  /** A field for a text, in a part by itself. */
  static Locator text(Page page) {
    new OfficerPage(page).part("What happened");
    page.locator(".facts > summary:visible").first().click();
    return page.locator(".column [data-field] > textarea[data-text]:visible").first();
  }

  static Locator chip(Page page, int which) {
    return page.locator(".column .question .chip:visible").nth(which);
  }

  /** A text is typed in the column, and the worker is busy from then on. */
  static BusyWorker typedBeforeItIsBusy(Page page, String words) {
    inTheColumn(page);
    BusyWorker worker = new BusyWorker(page);
    text(page).fill(words);
    worker.busy();
    return worker;
  }
}
