package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;

/** The officer's own camera: whether it was on, and moments to be found in its recording. */
@NeedsChromium
class CameraAndMarksTest extends OnePage {
  @Test
  @Tag("long")
  void cameraIsAnsweredByOnePressAndOwesItsReasonWhereItWasNotOnAllTheTime() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.part("Cameras");
          Locator camera = officer.question("Was the camera of amy on the whole time?");
          assertThat(camera.getByText("The camera was on").count()).isEqualTo(1);
          camera.getByText("Part of it").click();
          // The reason is asked for without another press.
          camera.getByText("Part only: the place was left").click();
          camera.getByText("Not answered: ").waitFor();
          assertThat(camera.getByText("Part of it").getAttribute("aria-pressed")).isEqualTo("true");
          camera.locator(".chip").filter(OfficerPage.saying("The whole time")).click();
          page.locator(".question.is-settled")
              .filter(OfficerPage.saying("Was the camera of amy"))
              .waitFor();
          officer.home();
          officer.press("Get what is new");
          officer.truth("Everything is at the force.");
          return true;
        });
    assertThat(has("attendance/", "recording", "\"part\"")).isTrue();
    assertThat(has("reason.camera.amy", "part-left")).isTrue();
    assertThat(has("attendance/", "\"all\"")).isTrue();
    assertThat(
            server.log.stream()
                .filter(frame -> frame.content().contains("\"at\":\"attendance/"))
                .filter(frame -> frame.content().contains("\"op\":\"add\"")))
        .hasSize(1);
  }

  @Test
  void markIsOnePressBesideTheVoiceAndOnTheCardAndTakesNothingAway() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          page.locator(".voice-deed").click();
          page.locator("#words").fill("I hid under the");
          officer.press("Mark in my recording");
          page.getByText("Marked: Spoke").waitFor();
          assertThat(page.locator("#words").inputValue()).isEqualTo("I hid under the");
          assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("words");
          page.locator("#words").fill("I hid under the table");
          officer.press("Save as said");
          page.locator("blockquote").waitFor();
          page.locator(".marks .faint").filter(OfficerPage.saying("Spoke")).waitFor();
          page.locator(".marks .chip").filter(OfficerPage.saying("Injury")).click();
          page.locator(".marks .faint").filter(OfficerPage.saying("Injury")).waitFor();
          officer.home();
          officer.press("Get what is new");
          officer.truth("Everything is at the force.");
          return true;
        });
    assertThat(has("\"at\":\"mark/", "\"about\":\"child/", "\"what\":\"spoke\"")).isTrue();
    assertThat(has("\"at\":\"mark/", "\"about\":\"child/", "\"what\":\"injury\"")).isTrue();
  }
}
