package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.Optional;
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
