package uk.seenheard.officer.door;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.seenheard.officer.NeedsChromium;

/** A phone that keeps what its browser keeps: a browser on a folder, closed and started anew. */
final class Phone implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 60_000;

  private final Path folder;
  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Map<Page, CDPSession> sessions = new HashMap<>();
  private BrowserContext browser;

  Phone(Path folder) {
    this.folder = folder;
  }

  /** Its browser, started anew on what it keeps. */
  Page started(String url) {
    browser =
        playwright
            .chromium()
            .launchPersistentContext(
                folder,
                new BrowserType.LaunchPersistentContextOptions()
                    .setExecutablePath(NeedsChromium.Condition.browser().orElseThrow())
                    .setArgs(List.of("--headless", "--no-sandbox", "--disable-gpu"))
                    .setViewportSize(360, 740));
    browser.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = browser.pages().get(0);
    page.navigate(url);
    return page;
  }

  /** Another tab. */
  Page tab(String url) {
    Page page = browser.newPage();
    page.navigate(url);
    return page;
  }

  /** What only the browser itself can do to a page; it stays done while its tab is open. */
  void does(Page page, String deed, Map<String, Object> given) {
    JsonObject members = new JsonObject();
    given.forEach(
        (name, value) -> {
          if (value instanceof Number number) {
            members.addProperty(name, number);
          } else {
            members.addProperty(name, value.toString());
          }
        });
    sessions
        .computeIfAbsent(page, unused -> page.context().newCDPSession(page))
        .send(deed, members);
  }

  void stopped() {
    browser.close();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
