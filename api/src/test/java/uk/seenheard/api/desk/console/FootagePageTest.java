package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Officer;
import uk.seenheard.api.partners.footage.Shift;
import uk.seenheard.sync.codec.Json;

/** An incident's body-worn video as a supervisor sees it: lanes, and the same in words. */
@NeedsChromium
@Tag("long")
class FootagePageTest {
  private static final long MINUTE = 60_000;

  /** The camera of one officer runs that far ahead, and somebody compared it. */
  private static final long FAST = 7 * MINUTE;

  @TempDir Path folder;

  @Test
  void sergeantSeesWhoIsOnCameraWhereTheGapIsAndWhereTheChildSpoke() {
    long from = System.currentTimeMillis() - 180 * MINUTE;
    try (Shift shift = new Shift(folder, from);
        Desk desk = new Desk(shift.url())) {
      String incident = happened(shift, from);
      Page page = open(desk.of("ps401"), incident);

      Locator lane = lane(page, "Thackwray");
      assertThat(lane).containsText("May still arrive");
      assertThat(page.locator("sh-footage .on-camera")).hasText("0 of 2 on camera");
      assertThat(lane).containsText("Gap of 8 min");
      assertThat(lane).containsText("Words of Robin: 0:05:0");
      assertThat(lane).containsText("camera, officer and time leave no doubt");
      assertThat(lane.locator("svg .lane-clip")).hasCount(2);
      assertThat(lane.locator("svg .lane-none")).hasCount(1);
      assertThat(lane).containsText("Marked by an officer: injury, Robin: 0:06:0");
      assertThat(lane.locator("svg .lane-pin")).hasCount(2);
      Locator offered = page.locator("sh-footage .recordings > li");
      assertThat(offered).containsText("Only a person can tell.");
      pictures(desk, page, incident);

      offered.locator("summary").filter(having("It belongs here")).click();
      Locator deed =
          offered.getByRole(
              AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("It belongs here"));
      deed.click();
      assertThat(offered.locator(".govuk-error-message:visible")).hasCount(1);
      offered.getByLabel("Why does it belong here?").fill("I watched it: it is this kitchen");
      deed.press("Enter");
      assertThat(page.locator(".done")).containsText("belongs to this incident now");
      assertThat(lane(page, "Oyelaran")).containsText("Recording clip-c");
      places(desk, page);
      Axe.findsNothing(desk, page);
      assertThat(desk.complaints()).isEmpty();
    }
  }

  /** C3.7: where the child speaks is put right by hand and taken back, by keyboard too. */
  private static void places(Desk desk, Page page) {
    Locator words = lane(page, "Thackwray").locator("li").filter(having("Words of Robin"));
    Locator summary = words.locator("summary").filter(having("It lies elsewhere"));
    summary.focus();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.keyboard().type("six minutes");
    page.keyboard().press("Enter");
    assertThat(words.getByText("Give hours, minutes and seconds")).isVisible();
    words.getByLabel("Where, as the player shows it?").fill("0:06:30");
    words.getByLabel("How do you know?").fill("I watched it: she speaks as the door closes");
    Axe.findsNothing(desk, page);
    shot(page, "section.part-footage", "place-1280.png");
    page.keyboard().press("Enter");
    assertThat(page.locator(".done")).containsText("is written down");
    assertThat(words).containsText("0:05:0");
    assertThat(words).containsText("by the clocks; at 0:06:30, as Sergeant");
    assertThat(words).containsText("she speaks as the door closes");
    shot(page, "section.part-footage", "placed-1280.png");
    words.getByLabel("How do you know?").fill("It was the other child");
    words
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Take back what was said"))
        .click();
    assertThat(page.locator(".done")).containsText("taken back");
    assertThat(words).not().containsText("0:06:30");
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  /** What is open is on one page, with the way to it; by keyboard alone, and on a phone. */
  @Test
  void pageSaysWhatIsAboutToBeDeletedAndWhatWasRefused() {
    long from = System.currentTimeMillis() - 180 * MINUTE;
    try (Shift shift = new Shift(folder, from);
        Desk desk = new Desk(shift.url())) {
      String incident = happened(shift, from);
      shift.clips(
          mine("clip-a", from, from + 10 * MINUTE)
              .put("version", 2)
              .put("deleteAt", System.currentTimeMillis() + 5 * 24 * 60 * MINUTE));
      // The server has looked before that came in, or not; it looks again within the hour.
      shift.itIs(System.currentTimeMillis() + 70 * MINUTE);
      shift.refuses();
      Page page = desk.of("insp71");
      page.navigate("/footage");
      Locator lines = page.locator(".standing .late");
      slowly(lines.filter(having("deleted in")));
      slowly(lines.filter(having("keeping it from deletion")));
      assertThat(lines.first()).containsText("BWV-1");
      // What is deleted in a month does not stand in the way of what is in days.
      assertThat(lines.filter(having("clip-b"))).hasCount(0);
      assertThat(page.locator("nav.pages [aria-current=page]")).hasText("Video");
      Axe.findsNothing(desk, page);
      shot(page, "main", "standing-1280.png");
      for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        Page phone = Desk.signIn(desk.tab(360, 740, colours), "insp71");
        phone.navigate("/footage");
        phone.waitForSelector(".standing .late");
        Axe.findsNothing(desk, phone);
        assertThat(
                (Boolean)
                    phone.evaluate(
                        "() => document.documentElement.scrollWidth <="
                            + " document.documentElement.clientWidth"))
            .isTrue();
        shot(phone, "main", "standing-360-" + colours + ".png");
      }
      Locator summary = page.locator(".standing summary");
      summary.focus();
      page.keyboard().press("Enter");
      page.keyboard().press("Tab");
      page.keyboard().type("The manager holds it by hand");
      page.keyboard().press("Enter");
      assertThat(page.locator(".done")).containsText("Ended");
      assertThat(lines.filter(having("keeping it from deletion"))).hasCount(0);
      page.locator(".late-title a").first().focus();
      page.keyboard().press("Enter");
      page.waitForSelector("sh-footage .lane");
      assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/incidents/" + incident + ".*"));
      assertThat(desk.complaints()).isEmpty();
    }
  }

  /** The server goes round by itself, and on a busy machine late. */
  private static void slowly(Locator shown) {
    assertThat(shown.first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
  }

  private static Locator lane(Page page, String name) {
    return page.locator("sh-footage .lane").filter(new Locator.FilterOptions().setHasText(name));
  }

  private static Page open(Page page, String incident) {
    page.navigate("/incidents/" + incident);
    page.waitForSelector("sh-footage .lane");
    return page;
  }

  /** Pictures for whoever wants to look: {@code -Dpictures=FOLDER}. */
  private static void pictures(Desk desk, Page page, String incident) {
    Axe.findsNothing(desk, page);
    shot(page, "section.part-footage", "footage-1280.png");
    for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      Page phone = open(Desk.signIn(desk.tab(360, 740, colours), "ps401"), incident);
      Axe.findsNothing(desk, phone);
      assertThat(
              (Boolean)
                  phone.evaluate(
                      "() => document.documentElement.scrollWidth <= document.documentElement"
                          + ".clientWidth"))
          .isTrue();
      shot(phone, "section.part-footage", "footage-360-" + colours + ".png");
    }
  }

  private static void shot(Page page, String part, String name) {
    String wanted = System.getProperty("pictures");
    if (wanted != null) {
      page.locator(part).screenshot(new Locator.ScreenshotOptions().setPath(Path.of(wanted, name)));
    }
  }

  private static String happened(Shift shift, long from) {
    String incident = shift.incident("BWV-1");
    String child = Officer.entry("child");
    shift.writes(
        "pc1201",
        from,
        incident,
        Officer.set("reference", "BWV-1"),
        Officer.add(child, Json.EMPTY),
        Officer.set(child + "/name", "Robin"));
    shift.writes("pc1202", from + MINUTE, incident, Officer.set("childrenHere", Json.of(1)));
    shift.writes(
        "pc1201",
        from + 5 * MINUTE,
        incident,
        Officer.add(
            Officer.entry("statement"),
            Json.object().put("about", child).put("words", "I hid.").build()));
    shift.writes(
        "pc1201",
        from + 6 * MINUTE,
        incident,
        Officer.add(
            Officer.entry("mark"),
            Json.object().put("about", child).put("what", "injury").build()));
    shift.writes("pc1202", from + 39 * MINUTE, incident, Officer.set("adultsHere", Json.of(2)));
    shift.writes("pc1201", from + 40 * MINUTE, incident, Officer.set("place", "3 Mill Lane"));
    shift.clips(
        mine("clip-a", from, from + 10 * MINUTE),
        mine("clip-b", from + 18 * MINUTE, from + 40 * MINUTE),
        Shift.clip("clip-c", from, from + 39 * MINUTE)
            .put("badge", "pc1202")
            .put("device", "X60-2")
            .put("clock", "edited"));
    shift.itIs(System.currentTimeMillis());
    return incident;
  }

  private static Json.Builder mine(String id, long from, long to) {
    return Shift.clip(id, from + FAST, to + FAST)
        .put("badge", "pc1201")
        .put("clockOffsetMs", FAST)
        .put("deleteAt", to + 31 * 24 * 60 * MINUTE);
  }
}
