package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.referral.ValeForce.name;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Officer;
import uk.seenheard.api.partners.referral.ValeForce;

/**
 * A notice as the desk tells it: it goes out, arrives, is decided about, is crossed out, and
 * whoever has it is told, or rung.
 */
@NeedsChromium
@Tag("long")
class NoticesOnTheDeskTest {
  private static final int WIDE = 1280;
  private static final int PHONE = 360;
  private static final int MANY_PAGES = 30;

  @TempDir Path folder;
  private ValeForce force;
  private Desk desk;

  @BeforeEach
  void start() throws Exception {
    force = new ValeForce(folder, Map.of());
    desk = new Desk(force.server().url());
  }

  @AfterEach
  void stop() {
    desk.close();
    force.close();
  }

  /** A picture, for whoever looks at the pages: with {@code -Dpictures=FOLDER}. */
  static void shot(Page page, String name) {
    String wanted = System.getProperty("pictures");
    if (wanted != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(wanted, name)));
    }
  }

  /** It fits, nothing is wrong with it, and somebody may look at it. */
  private void looksRight(Page page, String name) {
    Axe.findsNothing(desk, page);
    int before = page.viewportSize().width;
    for (int width : new int[] {WIDE, PHONE}) {
      page.setViewportSize(width, 860);
      assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
          .as("%s, %d wide", name, width)
          .isLessThanOrEqualTo(width);
      shot(page, name + '-' + width + ".png");
    }
    page.setViewportSize(before, 860);
  }

  private static Locator line(Page page, String referral) {
    return page.locator(".notice[data-referral='" + referral + "']");
  }

  private Page received() {
    Page page = desk.of("hub");
    page.waitForSelector(".notice");
    return page;
  }

  @Test
  void eachStepOfANoticeIsSeenAtTheDeskUntilWhoHasItKnowsThatItIsWithdrawn() {
    String extra = Officer.entry("referral");
    String incident = force.record(ValeForce.second(extra));
    String referral = name(incident, extra);
    Page page = desk.of("insp71");
    page.navigate("/triage");
    Locator notice = line(page, referral);
    assertThat(notice).containsText("Handed in");

    force.read(incident);
    assertThat(notice).containsText("Sent, no receipt");
    assertThat(notice).containsText("Vale hub");
    looksRight(page, "1-sent");

    String key = force.key("hub", referral);
    force.receipt("hub", referral, force.said("delivered").put("key", key)).expect(200);
    assertThat(notice).containsText("Delivered");
    force
        .receipt("hub", referral, force.said("decided").put("key", key).put("code", "assessment"))
        .expect(200);
    assertThat(notice).containsText("Decided");
    looksRight(page, "2-decided");

    force.struck(incident, extra);
    assertThat(notice).containsText("crossed out");
    assertThat(notice).containsText("It stands no more");
    assertThat(notice).containsText("had it and has not said that they know");
    assertThat(notice).containsText("still with");
    assertThat(notice).not().containsText("Not graded");
    looksRight(page, "3-crossed-out");

    sergeantReadsWhatLeavesAndAuthorises(incident);
    force.told("hub", referral, 1);
    Page hub = received();
    Locator withdrawn =
        hub.locator(".notice").filter(new Locator.FilterOptions().setHasText("withdrawn"));
    withdrawn.locator(".notice-open").click();
    assertThat(withdrawn).containsText("The force has withdrawn this notice.");
    assertThat(withdrawn).containsText("The force crossed it out");
    assertThat(withdrawn).not().containsText("Ruby");
    looksRight(hub, "4-received-withdrawn");

    force.now.addAndGet(3_600_001);
    force.awaitRaised(incident, ValeForce.UNAWARE, "supervisor");
    page.reload();
    assertThat(notice).containsText("Vale hub may still act on it");
    looksRight(page, "5-for-a-person");
    sergeantTakesItOn(incident);

    force.now.addAndGet(600_000);
    writesDown(page, notice);
    assertThat(notice).hasCount(0);
    assertThat(desk.complaints()).isEmpty();
  }

  /** The desk says what leaves by this, not what somebody typed about it. */
  private void sergeantReadsWhatLeavesAndAuthorises(String incident) {
    Page page = desk.of("ps401");
    page.navigate("/incidents/" + incident);
    page.getByText("Look and authorise").click();
    Locator dialog = page.locator("sh-authorising dialog");
    assertThat(dialog).containsText("crossed out: Vale hub is told that it is withdrawn");
    assertThat(dialog).containsText("Vale hub was sent it as it stands");
    looksRight(page, "3-authorising");
    page.getByText("Authorise now").click();
    assertThat(page.locator(".done")).containsText("Authorised");
    page.close();
  }

  private void sergeantTakesItOn(String incident) {
    Page page = desk.of("ps401");
    page.navigate("/overdue");
    Locator alert =
        page.locator(".alert")
            .filter(new Locator.FilterOptions().setHasText("A notice was withdrawn"));
    assertThat(alert).hasCount(1);
    looksRight(page, "6-overdue");
    alert.locator("[data-act=acknowledgeAlert]").click();
    assertThat(alert).containsText("has taken it on");
    page.navigate("/incidents/" + incident + "#history");
    assertThat(page.locator("sh-story"))
        .containsText("sent what takes the place of an earlier one to hub, to their system");
    looksRight(page, "7-incident");
  }

  /** An inspector rang them, and says so. */
  private void writesDown(Page page, Locator notice) {
    notice.locator(".notice-open").click();
    assertThat(notice).containsText(", that it is withdrawn");
    notice.locator("[data-act=answerNotice]").click();
    assertThat(page.getByLabel("What do they say?")).hasValue("delivered");
    assertThat(page.locator("dialog[open]")).not().containsText("settles no public protection");
    page.getByLabel("How did you hear it?").selectOption("phone");
    page.getByLabel("Who took it, by name and post?").fill("Ms Roe, duty social worker");
    page.getByLabel("When?")
        .fill(
            Instant.ofEpochMilli(force.now.get())
                .atZone(ZoneId.of("Europe/London"))
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm")));
    looksRight(page, "8-sheet");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Write it down")).click();
    assertThat(page.locator(".done")).containsText("Written down.");
  }

  /** The feed begins with the oldest: what came last is what a recipient opens the page for. */
  @Test
  void howeverManyARecipientWasSentTheLastOfThemStandsFirst() {
    Page page = desk.tab();
    page.route(
        "**/v1/feeds/referrals**",
        route -> {
          String url = route.request().url();
          int at = Integer.parseInt(url.substring(url.lastIndexOf('=') + 1));
          String id = String.format(Locale.ROOT, "0190a5c0-0000-7000-8000-%012d", at);
          route.fulfill(
              new Route.FulfillOptions()
                  .setContentType("application/json")
                  .setBody(
                      at < MANY_PAGES
                          ? "{\"notices\":[{\"n\":"
                              + (at + 1)
                              + ",\"referral\":\""
                              + id
                              + '.'
                              + id
                              + "\",\"key\":\"k\",\"erased\":false}],\"cursor\":"
                              + (at + 1)
                              + ",\"more\":true}"
                          : "{\"notices\":[],\"cursor\":" + at + ",\"more\":false}"));
        });
    Desk.signIn(page, "hub");
    assertThat(page.locator(".notice")).hasCount(MANY_PAGES);
    assertThat(page.locator(".notice-open").first()).hasText("Notice …0029");
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  void anothersSinceIsSaidSoAndTheFirstIsNamed() {
    String incident = force.authorised();
    String referral = name(incident, "referral/0190a5c0-0000-7000-8000-000000001053");
    force.key("hub", referral);
    force.isAnothers(incident);
    Page page = desk.tab(PHONE, 740, ColorScheme.DARK);
    Desk.signIn(page, "triage1");
    assertThat(line(page, referral))
        .containsText(
            Pattern.compile(
                "It is another’s since: .?Vale hub.? had it and has not said that they know"));
    assertThat(line(page, referral)).containsText("Moor hub");
    looksRight(page, "9-anothers");
    assertThat(desk.complaints()).isEmpty();
  }
}
