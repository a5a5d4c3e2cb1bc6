package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;

/**
 * Who is given an incident reads it for good, so that is asked once more, with their name; what a
 * second press puts right is not.
 */
@NeedsChromium
class GivenAndTakenTest {
  @TempDir static Path folder;
  private static LiveServer server;
  private static LateShift shift;
  private static Desk desk;
  private static String incident;

  @BeforeAll
  static void shiftComesIn() throws Exception {
    server = LiveServer.start(folder.resolve("data"));
    shift = LateShift.at(server.url(), folder);
    incident = shift.concern("MC-2026-1122-0031", "2 Mill Lane", "high", 2);
    desk = new Desk(server.url());
  }

  @AfterEach
  void noPageComplained() {
    desk.leave();
    assertThat(desk.complaints()).isEmpty();
  }

  @AfterAll
  static void shiftEnds() {
    desk.close();
    shift.close();
    server.close();
  }

  private static Page opened(String person) {
    Page page = desk.of(person);
    page.navigate("/incidents/" + incident);
    page.waitForSelector("sh-linked");
    page.getByText("Assign, share or withdraw").click();
    return page;
  }

  private static Locator sheet(Page page) {
    return page.locator("sh-decide dialog[open]");
  }

  private static Locator press(Page page, String act) {
    return page.locator("sh-decide button[value=" + act + "]");
  }

  @Test
  void byKeyboardAloneWhoIsGivenItIsNamedAndASecondEnterSaysNotYes() {
    Page page = opened("ps401");
    page.locator("#whom").selectOption("person pc1203");
    press(page, "share").focus();
    page.keyboard().press("Enter");
    assertThat(sheet(page)).containsText("Share this incident with");
    assertThat(sheet(page)).containsText("reads the whole record: 2 children");
    assertThat(sheet(page)).containsText("cannot be taken back");
    Axe.findsNothing(desk, page);
    page.keyboard().press("Enter");
    assertThat(sheet(page)).isVisible();
    page.keyboard().press("Escape");
    assertThat(sheet(page)).hasCount(0);
    assertThat(press(page, "share")).isFocused();
    assertThat(page.locator("sh-story")).not().containsText("shared it with");

    page.keyboard().press("Enter");
    assertThat(sheet(page)).isVisible();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator(".done")).containsText("Shared with");
    assertThat(page.locator(".done")).isFocused();
    assertThat(page.locator("sh-story")).containsText("shared it with");

    // Taken again at once: whoever gives it again has put it right.
    page.locator("#whom").selectOption("person pc1203");
    press(page, "unshare").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".done")).containsText("their handset is told to forget it");
  }

  @Test
  void assigningSaysWhoReadsItAndATeamIsItsSupervisors() {
    Page page = Desk.signIn(desk.tab(360, 740, ColorScheme.DARK), "insp71");
    page.navigate("/incidents/" + incident);
    page.waitForSelector("sh-linked");
    page.getByText("Assign, share or withdraw").click();
    page.locator("#whom").selectOption("team brackenford");
    press(page, "assign").click();
    assertThat(sheet(page)).containsText("Each supervisor of");
    assertThat(sheet(page)).containsText("stands in its queue");
    assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
        .isLessThanOrEqualTo(360);
    NoticesOnTheDeskTest.shot(page, "assign-360.png");
    page.keyboard().press("Escape");
    assertThat(page.locator("sh-story")).not().containsText("assigned it");
  }

  /** The desk says what was done, and not more: a team's officers who are there keep it. */
  @Test
  void withdrawnFromATeamOrASupervisorSaysWhoKeepsIt() {
    Page page = opened("insp71");
    page.locator("#whom").selectOption("person ps401");
    press(page, "unshare").click();
    assertThat(page.locator(".done")).containsText("goes on seeing what one of their teams has");
    page.locator("#whom").selectOption("team brackenford");
    press(page, "unshare").click();
    assertThat(page.locator(".done")).containsText("officers who are at this job keep it");
  }

  @Test
  void whoWouldTakeItFromThemselvesIsAsked() {
    Page page = opened("ps401");
    page.locator("#whom").selectOption("team ashmere");
    press(page, "unshare").click();
    assertThat(sheet(page)).containsText("lose it, and you with them");
    page.keyboard().press("Escape");
    assertThat(press(page, "unshare")).isFocused();
    assertThat(page.locator("sh-story")).not().containsText("withdrew it from Ashmere");
  }
}
