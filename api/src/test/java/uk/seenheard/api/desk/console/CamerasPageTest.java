package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.SeasonClock;
import uk.seenheard.api.partners.footage.Shift;
import uk.seenheard.handset.jvm.seed.Season;
import uk.seenheard.sync.codec.Json;

/**
 * Body-worn video on the queue, at a child, on a page with much on it and in the demonstration, by
 * day and night, on a desk and on a phone, and without colours.
 */
@NeedsChromium
@Tag("long")
class CamerasPageTest {
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final int MANY = 60;

  @TempDir Path folder;

  private static final ColorScheme[] COLOURS = {ColorScheme.LIGHT, ColorScheme.DARK};

  /** By day and night, wide and narrow: axe finds nothing, and nothing is cut off at the side. */
  private static void everywhere(
      Desk desk, String person, String address, String waits, String name) {
    for (ColorScheme colours : COLOURS) {
      for (int width : new int[] {1280, 360}) {
        Page page = Desk.signIn(desk.tab(width, 860, colours), person);
        page.navigate(address);
        slowly(page.locator(waits));
        Axe.findsNothing(desk, page);
        assertThat(
                (Boolean)
                    page.evaluate(
                        "() => document.documentElement.scrollWidth <="
                            + " document.documentElement.clientWidth"))
            .as("%s, %d wide", address, width)
            .isTrue();
        shot(page, name + '-' + width + '-' + colours + ".png");
        if (colours == ColorScheme.LIGHT) {
          page.evaluate("() => { document.documentElement.style.filter = 'grayscale(1)'; }");
          shot(page, name + '-' + width + "-grey.png");
        }
        page.close();
      }
    }
  }

  private static void slowly(Locator shown) {
    assertThat(shown.first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
  }

  /** Pictures for whoever wants to look: {@code -Dpictures=FOLDER}. */
  private static void shot(Page page, String name) {
    String wanted = System.getProperty("pictures");
    if (wanted != null) {
      Locator part = page.locator("section.part-footage");
      if (part.count() == 1 && page.viewportSize().width < 700) {
        // What scrolls by itself is seen as it is held in the hand.
        page.locator("sh-footage .lane").first().scrollIntoViewIfNeeded();
        page.evaluate("() => document.querySelector('sh-footage .lane').scrollIntoView()");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(wanted, name)));
      } else if (part.count() == 1) {
        part.screenshot(new Locator.ScreenshotOptions().setPath(Path.of(wanted, name)));
      } else {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(wanted, name)));
      }
    }
  }

  private static Json.Builder mine(String id, long from, long to) {
    return Shift.clip(id, from, to).put("badge", "pc1201");
  }

  private static String happens(Shift shift, String reference, long from, String... people) {
    String incident = shift.incident(reference);
    for (String person : people) {
      shift.writes(person, from, incident, Officer.set("reference", reference));
    }
    for (String person : people) {
      shift.writes(person, from + 20 * MINUTE, incident, Officer.set("place", person));
    }
    shift.writes("pc1201", from + 20 * MINUTE, incident, Officer.act("submit"));
    return incident;
  }

  @Test
  void queueSaysHowManyAreOnCamera() {
    long from = System.currentTimeMillis() - 180 * MINUTE;
    try (Shift shift = new Shift(folder, from);
        Desk desk = new Desk(shift.url())) {
      happens(shift, "BWV-1", from, "pc1201", "pc1202");
      shift.clips(mine("clip-a", from, from + 20 * MINUTE));
      shift.itIs(System.currentTimeMillis());
      Page page = desk.of("ps401");
      Locator chip = page.locator(".card-camera");
      long until = System.nanoTime() + 120_000_000_000L;
      while (chip.count() == 0 && System.nanoTime() < until) {
        page.waitForTimeout(500);
        page.reload();
        page.waitForSelector("sh-queue .card");
        page.waitForTimeout(500);
      }
      assertThat(chip).hasText("1 of 2 on camera");
      // In words and by weight, not by colour alone.
      assertThat(chip.locator("strong")).hasCount(1);
      everywhere(desk, "ps401", "/", ".card-camera", "queue");
      assertThat(desk.complaints()).isEmpty();
    }
  }

  @Test
  void whichChildrenARecordingShowsIsSaidOnceAndStandsAtTheChild() {
    long from = System.currentTimeMillis() - 180 * MINUTE;
    try (Shift shift = new Shift(folder, from);
        Desk desk = new Desk(shift.url())) {
      String incident = happens(shift, "BWV-1", from, "pc1201");
      for (String name : List.of("Robin", "Posy")) {
        String child = Officer.entry("child");
        shift.writes(
            "pc1201",
            from + 20 * MINUTE,
            incident,
            Officer.add(child, Json.EMPTY),
            Officer.set(child + "/name", name));
      }
      shift.clips(mine("clip-a", from, from + 20 * MINUTE));
      shift.itIs(System.currentTimeMillis());
      Page page = desk.of("ps401");
      page.navigate("/incidents/" + incident);
      Locator lane = page.locator("sh-footage .lane");
      Locator summary =
          lane.locator("summary")
              .filter(new Locator.FilterOptions().setHasText("Which children does it show?"));
      summary.focus();
      page.keyboard().press("Enter");
      Locator robin = lane.getByLabel("Robin").first();
      robin.focus();
      page.keyboard().press("Space");
      Axe.findsNothing(desk, page);
      shot(page, "children-asked.png");
      Locator deed =
          lane.getByRole(
              AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("It shows these children"));
      deed.click();
      assertThat(lane.locator(".govuk-error-message:visible")).hasCount(1);
      lane.getByLabel("How do you know?").first().fill("I watched it");
      page.keyboard().press("Enter");
      assertThat(page.locator(".done")).containsText("is written down");
      assertThat(lane).containsText("shows Robin");
      Locator children = page.locator("sh-children .child");
      assertThat(children.filter(new Locator.FilterOptions().setHasText("Robin")))
          .containsText("On camera: clip-a of vault");
      assertThat(children.filter(new Locator.FilterOptions().setHasText("Posy")))
          .not()
          .containsText("On camera");
      shot(page, "children-said.png");
      everywhere(desk, "ps401", "/incidents/" + incident, "sh-footage .lane", "children");
      assertThat(desk.complaints()).isEmpty();
    }
  }

  @Test
  void sixtyIncidentsAreReadOnOnePageTheMostUrgentFirst() {
    long from = System.currentTimeMillis() - 8 * DAY;
    try (Shift shift = new Shift(folder, from);
        Desk desk = new Desk(shift.url())) {
      List<Json.Builder> clips = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        // So far apart that each recording is of one incident.
        long at = from + i * 180 * MINUTE;
        shift.handsBack();
        happens(shift, "BWV-" + i, at, "pc1201");
        if (i % 3 > 0) {
          clips.add(
              mine("clip-" + i, at, at + 20 * MINUTE)
                  .put("deleteAt", System.currentTimeMillis() + (2 + i % 11) * DAY));
        }
      }
      shift.clips(clips.toArray(Json.Builder[]::new));
      shift.itIs(System.currentTimeMillis());
      Page page = desk.of("insp71");
      page.navigate("/footage");
      Locator lines = page.locator(".standing .late");
      long until = System.nanoTime() + 240_000_000_000L;
      while (lines.count() < 50 && System.nanoTime() < until) {
        page.waitForTimeout(2_000);
        page.reload();
        page.waitForSelector("sh-standing h1");
        page.waitForTimeout(1_000);
      }
      assertThat(lines.count()).isGreaterThanOrEqualTo(50);
      assertThat(page.locator("sh-standing"))
          .containsText("There is more than is shown here: see to these first.");
      everywhere(desk, "insp71", "/footage", ".standing .late", "video");
      Locator first = page.locator(".late-title a").first();
      first.focus();
      page.keyboard().press("Enter");
      page.waitForSelector("sh-footage .lane");
      assertThat(desk.complaints()).isEmpty();
    }
  }

  @Test
  void firstLookAtTheDemonstrationShowsLanesAndPins() throws Exception {
    SeasonClock clock = new SeasonClock();
    try (LiveServer server = LiveServer.start(folder, clock, Map.of());
        Desk desk = new Desk(server.url())) {
      Season.play(server.url(), 1, clock, false);
      Page page = desk.of("ps401");
      Locator evening =
          page.locator(".card-title a")
              .filter(new Locator.FilterOptions().setHasText("-0999"))
              .first();
      slowly(evening);
      evening.click();
      Locator lanes = page.locator("sh-footage .lane");
      slowly(lanes);
      assertThat(lanes).hasCount(2);
      assertThat(page.locator("sh-footage svg .lane-clip").first()).isVisible();
      assertThat(page.locator("sh-footage svg .lane-none").first()).isVisible();
      assertThat(page.locator("sh-footage svg .lane-pin")).hasCount(2);
      assertThat(page.locator("sh-footage")).containsText("its system deletes it");
      assertThat(page.locator("sh-footage .recordings"))
          .containsText("another incident about that");
      String address = page.url().substring(server.url().length());
      everywhere(desk, "ps401", address, "sh-footage .lane", "demonstration");
      Page video = desk.of("insp71");
      video.navigate("/footage");
      slowly(video.locator(".standing .late, .empty"));
      shot(video, "demonstration-video.png");
      assertThat(desk.complaints()).isEmpty();
    }
  }
}
