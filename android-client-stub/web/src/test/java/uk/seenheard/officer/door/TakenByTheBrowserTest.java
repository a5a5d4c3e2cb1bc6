package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/** The browser takes away what the page kept: noticed, told, and as far as can be, mended. */
@NeedsChromium
@Tag("long")
class TakenByTheBrowserTest {
  @TempDir Path folder;

  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);

  private static void taken(Phone phone, Page page, String origin, String kinds) {
    phone.does(page, "Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", kinds));
  }

  @Test
  void whatIsTakenInTheMiddleOfAShiftIsToldAndKeptAgain() throws IOException {
    try (ShippedFiles files = new ShippedFiles(signal);
        Phone phone = new Phone(folder)) {
      String url = files.url() + "officer/";
      Page page = phone.started(url);
      OfficerPage officer = OnePage.begun(page);
      officer.truth("Everything is at the force.");
      signal.gone = true;
      officer.press("Add a child");
      officer.question("Have you seen").getByText("Yes").first().click();
      page.getByLabel("Child 1: seen, not heard").waitFor();
      page.locator(".voice-deed").click();
      page.locator("#words").fill("I hid");
      page.waitForTimeout(1_500);

      taken(phone, page, files.url(), "all");
      page.locator("#words").fill("I hid under the table");
      page.locator("#trouble").filter(OfficerPage.saying("It is kept again")).waitFor();
      officer.press("Parts");
      page.getByLabel("Child 1: seen, not heard").click();
      officer.question("Is Child 1 a girl or a boy?").getByText("Boy").last().click();
      officer.question("Is Child 1 a girl or a boy?").locator(".chip[aria-pressed=true]").waitFor();
      int waits = officer.queued();
      phone.stopped();

      page = phone.started(url);
      officer = new OfficerPage(page);
      officer.unlock();
      page.getByText(OnePage.REFERENCE).click();
      page.getByLabel("Child 1: seen, not heard").click();
      assertThat(officer.queued()).isEqualTo(waits);
      officer.press("Go on with their words");
      assertThat(page.locator("#words").inputValue()).isEqualTo("I hid under the table");
      signal.gone = false;
      officer.press("Save as said");
      page.locator("blockquote").waitFor();
      officer.truth("Everything is at the force.");
      assertThat(server.log)
          .anyMatch(frame -> frame.content().contains("I hid under the table"))
          .anyMatch(frame -> frame.content().contains("gender"));
      phone.stopped();
    }
  }

  @Test
  void whatIsTakenBetweenTwoVisitsIsToldAndComesBackFromTheForce() throws IOException {
    try (ShippedFiles files = new ShippedFiles(signal);
        Phone phone = new Phone(folder)) {
      String url = files.url() + "officer/";
      Page page = phone.started(url);
      page.getByText("Nothing is kept on this phone yet.").waitFor();
      OfficerPage officer = OnePage.begun(page);
      officer.truth("Everything is at the force.");
      officer.lock();
      assertThat(page.locator("#main").innerText()).doesNotContain("Nothing is kept");

      // What a browser does that wants room: the page's files go, and its little mark stays.
      page.navigate("about:blank");
      taken(phone, page, files.url(), "file_systems,indexeddb,cache_storage,service_workers");
      page.navigate(url);
      page.getByText("The browser has removed what was kept on this phone.").waitFor();
      backFromTheForce(page);

      // What an officer does who clears everything: nothing is left to know it by, and it is said.
      page.navigate("about:blank");
      taken(phone, page, files.url(), "all");
      page.navigate(url);
      page.getByText("If you recorded here before, the browser has removed it.").waitFor();
      backFromTheForce(page);
      phone.stopped();
    }
  }

  private static void backFromTheForce(Page page) {
    OfficerPage officer = new OfficerPage(page);
    officer.unlock();
    officer.signIn("amy");
    page.getByText(OnePage.REFERENCE).waitFor();
    officer.truth("Everything is at the force.");
    page.getByText(OnePage.REFERENCE).click();
    page.locator(".sections").waitFor();
  }
}
