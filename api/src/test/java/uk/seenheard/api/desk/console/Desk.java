package uk.seenheard.api.desk.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A supervisor's desk: a real browser. Collects what a page should never say or ask for. */
public final class Desk implements AutoCloseable {
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
  private static final double WAIT_MILLIS = 30_000;

  private final Locale machines = Locale.getDefault();
  private final Playwright playwright;
  private final Browser browser;
  private final String server;
  private final List<String> complaints = new ArrayList<>();
  private boolean muted;

  /**
   * A browser for the pages of that server. Until it is closed the process has the letters of no
   * country: the library that steers the browser puts its own words ("light") into the machine's
   * small letters, which the browser does not know in Turkish.
   */
  public Desk(String server) {
    this.server = server;
    Locale.setDefault(Locale.ROOT);
    PlaywrightAssertions.setDefaultAssertionTimeout(WAIT_MILLIS);
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Path chromium = NeedsChromium.Condition.browser().orElseThrow();
    this.browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(FLAGS));
  }

  /** A fresh tab on the sign-in page. */
  Page tab(int width, int height, ColorScheme colours) {
    return tab(width, height, colours, "Europe/London");
  }

  /** A fresh tab in which somebody has signed in, in a browser that lives by another time. */
  Page in(String zone, String person) {
    return signIn(tab(1280, 860, ColorScheme.LIGHT, zone), person);
  }

  /** A phone that is touched, with nothing else to point with. */
  Page phone(ColorScheme colours) {
    return tab(
        new Browser.NewContextOptions().setHasTouch(true).setIsMobile(true),
        360,
        740,
        colours,
        "Europe/London");
  }

  private Page tab(int width, int height, ColorScheme colours, String zone) {
    return tab(new Browser.NewContextOptions(), width, height, colours, zone);
  }

  /** A fresh tab with what is special about it. */
  Page tab(Browser.NewContextOptions options, int width, int height, ColorScheme colours) {
    return tab(options, width, height, colours, "Europe/London");
  }

  private Page tab(
      Browser.NewContextOptions options, int width, int height, ColorScheme colours, String zone) {
    BrowserContext context =
        browser.newContext(
            options
                .setBaseURL(server)
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
                .setTimezoneId(zone));
    context.setDefaultTimeout(WAIT_MILLIS);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (muted) {
            return;
          }
          // A refusal that the page shows in words is logged by the browser as well.
          if (!message.text().startsWith("Failed to load resource")) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("error: " + error));
    return page;
  }

  Page tab() {
    return tab(1280, 860, ColorScheme.LIGHT);
  }

  /** Another tab of the device whose tab was opened last: what it keeps is there. */
  Page sameDevice() {
    List<BrowserContext> devices = browser.contexts();
    return devices.get(devices.size() - 1).newPage();
  }

  /** A fresh tab in which somebody has signed in and sees the queue. */
  public Page of(String person) {
    return signIn(tab(), person);
  }

  static Page signIn(Page page, String person) {
    page.navigate("/");
    page.getByLabel("Who are you?").selectOption(person);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    page.waitForSelector("sh-queue h1, sh-triage h1, sh-partners h1, sh-received h1");
    // Away from the list: what is under the cursor is not moved.
    page.mouse().move(0, 0);
    return page;
  }

  /** Opens the officer's page, whose first passphrase is typed twice. */
  static void unlocks(Page page) {
    Locator unlock = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Unlock"));
    Locator again = page.getByLabel("The same passphrase once more");
    page.getByLabel("Passphrase of this phone").fill("correct horse");
    unlock.click();
    Locator.FilterOptions open =
        new Locator.FilterOptions().setHasNotText(Pattern.compile("Locked|Unlocking|Opening"));
    again.or(page.locator("#truth").filter(open)).first().waitFor();
    if (again.isVisible()) {
      again.fill("correct horse");
      unlock.click();
    }
  }

  /** Closes every tab. */
  void leave() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
  }

  /** Does something whose complaints are nobody's business. */
  void muted(Runnable task) {
    muted = true;
    try {
      task.run();
    } finally {
      muted = false;
    }
  }

  /** What pages complained of: blocked scripts, styles, faults. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    Locale.setDefault(machines);
  }
}
