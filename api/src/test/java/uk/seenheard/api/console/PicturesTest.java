package uk.seenheard.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.ServerProcess;

/**
 * Takes the pictures that the README shows, of the pages as they are: into {@code target/pictures},
 * or with {@code -Dpictures=docs} where the README finds them.
 */
@NeedsChromium
class PicturesTest {
  private static final int MOST_BYTES = 120_000;
  private static final int QUALITY = 50;

  @TempDir Path folder;

  @Test
  void picturesOfTheDeskAreSmall() throws Exception {
    Path album =
        Files.createDirectories(Path.of(System.getProperty("pictures", "target/pictures")));
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

  private static void take(Page page, Path picture) throws IOException {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(picture)
            .setType(ScreenshotType.JPEG)
            .setQuality(QUALITY));
    assertThat(Files.size(picture)).as("%s", picture).isBetween(5_000L, (long) MOST_BYTES);
  }
}
