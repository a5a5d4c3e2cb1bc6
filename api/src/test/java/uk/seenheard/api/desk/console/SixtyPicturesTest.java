package uk.seenheard.api.desk.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.ServerProcess;

/**
 * Every page with sixty incidents, on a phone and on a desk, light and dark, and on paper, for
 * whoever wants to look: {@code -Dsixty=FOLDER}. What the pages do is tried by others.
 */
@NeedsChromium
@EnabledIfSystemProperty(named = "sixty", matches = ".+")
class SixtyPicturesTest {
  private static final int INCIDENTS = 57;
  private static final List<String> GRADES = List.of("standard", "medium", "high");

  @TempDir Path folder;

  @Test
  void everyPageWithSixtyIncidents() throws Exception {
    Path album = Files.createDirectories(Path.of(System.getProperty("sixty")));
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"), Map.of());
        Desk desk = new Desk(server.url())) {
      LateShift shift = LateShift.at(server.url(), folder);
      for (int i = 0; i < INCIDENTS; i++) {
        shift.concern(
            "MC-2026-1122-1" + (100 + i),
            (i + 1) + " Station Road",
            GRADES.get(i % GRADES.size()),
            1 + i % 4);
      }
      shift.well("MC-2026-1121-0993");
      shift.differing("MC-2026-1122-0500");
      String kitchen = shift.kitchen();
      shift.close();
      for (int width : new int[] {360, 1280}) {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          Page page = Desk.signIn(desk.tab(width, width == 360 ? 740 : 860, colours), "insp71");
          for (String address :
              List.of(
                  "/",
                  "/overdue",
                  "/brief",
                  "/handsets",
                  "/people",
                  "/measures",
                  "/help",
                  "/incidents/" + kitchen)) {
            page.navigate(address);
            page.waitForSelector("main h1");
            page.waitForSelector(
                address.equals("/")
                    ? ".row-children"
                    : address.startsWith("/incidents")
                        ? "sh-linked"
                        : "main h1 ~ *, main .queue-head ~ *");
            page.waitForTimeout(700);
            String name =
                address.startsWith("/i")
                    ? "incident"
                    : address.length() == 1 ? "queue" : address.substring(1);
            page.screenshot(
                new Page.ScreenshotOptions()
                    .setPath(album.resolve(name + "-" + width + "-" + colours + ".png")));
            assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .as("width of %s", address)
                .isLessThanOrEqualTo(width);
            // What stays at the foot lies over nothing in a window that is tall enough.
            page.setViewportSize(width, 2_400);
            Axe.findsNothing(desk, page);
            page.setViewportSize(width, width == 360 ? 740 : 860);
          }
        }
      }
      Page paper = Desk.signIn(desk.tab(1280, 860, ColorScheme.LIGHT), "ps401");
      for (String address : List.of("/brief", "/incidents/" + kitchen)) {
        paper.navigate(address);
        paper.waitForSelector("sh-printing button");
        paper.waitForTimeout(1_500);
        paper.evaluate("() => { window.print = () => {}; }");
        paper.locator("sh-printing button").click();
        paper.waitForSelector("html.is-printing");
        String name = address.startsWith("/i") ? "incident" : "brief";
        paper.pdf(new Page.PdfOptions().setFormat("A4").setPath(album.resolve(name + ".pdf")));
        paper.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        paper.setViewportSize(794, 1123);
        paper.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(album.resolve(name + "-paper.png")));
        paper.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        paper.setViewportSize(1280, 860);
      }
    }
  }
}
