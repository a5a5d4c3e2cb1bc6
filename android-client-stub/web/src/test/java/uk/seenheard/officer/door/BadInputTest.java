package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.sync.codec.Json;

/** What is pasted, or typed by a frightened thumb, is text: shown as it is, kept as it is. */
@NeedsChromium
class BadInputTest extends OnePage {
  private static final List<String> TEXTS =
      List.of(
          "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>",
          "👩‍👧‍👦 said \"no\" 😀",
          "قالت لا تخبر أحدا",
          "\u202Edesrever\u202C and back",
          "line\nline\ttab \\ \" ' ` ${x} {{files}}",
          "  leading and trailing  ",
          "0012345",
          "e\u0301 is not \u00e9");

  @Test
  void whateverIsWrittenArrivesAsItWasWrittenAndIsNeverMarkup() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          for (String text : TEXTS) {
            int before = page.locator("blockquote").count();
            page.locator(".voice-deed").click();
            page.locator("#words").fill(text);
            officer.press("Save as said");
            page.waitForCondition(() -> page.locator("blockquote").count() == before + 1);
          }
          assertThat(page.locator("blockquote img, blockquote script").count()).isZero();
          assertThat(page.title()).isEqualTo("Seen & Heard");
          assertThat(page.locator("blockquote bdi").allTextContents())
              .containsExactlyInAnyOrderElementsOf(TEXTS);
          Locator name = officer.question("What is the child's name?").locator("textarea");
          name.fill(TEXTS.get(0));
          name.blur();
          page.locator("#strip .tile bdi").filter(OfficerPage.saying("<img src=x")).waitFor();
          assertThat(page.locator("#strip img").count()).isZero();
          officer.home();
          officer.press("Get what is new");
          officer.truth("Everything is at the force.");
          return true;
        });
    for (String text : TEXTS) {
      assertThat(has(Json.of(text).canonical())).as(text).isTrue();
    }
    assertThat(chromium.complaints()).noneMatch(said -> said.startsWith("error"));
  }

  @Test
  @Tag("long")
  void textThatIsTooLongForOneEntryIsSaidSoAndStaysWhereItWasTyped() {
    String most = "word ".repeat(12_000);
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          page.locator(".voice-deed").click();
          page.locator("#words").fill(most);
          officer.press("Save as said");
          page.locator("blockquote").waitFor();
          page.locator(".voice-deed").click();
          page.locator("#words").fill(most + most);
          page.getByText("Not kept: This is longer than one entry can hold.").waitFor();
          officer.press("Save as said");
          page.locator("#trouble:not(:empty)").waitFor();
          assertThat(page.locator("#words").inputValue()).isEqualTo(most + most);
          page.locator("#words").fill("short again");
          page.getByText("Kept on this phone while you type.").waitFor();
          officer.press("Save as said");
          page.locator("blockquote").nth(1).waitFor();
          officer.home();
          officer.press("Get what is new");
          officer.truth("Everything is at the force.");
          return true;
        });
    assertThat(has(most.substring(0, 1_000))).isTrue();
    assertThat(has("short again")).isTrue();
  }
}
