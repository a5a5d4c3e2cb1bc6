package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.seenheard.officer.NeedsChromium;

/**
 * A phone whose clock is years off: everything is recorded and sent, and no time stands unmarked.
 */
@NeedsChromium
@Tag("long")
class WrongClockTest extends OnePage {
  private static final long DAY = 86_400_000;

  private static void put(Page page, long off) {
    String step = "by => { const wall = Date.now.bind(Date); Date.now = () => wall() + by; }";
    page.evaluate(step, (double) off);
    for (Worker worker : page.workers()) {
      worker.evaluate(step, (double) off);
    }
  }

  private static void said(Page page, String words) {
    Locator clock = page.locator("#clock");
    clock.filter(OfficerPage.saying(words)).waitFor();
    assertThat(clock.isVisible()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"730, was 730 days ahead", "-730, was 730 days behind"})
  void clockThatIsYearsOffIsToldOverEveryScreenUntilASignInByARightOne(long days, String told) {
    server.grantsAt = System.currentTimeMillis();
    chromium.with(
        page -> {
          put(page, days * DAY);
          OfficerPage officer = begun(page);
          said(page, told);
          officer.press("Add a child");
          officer.question("Have you seen").getByText("Yes").first().click();
          page.getByLabel("Child 1: seen, not heard").waitFor();
          page.locator(".voice-deed").click();
          page.locator("#words").fill("I hid under the table");
          said(page, told);
          officer.press("Save as said");
          page.locator("blockquote").waitFor();
          said(page, told);
          officer.part("What happened");
          page.locator("[data-field=happened] .when > .chip").click();
          page.waitForCondition(
              () -> !page.locator("[data-field=happened] input").inputValue().isEmpty());
          said(page, told);
          officer.home();
          officer.press("Get what is new");
          officer.truth("Everything is at the force.");
          said(page, told);

          // Put right, and the page opened anew: what it says stays true until the next sign-in.
          page.reload();
          officer.unlock();
          page.getByText(REFERENCE).waitFor();
          said(page, told + " when you signed in");
          page.getByText("amy, and this phone").click();
          officer.press("Sign out");
          officer.signIn("amy");
          OfficerPage.hidden(page.locator("#clock"));
          page.getByText(REFERENCE).click();
          page.getByLabel("Child 1: seen and heard").waitFor();
          return true;
        });
    assertThat(has("I hid under the table")).isTrue();
    assertThat(has("\"happened\"")).isTrue();
    assertThat(chromium.complaints()).noneMatch(said -> said.startsWith("error"));
  }
}
