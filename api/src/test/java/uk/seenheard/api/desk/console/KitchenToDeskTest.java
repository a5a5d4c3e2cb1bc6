package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.ServerProcess;

/** What an officer enters on the page in a kitchen without signal, at the supervisor's desk. */
@NeedsChromium
class KitchenToDeskTest {
  private static final String REFERENCE = "MC-2026-1129-0417";

  @TempDir static Path folder;
  private static ServerProcess server;
  private static Desk desk;

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(
        KitchenToDeskTest.class.getResource("/uk/seenheard/officer/page/handset.js") != null,
        "SKIPPED: built with -Dofficer.skip, without a page");
    server = ServerProcess.start(folder.resolve("data"), Map.of());
    desk = new Desk(server.url());
  }

  @AfterAll
  static void close() {
    if (desk != null) {
      desk.close();
      server.close();
    }
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().click();
  }

  private static void unlock(Page page) {
    page.navigate("/officer/");
    page.getByLabel("Passphrase of this phone").fill("correct horse");
    press(page, "Unlock");
  }

  private static void told(Page page, String truth) {
    assertThat(page.locator("#truth")).containsText(truth);
  }

  /** Answers what is asked first, and waits until something else is asked. */
  private static void answerFirst(Page page, String words) {
    Locator section = page.locator("section").first();
    String question = section.locator("h2").textContent();
    if (section.locator("input").count() > 0) {
      section.locator("input").fill(words);
    }
    section.locator("button").first().click();
    page.waitForFunction(
        "asked => document.querySelector('section h2')?.textContent !== asked", question);
  }

  @Test
  void whatWasEnteredWithoutSignalOutlivesItsTabAndStandsAtTheDesk() {
    Page kitchen = desk.tab(390, 844, ColorScheme.DARK);
    unlock(kitchen);
    kitchen.getByLabel("Who are you?").fill("pc1201");
    press(kitchen, "Sign in");
    kitchen.getByLabel("Control's reference").fill(REFERENCE);
    press(kitchen, "Begin");
    kitchen.locator("section").first().waitFor();
    kitchen.context().setOffline(true);
    answerFirst(kitchen, "2");
    answerFirst(kitchen, "2");
    told(kitchen, "waiting on this phone");
    kitchen.close();

    Page again = desk.sameDevice();
    again.context().setOffline(false);
    unlock(again);
    press(again, "Go on with the last one");
    again.locator("section").first().waitFor();
    press(again, "Submit");
    told(again, "Everything is at the force.");

    Page sergeant = desk.of("ps401");
    assertThat(sergeant.locator("sh-queue")).containsText(REFERENCE);
    assertThat(desk.complaints()).isEmpty();
  }
}
