package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;

/** Words that were begun and are no change yet are on no server: nothing takes them unsaid. */
@NeedsChromium
@Tag("long")
class BegunWordsTest extends OnASlowPhone {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneId.of("Europe/London"));
  private static final String BEGUN = "Words were begun and are not saved";

  /** A child's words that were begun, at home; all else is at the force. */
  private static OfficerPage wordsAreBegun(Page page) {
    OfficerPage officer = begun(page);
    officer.press("Add a child");
    comes(page.locator(".voice-deed"));
    officer.truth("Everything is at the force.");
    page.locator(".voice-deed").click();
    page.locator("#words").fill("I hid under the table");
    return officer;
  }

  private static void wipes(Page page, OfficerPage officer) {
    officer.home();
    page.getByText("amy, and this phone").click();
    officer.press("Wipe this phone");
    comes(page.getByText("Send everything, then wipe"));
  }

  @Test
  void whoeverWipesThePhoneReadsFirstWhoseWordsWereBegun() {
    chromium.with(
        page -> {
          OfficerPage officer = wordsAreBegun(page);
          wipes(page, officer);
          comes(page.locator("#main .note").filter(OfficerPage.saying(BEGUN)));
          assertThat(page.locator("#main").innerText())
              .contains(REFERENCE)
              .doesNotContain("Everything that was recorded here is at the force");
          officer.truth("What was saved is at the force. Words were begun and are not saved.");
          officer.press("Send everything, then wipe");
          comes(page.getByText("Nothing was wiped"));

          officer.home();
          page.locator(".card").click();
          page.getByLabel("Child 1: not seen").click();
          officer.press("Go on with their words");
          officer.press("Save as said");
          comes(page.locator("blockquote"));
          wipes(page, officer);
          assertThat(page.locator("#main").innerText()).doesNotContain(BEGUN);
          officer.truth("Everything is at the force.");
          return true;
        });
  }

  /** Words that were begun before and are saved later were said when they were begun. */
  @Test
  void wordsThatAreFinishedLaterCarryTheTimeAtWhichTheyWereBegun() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          comes(page.locator(".voice-deed"));
          page.locator(".voice-deed").click();
          Instant before = Instant.now().minus(Duration.ofHours(3));
          page.clock().setFixedTime(Date.from(before));
          page.locator("#words").fill("I hid under the table");
          officer.home();
          page.clock().setFixedTime(new Date());
          page.locator(".card").click();
          page.getByLabel("Child 1: not seen").click();
          officer.press("Go on with their words");
          officer.press("Save as said");
          comes(page.locator("blockquote"));
          officer.press("More about these words");
          comes(page.locator("#main").filter(OfficerPage.saying(HOUR.format(before))));
          return true;
        });
  }

  /** A time that nobody chose goes with the words that it was for. */
  @Test
  void nothingIsBegunAnyMoreOnceTheWordsAreEmptiedAgain() {
    chromium.with(
        page -> {
          OfficerPage officer = wordsAreBegun(page);
          officer.truth("What was saved is at the force. Words were begun and are not saved.");
          page.locator("#words").fill("");
          officer.truth("Everything is at the force.");
          wipes(page, officer);
          assertThat(page.locator("#main").innerText()).doesNotContain(BEGUN);
          return true;
        });
  }

  @Test
  void whoeverTakesAnIncidentOffThePhoneReadsFirstThatWordsWereBegun() {
    chromium.with(
        page -> {
          OfficerPage officer = wordsAreBegun(page);
          bar(page, "Parts");
          comes(page.locator(".sections"));
          comes(page.getByText("they are not handed in"));
          officer.press("Submit");
          comes(page.getByText("Take it off this phone"));
          page.getByText("Take it off this phone").click();
          comes(page.locator("#main .note").filter(OfficerPage.saying("would be lost")));
          return true;
        });
  }

  /**
   * Whoever pressed for it gave the phone away perhaps: the next one records under their own name.
   */
  @Test
  void whoeverSignsOutIsSignedOutAlthoughTheServerDoesNotAnswer() {
    chromium.with(
        page -> {
          OfficerPage officer = wordsAreBegun(page);
          officer.home();
          CountDownLatch over = new CountDownLatch(1);
          signal.instead =
              exchange -> {
                try {
                  over.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException stopped) {
                  Thread.currentThread().interrupt();
                }
                exchange.close();
              };
          page.getByText("amy, and this phone").click();
          officer.press("Sign out");
          comes(page.getByLabel("Who are you?").or(page.getByText("Signing in takes signal")));
          assertThat(page.locator("#main").innerText()).doesNotContain(REFERENCE);
          over.countDown();
          signal.instead = null;
          return true;
        });
  }
}
