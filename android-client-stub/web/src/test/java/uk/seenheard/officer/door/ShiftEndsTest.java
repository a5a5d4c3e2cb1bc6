package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;

/** A shift that ends, or a screen that locks, in the middle of a word. */
@NeedsChromium
class ShiftEndsTest extends OnePage {
  private static final long MINUTE = 60_000;

  private static void pass(Page page, long millis) {
    String step =
        "by => { const now = performance.now.bind(performance); const wall = Date.now.bind(Date);"
            + " performance.now = () => now() + by; Date.now = () => wall() + by; }";
    page.evaluate(step, (double) millis);
    for (Worker worker : page.workers()) {
      worker.evaluate(step, (double) millis);
    }
  }

  @Test
  void wordsBegunWhenTheShiftEndsAreKeptSealedAndBackForWhoeverTypedThem() {
    // Shorter than it takes the screen to lock by itself.
    server.leaseMillis = 4 * MINUTE;
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          page.locator(".voice-deed").click();
          page.locator("#words").fill("I hid under the table");
          pass(page, 4 * MINUTE + MINUTE / 2);
          page.locator("#words").pressSequentially(" with Wren");
          // The next that the page asks of the worker tells it, and so does its own look.
          officer.press("Mark in my recording");
          page.getByText("Your shift is over here").waitFor();
          page.getByLabel("Who are you?").waitFor();
          assertThat(page.locator("#main").innerText()).doesNotContain("table", REFERENCE);

          officer.signIn("ben");
          assertThat(page.locator("#main").innerText()).doesNotContain("table", REFERENCE);
          // Whoever has the phone now is told that not all of it is: they cannot read what.
          officer.truth("What was saved is at the force. Words were begun and are not saved.");
          page.getByText("ben, and this phone").click();
          officer.press("Sign out");
          officer.signIn("amy");
          page.getByText(REFERENCE).click();
          page.getByLabel("Child 1: not seen").click();
          officer.press("Go on with their words");
          assertThat(page.locator("#words").inputValue())
              .isEqualTo("I hid under the table with Wren");
          officer.press("Save as said");
          page.locator("blockquote").waitFor();
          return true;
        });
    assertThat(server.log)
        .filteredOn(frame -> frame.content().contains("I hid"))
        .allMatch(frame -> frame.content().contains("\"author\":\"amy\""))
        .allMatch(frame -> frame.content().contains("I hid under the table with Wren"));
  }

  @Test
  @Tag("long")
  void screenThatLocksByItselfKeepsWhatWasTypedLast() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          page.locator(".voice-deed").click();
          page.locator("#words").fill("I hid");
          pass(page, 60 * MINUTE);
          page.locator("#words").pressSequentially(" under the table");
          page.getByLabel("Passphrase of this phone").waitFor();
          assertThat(page.locator("body").innerText()).doesNotContain("I hid", REFERENCE);
          officer.unlock();
          page.getByText(REFERENCE).click();
          page.getByLabel("Child 1: not seen").click();
          officer.press("Go on with their words");
          assertThat(page.locator("#words").inputValue()).isEqualTo("I hid under the table");
          return true;
        });
  }

  /** A phone that slept shows nothing when it wakes; nobody waits for the page's own next look. */
  @Test
  @Tag("long")
  void screenThatLockedMeanwhileShowsItAtTheFirstPress() {
    chromium.with(
        page -> {
          page.addInitScript("globalThis.setInterval = () => 0");
          page.reload();
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          page.locator(".voice-deed").click();
          page.locator("#words").fill("I hid");
          pass(page, 60 * MINUTE);
          officer.press("Mark in my recording");
          page.getByLabel("Passphrase of this phone").waitFor();
          assertThat(page.locator("body").innerText()).doesNotContain("I hid", REFERENCE);

          officer.unlock();
          page.getByText(REFERENCE).click();
          page.getByLabel("Child 1: not seen").click();
          officer.press("Go on with their words");
          assertThat(page.locator("#words").inputValue()).isEqualTo("I hid");
          pass(page, 60 * MINUTE);
          // It is looked at again: the same as a phone that is woken.
          page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
          page.getByLabel("Passphrase of this phone").waitFor();
          return true;
        });
  }

  /** A server that does not say how people sign in is waited for; nothing is shown meanwhile. */
  @Test
  void nothingIsShownAnyMoreWhileItIsAskedHowPeopleSignIn() {
    server.leaseMillis = 4 * MINUTE;
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          page.route("**/v1/sign-in", never -> {});
          pass(page, 4 * MINUTE + MINUTE / 2);
          officer.press("Written on paper before");
          page.evaluate("() => dispatchEvent(new Event('online'))");
          page.waitForCondition(() -> !page.locator("#bar").isVisible());
          page.waitForTimeout(1_000);
          assertThat(page.locator("body").innerText()).doesNotContain(REFERENCE, "on paper");
          return true;
        });
  }

  /** A network that puts a clock right puts it back as well. */
  @Test
  @Tag("long")
  void screenWhoseClockWasPutBackStaysOpenForWhoeverIsAtIt() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          page.locator(".voice-deed").click();
          page.locator("#words").click();
          String back =
              "() => { const wall = Date.now.bind(Date); Date.now = () => wall() - 3_600_000; }";
          page.evaluate(back);
          for (Worker worker : page.workers()) {
            worker.evaluate(back);
          }
          for (int i = 0; i < 3; i++) {
            pass(page, 3 * MINUTE);
            page.locator("#words").pressSequentially("I hid ");
            page.waitForTimeout(500);
          }
          page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
          page.waitForTimeout(500);
          assertThat(page.locator("#words").isVisible()).isTrue();
          return true;
        });
  }
}
