package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.MouseButton;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.TestHandset;
import uk.seenheard.officer.NeedsChromium;

/**
 * What came from the force is not drawn while a thumb is on the screen: its press would be lost.
 */
@NeedsChromium
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
}
