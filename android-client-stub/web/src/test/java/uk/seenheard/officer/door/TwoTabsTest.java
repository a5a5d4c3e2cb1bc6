package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/** Two tabs of the page: one has the store at a time, and either can take over. */
@NeedsChromium
@Tag("long")
class TwoTabsTest {
  @TempDir Path folder;

  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);

  @Test
  void secondTabSaysSoTakesOverAndHasWhatWasBeingTyped() throws IOException {
    try (ShippedFiles files = new ShippedFiles(signal);
        Phone phone = new Phone(folder)) {
      String url = files.url() + "officer/";
      Page first = phone.started(url);
      OfficerPage officer = OnePage.begun(first);
      officer.press("Add a child");
      first.locator(".voice-deed").click();
      first.locator("#words").fill("I hid under the table");

      Page second = phone.tab(url);
      OfficerPage other = new OfficerPage(second);
      second.getByText("This page is open in another tab.").waitFor();
      second.getByLabel("Passphrase of this phone").fill(OfficerPage.PASSPHRASE);
      other.press("Unlock");
      second.locator("#trouble").filter(OfficerPage.saying("open in another tab")).waitFor();
      assertThat(first.locator("#words").isVisible()).isTrue();

      other.press("Go on in this tab");
      first.getByText("You went on in another tab.").waitFor();
      assertThat(first.locator("body").innerText())
          .doesNotContain(OnePage.REFERENCE, "Child 1", "table");
      other.unlock();
      second.getByText(OnePage.REFERENCE).click();
      second.getByLabel("Child 1: not seen").click();
      other.press("Go on with their words");
      assertThat(second.locator("#words").inputValue()).isEqualTo("I hid under the table");
      second.locator("#words").fill("I hid under the table with Wren");

      // And back again, by the tab that gave way.
      officer.press("Go on here again");
      second.getByText("You went on in another tab.").waitFor();
      officer.unlock();
      first.getByText(OnePage.REFERENCE).click();
      first.getByLabel("Child 1: not seen").click();
      officer.press("Go on with their words");
      assertThat(first.locator("#words").inputValue()).isEqualTo("I hid under the table with Wren");

      // A tab that stood waiting opens when the other is gone, without being loaded anew.
      Page third = phone.tab(url);
      third.getByText("This page is open in another tab.").waitFor();
      first.close();
      third.waitForTimeout(500);
      new OfficerPage(third).unlock();
      third.getByText(OnePage.REFERENCE).waitFor();
      new OfficerPage(third).truth("What was saved is at the force. Words were begun");
      phone.stopped();
    }
    assertThat(server.log.stream().map(frame -> frame.content()).distinct().count())
        .isEqualTo(server.log.size());
  }

  /** A browser may keep a page that was left, and show it again as it was. */
  @Test
  void pageThatTheBrowserKeepsAsideHoldsNothingAndBeginsAnew() throws IOException {
    try (ShippedFiles files = new ShippedFiles(signal);
        Phone phone = new Phone(folder)) {
      String url = files.url() + "officer/";
      Page first = phone.started(url);
      OnePage.begun(first);
      new OfficerPage(first).truth("Everything is at the force.");
      first.evaluate(
          "() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");

      Page second = phone.tab(url);
      new OfficerPage(second).unlock();
      second.getByText(OnePage.REFERENCE).waitFor();
      first.evaluate(
          "() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
      first.getByText("This page is open in another tab.").waitFor();
      assertThat(first.locator("body").innerText()).doesNotContain(OnePage.REFERENCE);
      phone.stopped();
    }
  }
}
