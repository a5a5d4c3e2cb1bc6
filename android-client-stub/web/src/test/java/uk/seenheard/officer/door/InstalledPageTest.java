package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/** The page as an app: opened without signal, in front of a captive portal, and by a new build. */
@NeedsChromium
class InstalledPageTest {
  private static final String CACHED =
      "async () => { const all = []; for (const name of await caches.keys()) {"
          + " const cache = await caches.open(name);"
          + " for (const request of await cache.keys()) {"
          + " const text = await (await cache.match(request)).text();"
          + " all.push(`${name} ${new URL(request.url).pathname} ${text}`); } } return all; }";
  private static final String UPDATED =
      "async () => { const it = await navigator.serviceWorker.ready;"
          + " await it.update().catch(() => {}); }";

  @TempDir Path profile;

  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);
  private ShippedFiles files;
  private Playwright playwright;
  private BrowserContext browser;

  @BeforeEach
  void open() throws IOException {
    files = new ShippedFiles(signal);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  @AfterEach
  void close() {
    browser.close();
    playwright.close();
    files.close();
  }

  /** The browser of this phone, started anew on what it keeps. */
  private Page started() {
    browser =
        playwright
            .chromium()
            .launchPersistentContext(
                profile,
                new BrowserType.LaunchPersistentContextOptions()
                    .setExecutablePath(NeedsChromium.Condition.browser().orElseThrow())
                    .setArgs(List.of("--headless", "--no-sandbox", "--disable-gpu"))
                    .setViewportSize(360, 740));
    Page page = browser.pages().get(0);
    page.navigate(files.url() + "officer/");
    return page;
  }

  @SuppressWarnings("unchecked")
  private static List<String> cached(Page page) {
    return (List<String>) page.evaluate(CACHED);
  }

  @Test
  void opensWithoutSignalIsNotFooledByAPortalAndWaitsWithANewBuild() throws IOException {
    Page page = started();
    OfficerPage officer = new OfficerPage(page);
    officer.unlock();
    officer.signIn("amy");
    officer.begin("Domestic abuse", "NM-20261122-0107");
    officer.press("Add a child");
    officer.question("What is the child's name?").locator("textarea").fill("Robin");
    officer.question("When was").locator("input").focus();
    page.getByLabel("Robin: not seen").waitFor();
    page.evaluate("() => navigator.serviceWorker.ready");
    browser.close();

    // Nobody answers any more: neither the server nor whoever gave out the page.
    files.gone = true;
    page = started();
    officer = new OfficerPage(page);
    officer.unlock();
    page.getByText("NM-20261122-0107").click();
    page.getByLabel("Robin: not seen").click();
    officer.question("Is Robin a girl or a boy?").getByText("Boy").last().click();
    assertThat(officer.truth("not sent")).isNotEmpty();

    // A portal answers everything, and then a single file of a new build.
    files.gone = false;
    files.portal = name -> true;
    page.evaluate(UPDATED);
    files.build = "two";
    files.portal = name -> name.endsWith("section.js");
    page.evaluate(UPDATED);
    page.reload();
    officer.unlock();
    assertThat(cached(page))
        .hasSize(ShippedFiles.names().size() + 1)
        .allMatch(one -> one.startsWith("officer-one /officer/"))
        .noneMatch(one -> one.contains("Robin") || one.contains("Free WiFi"));

    // The new build is whole: it waits while the officer has something in hand.
    files.portal = name -> false;
    page.getByText("NM-20261122-0107").click();
    page.locator(".sections").waitFor();
    page.evaluate(UPDATED);
    page.getByText("It waits until you have nothing in hand").waitFor();
    assertThat(page.evaluate("() => document.scripts[0].src").toString()).contains("/one/");
    officer.home();
    officer.press("Start the new version");
    page.waitForFunction("() => document.scripts[0].src.includes('/two/')");
    officer.unlock();
    page.getByText("NM-20261122-0107").waitFor();
    assertThat(cached(page)).allMatch(one -> one.startsWith("officer-two /officer/"));
  }

  @Test
  void newBuildStrandsNeitherWhatIsUnsentNorWhatIsBeingTyped() throws IOException {
    Page page = started();
    OfficerPage officer = new OfficerPage(page);
    officer.unlock();
    officer.signIn("amy");
    officer.begin("Domestic abuse", "NM-20261122-0107");
    page.evaluate("() => navigator.serviceWorker.ready");
    page.reload();
    officer.unlock();
    signal.gone = true;
    page.getByText("NM-20261122-0107").click();
    officer.press("Add a child");
    officer.question("Have you seen").getByText("Yes").first().click();
    page.getByLabel("Child 1: seen, not heard").waitFor();
    page.locator(".voice-deed").click();
    page.locator("#words").pressSequentially("I hid under the");
    int waits = officer.queued();
    assertThat(waits).isGreaterThanOrEqualTo(2);

    files.build = "two";
    page.evaluate(UPDATED);
    page.getByText("It waits until you have nothing in hand").waitFor();
    page.locator("#words").pressSequentially(" table");
    assertThat(page.locator("#words").inputValue()).isEqualTo("I hid under the table");
    assertThat(page.evaluate("() => document.scripts[0].src").toString()).contains("/one/");
    officer.home();
    officer.press("Start the new version");
    page.waitForFunction("() => document.scripts[0].src.includes('/two/')");
    officer.unlock();
    officer.truth(waits + " not sent");
    page.getByText("NM-20261122-0107").click();
    page.getByLabel("Child 1: seen, not heard").click();
    officer.press("Go on with their words");
    assertThat(page.locator("#words").inputValue()).isEqualTo("I hid under the table");
    officer.press("Save as said");
    page.locator("blockquote").waitFor();
    signal.gone = false;
    officer.home();
    officer.press("Get what is new");
    officer.truth("Everything is at the force.");
    assertThat(server.log)
        .filteredOn(frame -> frame.content().contains("I hid"))
        .hasSize(1)
        .allMatch(frame -> frame.content().contains("I hid under the table"));
  }
}
