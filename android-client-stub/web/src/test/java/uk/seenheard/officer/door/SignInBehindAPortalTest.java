package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.sync.codec.Json;

/**
 * Signing in where something answers in the server's place, or nobody does: nobody is signed in by
 * it, the officer reads why, and signs in as their force does once it is gone.
 */
@NeedsChromium
@Tag("long")
class SignInBehindAPortalTest extends OnePage {
  private static final String WHY =
      "Signing in takes signal, and the force's server did not answer";
  private static final String AT_THE_PROVIDER = "Sign in with Marlshire login";

  private final Json.Obj provider =
      Json.object()
          .put(
              "provider",
              Json.object().put("name", "Marlshire login").put("at", "/sign-in/begin").build())
          .build();

  /** What the page complained of, but for what the browser itself says of an answer. */
  private List<String> faults() {
    return chromium.complaints().stream()
        .filter(said -> said.startsWith("error: ") && !said.startsWith("error: Failed to load"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(StrictProxyTest.Between.class)
  void nobodyIsSignedInByWhatAnswersInTheServersPlace(StrictProxyTest.Between between) {
    signal.everywhere = true;
    signal.instead = between::answer;
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(page);
          officer.choose(OfficerPage.PASSPHRASE);
          page.getByText(WHY).waitFor();
          int asked = signal.answeredInstead.get();
          officer.press("Try again");
          page.waitForCondition(() -> signal.answeredInstead.get() > asked);
          page.getByText(WHY).waitFor();
          assertThat(page.content()).doesNotContain("Free WiFi", "Internal error");
          signal.instead = null;
          officer.press("Try again");
          officer.signIn("amy");
          return true;
        });
    assertThat(faults()).isEmpty();
  }

  /** It stops answering between the offer and the name. */
  @ParameterizedTest
  @EnumSource(StrictProxyTest.Between.class)
  void nameThatIsTypedThenIsRefusedInWordsAndMayBeTypedAgain(StrictProxyTest.Between between) {
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(page);
          officer.unlock();
          signal.everywhere = true;
          signal.instead = between::answer;
          page.getByLabel("Who are you?").fill("amy");
          officer.press("Sign in");
          page.locator("#trouble:not(:empty)").or(page.getByText(WHY)).first().waitFor();
          assertThat(page.getByText("Your incidents").count()).isZero();
          assertThat(page.content()).doesNotContain("Free WiFi", "Internal error");
          signal.instead = null;
          if (page.getByText(WHY).count() > 0) {
            officer.press("Try again");
          }
          officer.signIn("amy");
          return true;
        });
    assertThat(faults()).isEmpty();
  }

  /** A name would never sign anybody in there: it is asked in a demonstration alone. */
  @Test
  void whoeverOpensThePageWithoutSignalIsOfferedTheForcesOwnSignInOnceItIsBack() {
    signal.provider = provider;
    signal.gone = true;
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(page);
          officer.choose(OfficerPage.PASSPHRASE);
          page.getByText(WHY).waitFor();
          assertThat(page.getByLabel("Who are you?").count()).isZero();
          signal.gone = false;
          page.evaluate("() => dispatchEvent(new Event('online'))");
          page.getByText(AT_THE_PROVIDER).waitFor();
          return true;
        });
  }

  @Test
  void whoeverGetsNoAnswerAtAllReadsItBeforeLong() {
    signal.everywhere = true;
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
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(page);
          officer.choose(OfficerPage.PASSPHRASE);
          page.getByText(WHY).waitFor(new Locator.WaitForOptions().setTimeout(30_000));
          over.countDown();
          signal.instead = null;
          officer.press("Try again");
          officer.signIn("amy");
          return true;
        });
  }
}
