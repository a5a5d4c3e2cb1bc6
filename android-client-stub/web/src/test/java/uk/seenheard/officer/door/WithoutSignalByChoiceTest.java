package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;

/** One switch takes the phone out of signal, and another press of it brings it back. */
@NeedsChromium
class WithoutSignalByChoiceTest extends OnePage {
  /** Not by its role: Playwright makes "swıtch" of it on a Turkish machine. */
  private static final String SWITCH = "[role=switch]";

  @Test
  void nothingGoesOutUntilItIsSwitchedBackAndThePageSaysHowMuchWaits() {
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(page);
          officer.unlock();
          officer.signIn("amy");
          page.locator(SWITCH).click();
          officer.truth("Working without signal.");
          assertThat(page.locator(SWITCH).getAttribute("aria-checked")).isEqualTo("true");
          officer.begin("Domestic abuse", REFERENCE);
          officer.press("Add a child");
          officer.question("Have you seen").getByText("Yes").first().click();
          page.getByLabel("Child 1: seen, not heard").waitFor();
          officer.truth("Working without signal. Saved on this phone, ");
          int waits = officer.queued();
          assertThat(waits).isGreaterThanOrEqualTo(3);

          page.reload();
          officer.unlock();
          officer.truth("Working without signal. Saved on this phone, " + waits + " not sent.");
          page.getByText(waits + " not sent").first().waitFor();
          assertThat(server.log).isEmpty();
          assertThat(server.pushes).isZero();

          page.locator(SWITCH).click();
          assertThat(officer.truth("Everything is at the force.")).doesNotContain("without signal");
          return true;
        });
    assertThat(has("child/", "seen", "yes")).isTrue();
  }

  @Test
  @Tag("long")
  void whoeverSignsOutWithoutSignalByChoiceCanSignInAgain() {
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(page);
          officer.unlock();
          officer.signIn("amy");
          page.locator(SWITCH).click();
          officer.truth("Working without signal.");
          page.getByText("amy, and this phone").click();
          officer.press("Sign out");
          page.getByLabel("Who are you?").waitFor();
          officer.signIn("ben");
          assertThat(officer.truth("at the force")).doesNotContain("without signal");
          return true;
        });
  }
}
