package uk.seenheard.api.desk.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;

/** A queue that is longer than one page of it, asked for page by page while it changes. */
@NeedsChromium
class MoreLinesTest {
  private static final int PAGE = 3;

  @TempDir static Path folder;

  @Test
  void moreIsShownAlthoughTheListChangedWhileItWasOnItsWay() throws Exception {
    try (LiveServer server =
            LiveServer.start(folder.resolve("data"), System::currentTimeMillis, Map.of());
        LateShift shift = LateShift.at(server.url(), folder);
        Desk desk = new Desk(server.url())) {
      for (int i = 1; i <= 2 * PAGE; i++) {
        shift.concern("MC-2026-1122-020" + i, i + " Station Road", "standard", 1);
      }
      Page page = desk.of("ps401");
      List<Route> held = new ArrayList<>();
      page.route(
          "**/v1/incidents?*limit=100*",
          route -> {
            if (route.request().url().contains("cursor=") && held.isEmpty()) {
              held.add(route);
            } else {
              shortened(route);
            }
          });
      page.reload();
      Locator lines = page.locator(".queue .card");
      page.waitForCondition(() -> lines.count() == PAGE);
      page.getByText("Show more").click();
      page.waitForCondition(() -> !held.isEmpty());

      // Read first of all that waits: it stands on top, and the page it came with ends a line
      // sooner.
      shift.concern("MC-2026-1122-0299", "9 Station Road", "high", 1);
      page.waitForCondition(() -> page.getByText("9 Station Road").count() > 0);
      shortened(held.get(0));

      page.waitForCondition(() -> lines.count() == 2 * PAGE);
      assertThat(lines.first().innerText()).contains("9 Station Road");
      assertThat(lines.allTextContents()).doesNotHaveDuplicates();
      assertThat(desk.complaints()).isEmpty();
    }
  }

  /** The same, but no more than three lines at once. */
  private static void shortened(Route route) {
    String url = route.request().url().replace("limit=100", "limit=" + PAGE);
    route.resume(new Route.ResumeOptions().setUrl(url));
  }
}
