package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/** An officer at the plain page, by what can be seen and pressed. */
@NeedsChromium
class OfficerPageTest {
  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);
  private ShippedFiles files;
  private Chromium chromium;

  @BeforeEach
  void open() throws IOException {
    files = new ShippedFiles(signal);
    chromium = new Chromium(files.url() + "index.html");
  }

  @AfterEach
  void close() {
    chromium.close();
    files.close();
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().click();
  }

  private static void unlock(Page page) {
    page.getByLabel("Passphrase of this phone").fill("correct horse");
    press(page, "Unlock");
  }

  private static String truth(Page page, String owed) {
    Locator told = page.locator("#truth");
    told.filter(new Locator.FilterOptions().setHasText(owed)).waitFor();
    return told.textContent();
  }

  /** Answers what is asked first: a press where there are codes, a text where there are none. */
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
  void whatWasEnteredWithoutSignalIsThereAfterAReloadAndReachesTheServer() {
    chromium.with(
        page -> {
          unlock(page);
          page.getByLabel("Who are you?").fill("amy");
          press(page, "Sign in");
          page.getByLabel("Control's reference").fill("NM-20261122-0107");
          press(page, "Begin");
          page.locator("section").first().waitFor();
          signal.gone = true;
          answerFirst(page, "2");
          answerFirst(page, "2");
          String before = truth(page, "waiting on this phone");

          page.reload();
          unlock(page);
          press(page, "Go on with the last one");
          page.locator("details", new Page.LocatorOptions().setHasText("answered")).last().click();
          assertThat(truth(page, "waiting on this phone")).isEqualTo(before);
          assertThat(server.log).hasSizeLessThan(4);

          signal.gone = false;
          press(page, "Submit");
          assertThat(truth(page, "Everything is at the force.")).isNotEmpty();
          return true;
        });
    assertThat(server.log).hasSizeGreaterThanOrEqualTo(4);
    assertThat(server.log).anyMatch(frame -> frame.content().contains("\"submit\""));
    assertThat(chromium.complaints()).noneMatch(said -> said.contains("Content Security Policy"));
  }
}
