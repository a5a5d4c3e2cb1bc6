package uk.seenheard.officer;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real browser with a page of the shipped files open; collects what the page complains of. */
public final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final double WAIT_MILLIS = 60_000;

  private final Playwright playwright;
  private final Browser browser;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  /** Opens that address. */
  public Chromium(String url) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(NeedsChromium.Condition.browser().orElseThrow())
                    .setArgs(FLAGS));
    page = browser.newPage();
    page.setDefaultTimeout(WAIT_MILLIS);
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(error -> complaints.add("error: " + error));
    page.navigate(url);
  }

  /** The page. */
  public Page page() {
    return page;
  }

  /** What the page complained of: blocked scripts, faults. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
