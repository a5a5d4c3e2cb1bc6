package uk.seenheard.officer;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

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

  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /** The driver takes orders from one thread alone. */
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  private Playwright playwright;
  private Browser browser;
  private Page page;

  /** Opens that address. */
  public Chromium(String url) {
    this(url, "Europe/London");
  }

  /** Opens that address on a device that takes itself to be in that zone. */
  public Chromium(String url, String zone) {
    this(url, zone, List.of());
  }

  /** The same, with more flags. */
  public Chromium(String url, String zone, List<String> more) {
    done(
        () -> {
          open(url, zone, more);
          return true;
        });
  }

  private void open(String url, String zone, List<String> more) {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.addAll(more);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(NeedsChromium.Condition.browser().orElseThrow())
                    .setArgs(flags));
    page = browser.newPage(new Browser.NewPageOptions().setTimezoneId(zone));
    page.setDefaultTimeout(WAIT_MILLIS);
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(error -> complaints.add("error: " + error));
    page.navigate(url);
  }

  /** What a function gives on the page, asked from whatever thread. */
  public Object evaluate(String function, Object argument) {
    return done(() -> page.evaluate(function, argument));
  }

  /** What a deed with the page gives, done on the driver's own thread. */
  public <T> T with(Function<Page, T> deed) {
    return done(() -> deed.apply(page));
  }

  private <T> T done(Callable<T> deed) {
    try {
      return thread.submit(deed).get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause().getMessage(), failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** What the page complained of: blocked scripts, faults. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    done(
        () -> {
          browser.close();
          playwright.close();
          return true;
        });
    thread.shutdown();
  }
}
