package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;

/** Whoever sees nothing happen presses once more: what can be done once is done once. */
@NeedsChromium
class TwoQuickPressesTest extends OnePage {
  private static final int DRAWN_MILLIS = 500;

  private long said(String words) {
    synchronized (server) {
      return server.log.stream().filter(frame -> frame.content().contains(words)).count();
    }
  }

  private static void twice(BusyWorker worker, Locator one) {
    one.waitFor(); // nothing is drawn while the worker is busy
    worker.busy();
    one.click();
    one.click();
    worker.free();
  }

  @Test
  void wordsThatAreSavedByTwoPressesStandThereOnce() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          page.locator(".voice-deed").click();
          page.locator("#words").fill("I hid under the table");
          twice(new BusyWorker(page), page.getByText("Save as said"));
          page.locator("blockquote").first().waitFor();
          officer.truth("Everything is at the force.");
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(said("I hid under the table")).isEqualTo(1);
          assertThat(page.locator("blockquote").count()).isEqualTo(1);
          assertThat(page.locator("#trouble").textContent()).isEmpty();
          return true;
        });
  }

  @Test
  void incidentThatIsBegunByTwoPressesIsOne() {
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(page);
          officer.unlock();
          officer.signIn("amy");
          officer.press("New incident");
          Locator form = page.getByText("Domestic abuse");
          form.waitFor();
          twice(new BusyWorker(page), form);
          page.locator(".column .question").first().waitFor();
          officer.home();
          page.locator(".card").first().waitFor();
          assertThat(page.locator(".card").count()).isEqualTo(1);
          return true;
        });
  }

  @Test
  void reasonThatIsSentByTwoPressesIsSentOnce() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          page.locator(".strike > summary").click();
          page.locator(".strike textarea").fill("by mistake");
          twice(new BusyWorker(page), page.locator(".strike button"));
          page.getByText("This entry was crossed out.").waitFor();
          officer.truth("Everything is at the force.");
          assertThat(said("by mistake")).isEqualTo(1);
          assertThat(page.locator("#trouble").textContent()).isEmpty();
          return true;
        });
  }

  /** A child who is counted twice is one whom somebody looks for. */
  @Test
  void childWhoIsAddedByTwoPressesIsOne() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          page.locator(".voice-deed").waitFor();
          twice(new BusyWorker(page), page.locator("#strip .plus"));
          page.getByLabel("Child 2: not seen").waitFor();
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(page.locator("#strip .tile:not(.plus)").count()).isEqualTo(2);
          officer.part("Who is here");
          Locator adds = page.getByText("Add an adult");
          adds.waitFor();
          twice(new BusyWorker(page), adds);
          page.waitForTimeout(DRAWN_MILLIS);
          officer.truth("Everything is at the force.");
          assertThat(said("\"at\":\"adult/")).isEqualTo(1);
          return true;
        });
  }

  @Test
  void answerAndMarkThatArePressedTwiceAreOne() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          Locator seen = officer.question("Have you seen");
          twice(new BusyWorker(page), seen.getByText("Yes").first());
          page.locator(".chip[aria-pressed=true]").first().waitFor();
          twice(new BusyWorker(page), page.locator(".marks .chip").first());
          page.getByText("Marked: ").first().waitFor();
          page.waitForTimeout(DRAWN_MILLIS);
          officer.truth("Everything is at the force.");
          assertThat(said("/seen\"")).isEqualTo(1);
          assertThat(page.getByText("Marked: ").count()).isEqualTo(1);
          return true;
        });
  }

  @Test
  void answerThatIsPressedAgainAfterAnotherIsTheOneThatStands() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          Locator seen = officer.question("Have you seen");
          Locator yes = seen.getByText("Yes").first();
          yes.waitFor();
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          yes.click();
          seen.getByText("No", new Locator.GetByTextOptions().setExact(true)).first().click();
          yes.click();
          worker.free();
          page.waitForTimeout(DRAWN_MILLIS);
          officer.truth("Everything is at the force.");
          assertThat(said("/seen\"")).isEqualTo(3);
          assertThat(yes.getAttribute("aria-pressed")).isEqualTo("true");
          return true;
        });
  }
}
