package uk.seenheard.api.desk.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.sync.codec.Json;

/**
 * Takes the pictures that the README shows, of the pages as they are: with {@code -Dpictures=docs}
 * where the README finds them, with another folder there. What the pages do is tried by others, so
 * without that this takes nobody's time.
 */
@NeedsChromium
@EnabledIfSystemProperty(named = "pictures", matches = ".+")
class PicturesTest {
  private static final long WEEK = 7 * 86_400_000L;
  private static final int WEEKS = 5;
  private static final int BUSY = 9;
  private static final int MOST_BYTES = 120_000;
  private static final int QUALITY = 50;

  @TempDir Path folder;

  @Test
  void picturesOfTheDeskAreSmall() throws Exception {
    Path album = Files.createDirectories(Path.of(System.getProperty("pictures")));
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"), Map.of());
        Desk desk = new Desk(server.url())) {
      LateShift shift = LateShift.at(server.url(), folder);
      shift.well("MC-2026-1121-0993");
      shift.concern("MC-2026-1122-0031", "2 Mill Lane", "high", 4);
      shift.concern("MC-2026-1122-0102", "9 Station Road", "standard", 1);
      String kitchen = shift.kitchen();
      shift.close();

      Page page = Desk.signIn(desk.tab(1280, 640, ColorScheme.LIGHT), "ps401");
      page.waitForSelector(".queue .card");
      take(page, album.resolve("queue.jpg"));
      page.navigate("/incidents/" + kitchen);
      page.waitForSelector("sh-incident .child");
      page.setViewportSize(1100, 1150);
      take(page, album.resolve("incident.jpg"));

      Page dark = Desk.signIn(desk.tab(360, 740, ColorScheme.DARK), "ps401");
      dark.navigate("/incidents/" + kitchen);
      dark.waitForSelector("sh-incident .child");
      dark.locator(".child").first().scrollIntoViewIfNeeded();
      take(dark, album.resolve("phone.jpg"));
    }
  }

  @Test
  void pictureOfTheMeasuresIsSmall() throws Exception {
    Path album = Files.createDirectories(Path.of(System.getProperty("pictures")));
    AtomicLong behind = new AtomicLong(WEEKS * WEEK);
    try (LiveServer server =
            LiveServer.start(
                folder.resolve("measured"),
                () -> System.currentTimeMillis() - behind.get(),
                Map.of());
        Desk desk = new Desk(server.url())) {
      for (int week = 0; week <= WEEKS; week++) {
        Officer officer = Officer.onShift(server.url(), "pc1201");
        for (int i = 0; i < BUSY; i++) {
          night(officer, week, i);
        }
        officer.sendAll();
        behind.addAndGet(week == WEEKS ? 0 : -WEEK);
      }
      Page page = Desk.signIn(desk.tab(1280, 700, ColorScheme.LIGHT), "ps401");
      page.navigate("/measures");
      page.waitForSelector("sh-chart canvas");
      take(page, album.resolve("measures.jpg"));
    }
  }

  /** Recorded better from week to week. */
  private static void night(Officer officer, int week, int i) {
    String incident = officer.incident("MC-2026-" + week + "-" + i);
    String child = Officer.entry("child");
    officer.record(incident, Officer.add(child, Json.EMPTY));
    officer.record(
        incident,
        Officer.set(child + "/seen", Json.of(i < 4 + week ? "yes" : "no")),
        Officer.set(child + "/name", Json.of("Child " + i)));
    if (i < 2 + week) {
      officer.record(incident, Officer.set(child + "/demeanour", Json.of("Quiet")));
    }
    if (i < 1 + week) {
      officer.record(
          incident,
          Officer.add(
              Officer.entry("statement"),
              Json.object().put("about", child).put("words", "I was scared").build()));
    }
    officer.record(incident, Officer.act("submit"));
  }

  private static void take(Page page, Path picture) throws IOException {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(picture)
            .setType(ScreenshotType.JPEG)
            .setQuality(QUALITY));
    assertThat(Files.size(picture)).as("%s", picture).isBetween(5_000L, (long) MOST_BYTES);
  }
}
