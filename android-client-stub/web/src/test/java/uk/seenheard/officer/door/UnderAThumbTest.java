package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.MouseButton;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.TestHandset;
import uk.seenheard.officer.NeedsChromium;

/**
 * What came from the force is not drawn while a thumb is on the screen: its press would be lost.
 */
@NeedsChromium
@Tag("long")
class UnderAThumbTest extends OnePage {
  private static final String HELD_HERE =
      "() => import(new URL('link.js', document.querySelector('script').src)).then((link) =>"
          + " link.tell('home')).then((told) => told.incidents.length)";
  private static final int DRAWN_MILLIS = 500;

  @TempDir Path folder;

  @Test
  void pressHoldsAlthoughSomethingCameFromTheForceMeanwhile() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.truth("Everything is at the force.");
          officer.home();
          page.locator(".card").waitFor();
          BoundingBox card = page.locator(".card").boundingBox();
          page.mouse().move(card.x + card.width / 2, card.y + card.height / 2);
          page.mouse().down();

          colleagueBegins();
          page.evaluate("() => dispatchEvent(new Event('online'))");
          page.waitForCondition(() -> (int) page.evaluate(HELD_HERE) == 2);
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(page.locator(".card").count()).isEqualTo(1);
          page.mouse().up();

          page.locator(".sections").waitFor();
          officer.home();
          page.waitForCondition(() -> page.locator(".card").count() == 2);
          return true;
        });
  }

  /** Of a thumb that lies there when the screen goes dark nobody says that it was lifted. */
  @Test
  void thumbThatLayThereWhenTheScreenWentDarkHoldsNothingUp() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.home();
          page.locator(".card").waitFor();
          page.evaluate(
              "() => { document.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));"
                  + " document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); }");
          colleagueBegins();
          page.evaluate("() => dispatchEvent(new Event('online'))");
          page.waitForCondition(() -> page.locator(".card").count() == 2);
          return true;
        });
  }

  /** Says in which order a press comes and what waited for the thumb is drawn. */
  private static final String ORDER =
      "async () => { const parts = await import(new URL('parts.js',"
          + " document.querySelector('script').src)); window.order = []; addEventListener('click',"
          + " (event) => { event.stopImmediatePropagation(); order.push('pressed'); }, true);"
          + " addEventListener('touchstart', () => parts.atRest().then(() =>"
          + " order.push('drawn'))); }";

  private static final int TAPS = 30;

  /** On glass the press that a thumb was comes a moment after it was lifted. */
  @Test
  void nothingIsDrawnBetweenAThumbThatIsLiftedFromTheGlassAndItsPress() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.home();
          page.locator(".card").waitFor();
          CDPSession glass = page.context().newCDPSession(page);
          glass.send("Emulation.setTouchEmulationEnabled", given("enabled", true));
          page.evaluate(ORDER);
          for (int i = 1; i <= TAPS; i++) {
            int of = 2 * i;
            touch(glass, "touchStart", page.locator(".card").boundingBox());
            page.waitForTimeout(60);
            touch(glass, "touchEnd", null);
            page.waitForCondition(() -> (int) page.evaluate("() => order.length") == of);
          }
          assertThat((String) page.evaluate("() => order.join(' ')"))
              .isEqualTo("pressed drawn ".repeat(TAPS).trim());
          return true;
        });
  }

  private static JsonObject given(String name, boolean value) {
    JsonObject given = new JsonObject();
    given.addProperty(name, value);
    return given;
  }

  private static void touch(CDPSession glass, String type, @Nullable BoundingBox at) {
    JsonArray points = new JsonArray();
    if (at != null) {
      JsonObject point = new JsonObject();
      point.addProperty("x", at.x + at.width / 2);
      point.addProperty("y", at.y + at.height / 2);
      points.add(point);
    }
    JsonObject given = new JsonObject();
    given.addProperty("type", type);
    given.add("touchPoints", points);
    glass.send("Input.dispatchTouchEvent", given);
  }

  /** Where a press of the other button opens the system's menu, nobody says that it was let go. */
  @Test
  void menuOfTheSystemHoldsNothingUp() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.home();
          page.locator(".card").waitFor();
          page.mouse().move(10, 300);
          page.mouse().down(new Mouse.DownOptions().setButton(MouseButton.RIGHT));
          colleagueBegins();
          page.evaluate("() => dispatchEvent(new Event('online'))");
          page.waitForCondition(
              () -> page.locator(".card").count() == 2,
              new Page.WaitForConditionOptions().setTimeout(10_000));
          return true;
        });
  }

  private void colleagueBegins() {
    synchronized (server) {
      try (Handset other = TestHandset.open(folder, new TestHandset.Device(9), server)) {
        other.signIn("bob", Optional.empty());
        other.newIncident("domestic-abuse", Optional.of("NM-20261122-0999"));
        other.sync();
      }
    }
  }

  private static CDPSession glass(Page page) {
    CDPSession glass = page.context().newCDPSession(page);
    glass.send("Emulation.setTouchEmulationEnabled", given("enabled", true));
    return glass;
  }

  /**
   * Puts fingers on the glass, each by its own number; those that are not there any more are
   * lifted.
   */
  private static void fingers(CDPSession glass, String type, double... places) {
    JsonArray points = new JsonArray();
    for (int i = 0; i < places.length; i += 3) {
      JsonObject point = new JsonObject();
      point.addProperty("id", places[i]);
      point.addProperty("x", places[i + 1]);
      point.addProperty("y", places[i + 2]);
      points.add(point);
    }
    JsonObject given = new JsonObject();
    given.addProperty("type", type);
    given.add("touchPoints", points);
    glass.send("Input.dispatchTouchEvent", given);
  }

  private void newsComeTo(Page page) {
    colleagueBegins();
    page.evaluate("() => dispatchEvent(new Event('online'))");
    page.waitForCondition(() -> (int) page.evaluate(HELD_HERE) == 2);
  }

  /** Says in which order fingers are lifted and what waited for them is drawn. */
  private static final String LIFTED =
      "async () => { const parts = await import(new URL('parts.js',"
          + " document.querySelector('script').src)); window.order = [];"
          + " addEventListener('touchstart', () => parts.atRest().then(() => order.push('drawn')),"
          + " { once: true }); addEventListener('pointerup', () => order.push('lifted')); }";

  @Test
  void nothingIsDrawnUnderTheSecondOfTwoFingersWhenTheFirstIsLifted() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.home();
          page.locator(".card").waitFor();
          CDPSession glass = glass(page);
          page.evaluate(LIFTED);
          fingers(glass, "touchStart", 1, 30, 300);
          fingers(glass, "touchStart", 1, 30, 300, 2, 200, 320);
          fingers(glass, "touchEnd", 2, 200, 320);
          page.waitForTimeout(DRAWN_MILLIS);
          fingers(glass, "touchEnd");
          soon(page, () -> (int) page.evaluate("() => order.length") == 3);
          assertThat(page.evaluate("() => order.join(' ')")).isEqualTo("lifted lifted drawn");
          return true;
        });
  }

  /** Of two that lie there at once the browser makes no press, and the page none of its own. */
  @Test
  void twoFingersAtOnceAnswerNothing() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          Locator chips = officer.question("Have you seen").locator(".chip");
          comes(chips.first());
          chips.first().scrollIntoViewIfNeeded();
          BoundingBox one = chips.nth(0).boundingBox();
          BoundingBox two = chips.nth(1).boundingBox();
          CDPSession glass = glass(page);
          fingers(glass, "touchStart", 1, one.x + 10, one.y + 10);
          fingers(glass, "touchStart", 1, one.x + 10, one.y + 10, 2, two.x + 10, two.y + 10);
          fingers(glass, "touchEnd", 2, two.x + 10, two.y + 10);
          fingers(glass, "touchEnd");
          page.waitForTimeout(DRAWN_MILLIS);
          officer.truth("Everything is at the force.");
          assertThat(has("/seen\"")).isFalse();
          touch(glass, "touchStart", one);
          touch(glass, "touchEnd", null);
          soon(page, () -> has("/seen\""));
          return true;
        });
  }

  /** The incident that came lies under the finger by then, and nobody meant it. */
  @Test
  void pressThatWasHeldUntilSomethingElseLayUnderItOpensNothing() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.truth("Everything is at the force.");
          officer.home();
          page.locator(".card").waitFor();
          CDPSession glass = glass(page);
          touch(glass, "touchStart", page.locator(".card").boundingBox());
          newsComeTo(page);
          page.waitForCondition(() -> page.locator(".card").count() == 2);
          touch(glass, "touchEnd", null);
          page.waitForTimeout(2 * DRAWN_MILLIS);
          assertThat(page.locator(".card").count()).isEqualTo(2);
          page.locator(".card").filter(OfficerPage.saying(REFERENCE)).click();
          comes(page.locator(".sections"));
          return true;
        });
  }

  @Test
  void palmThatLiesThereHoldsNothingUp() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.home();
          page.locator(".card").waitFor();
          fingers(glass(page), "touchStart", 1, 30, 300);
          newsComeTo(page);
          page.waitForCondition(
              () -> page.locator(".card").count() == 2,
              new Page.WaitForConditionOptions().setTimeout(10_000));
          return true;
        });
  }

  @Test
  void screenThatComesLateIsNotDrawnUnderAThumb() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          comes(page.locator(".voice-deed"));
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          page.locator(".voice-deed").click();
          worker.waitsFor("words");
          OnASlowPhone.thumbOn(page, page.locator(".column .question .chip").first());
          worker.free();
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(page.locator("#words").count()).isZero();
          page.mouse().up();
          comes(page.locator("#words"));
          soon(page, () -> has("\"op\":\"set\"", "child/"));
          return true;
        });
  }

  @Test
  void lineThatSaysWhereItAllLiesMovesNothingUnderAThumb() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.truth("Everything is at the force.");
          page.setViewportSize(360, 740);
          page.evaluate("() => { document.documentElement.style.fontSize = '36px'; }");
          officer.home();
          page.evaluate("() => scrollTo(0, 0)");
          Locator begin = page.getByText("New incident");
          OnASlowPhone.thumbOn(page, page.locator("#truth"));
          double before = begin.boundingBox().y;
          page.evaluate(
              "() => import(new URL('link.js', document.querySelector('script').src)).then((link)"
                  + " => link.tell('signal', { offline: true }))");
          page.evaluate("() => dispatchEvent(new Event('online'))");
          page.waitForTimeout(2 * DRAWN_MILLIS);
          assertThat(begin.boundingBox().y).isEqualTo(before);
          page.mouse().up();
          officer.truth("Working without signal.");
          return true;
        });
  }

  @Test
  void chipThatIsChosenPushesNoOtherOneAway() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          page.setViewportSize(360, 740);
          officer.press("Add a child");
          comes(page.locator(".voice-deed"));
          Locator chips =
              officer.question("Have you seen").locator(".chips").first().locator(".chip");
          String before = places(chips);
          chips.first().click();
          comes(page.locator(".chip[aria-pressed=true]").first());
          page.waitForTimeout(DRAWN_MILLIS);
          soon(page, () -> places(chips).equals(before));
          return true;
        });
  }

  private static String places(Locator chips) {
    return (String)
        chips.evaluateAll(
            "all => all.map((one) => `${one.offsetLeft - all[0].offsetLeft},${one.offsetTop -"
                + " all[0].offsetTop}`).join(' ')");
  }
}
