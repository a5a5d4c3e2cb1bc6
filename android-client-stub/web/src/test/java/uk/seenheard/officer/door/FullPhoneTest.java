package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/**
 * A phone without room: it says so before, shows nothing as saved that is not, sends what it has,
 * and goes on when there is room again. The room is the test's: a browser without a window does not
 * let its driver say how much there is.
 */
@NeedsChromium
@Tag("long")
class FullPhoneTest {
  private static final String SAYS =
      "left => { navigator.storage.estimate = async () => ({ quota: 1e9 + left, usage: 1e9 }); }";

  private static final String ENDS =
      "left => { globalThis.room = left; const file = FileSystemSyncAccessHandle.prototype;"
          + " globalThis.writes ??= file.write; file.write = function (bytes, where) { if"
          + " (bytes.length > globalThis.room) throw new DOMException('no room',"
          + " 'QuotaExceededError'); globalThis.room -= bytes.length; return writes.call(this,"
          + " bytes, where); }; }";

  /** Keeps long texts until the phone has no room for one; says how many it kept. */
  private static final String FILL =
      "async ([incident, name]) => { const link = await import(new URL('link.js',"
          + " document.querySelector('script').src)); for (let i = 0; i < 200; i++) { try { await"
          + " link.tell('draft', { incident, place: `${name}.${i}`, text: 'word '.repeat(12000) });"
          + " } catch (full) { return `${i} ${full.message}`; } } return 'never full'; }";

  private static final String CURRENT =
      "async () => (await (await import(new URL('link.js',"
          + " document.querySelector('script').src))).tell('status')).current";

  @TempDir Path folder;

  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);

  /**
   * As a phone with so much room: what the browser says of it, and what it does when it is full.
   */
  private static void room(Page page, long left) {
    page.waitForCondition(() -> !page.workers().isEmpty());
    page.evaluate(SAYS, (double) left);
    for (Worker worker : page.workers()) {
      worker.evaluate(ENDS, (double) left);
    }
  }

  @Test
  void phoneThatFillsUpSaysSoBeforeAndShowsNothingAsSavedThatIsNot() throws IOException {
    try (ShippedFiles files = new ShippedFiles(signal);
        Phone phone = new Phone(folder)) {
      String url = files.url() + "officer/";
      Page page = phone.started(url);
      OfficerPage officer = OnePage.begun(page);
      officer.truth("Everything is at the force.");
      assertThat(page.locator("#room").isHidden()).isTrue();
      signal.gone = true;
      officer.press("Add a child");
      officer.question("Have you seen").getByText("Yes").first().click();
      page.getByLabel("Child 1: seen, not heard").waitFor();

      room(page, 3 * 1024 * 1024);
      page.waitForTimeout(2_100);
      officer.question("Have you seen").getByText("No").first().click();
      page.getByLabel("Child 1: not seen").waitFor();
      page.locator("#room").filter(OfficerPage.saying("Little room is left")).waitFor();

      room(page, 0);
      Object incident = page.evaluate(CURRENT);
      assertThat((String) page.evaluate(FILL, List.of(incident, "one"))).contains("no room left");
      int waits = officer.queued();
      officer.question("Have you seen").getByText("Yes").first().click();
      page.locator("#trouble").filter(OfficerPage.saying("is NOT saved")).waitFor();
      page.getByLabel("Child 1: not seen").waitFor();
      assertThat(
              officer
                  .question("Have you seen")
                  .locator(".chip[aria-pressed=true]")
                  .first()
                  .textContent())
          .isEqualTo("No");
      page.locator(".voice-deed").click();
      page.locator("#words").fill("I hid under the table");
      page.getByText("Not kept: ").first().waitFor();
      officer.press("Save as said");
      page.locator("#trouble").filter(OfficerPage.saying("is NOT saved")).waitFor();
      assertThat(page.locator("#words").inputValue()).isEqualTo("I hid under the table");
      assertThat(officer.queued()).isEqualTo(waits);
      officer.truth(waits + " not sent");

      // The phone is started anew, as full as it was: it opens, and what it has goes out.
      phone.stopped();
      page = phone.started(url);
      room(page, 0);
      officer = new OfficerPage(page);
      officer.unlock();
      page.getByText(OnePage.REFERENCE).waitFor();
      assertThat(officer.queued()).isEqualTo(waits);
      assertThat((String) page.evaluate(FILL, List.of(incident, "two"))).contains("no room left");
      signal.gone = false;
      officer.press("Get what is new");
      page.locator("#trouble").filter(OfficerPage.saying("no room")).waitFor();
      assertThat(has("/seen\"", "\"no\"")).isTrue();
      officer.truth(waits + " not sent");

      room(page, 1L << 30);
      officer.press("Get what is new");
      officer.truth("Everything is at the force.");
      page.getByText(OnePage.REFERENCE).click();
      page.getByLabel("Child 1: not seen").click();
      officer.question("Have you seen").getByText("Yes").first().click();
      page.getByLabel("Child 1: seen, not heard").waitFor();
      officer.truth("Everything is at the force.");
      OfficerPage.hidden(page.locator("#room"));
      assertThat(has("/seen\"", "\"yes\"")).isTrue();
      assertThat(server.log.stream().map(frame -> frame.content()).distinct().count())
          .isEqualTo(server.log.size());
      phone.stopped();
    }
  }

  private boolean has(String... words) {
    synchronized (server) {
      return server.log.stream()
          .anyMatch(
              frame ->
                  java.util.Arrays.stream(words).allMatch(word -> frame.content().contains(word)));
    }
  }
}
