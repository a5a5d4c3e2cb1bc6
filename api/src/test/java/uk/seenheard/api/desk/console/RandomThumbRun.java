package uk.seenheard.api.desk.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.seenheard.api.ServerProcess;

/**
 * A thumb that presses, types, turns the phone, goes out of signal and back, reloads, closes tabs,
 * kills them and puts clocks elsewhere, at random, on the officer's page against a real server:
 * what the page said was saved is at the server in the end, nothing fails unheard, and no screen
 * leads nowhere.
 *
 * <p>Arguments: minutes for each seed, how many seeds, the first. Ends with 1 where anything was
 * found.
 */
public final class RandomThumbRun {
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

  private RandomThumbRun() {}

  public static void main(String[] arguments) throws Exception {
    String[] given = String.join(" ", arguments).trim().split(" +");
    double minutes = given[0].isEmpty() ? 20 : Double.parseDouble(given[0]);
    int seeds = given.length > 1 ? Integer.parseInt(given[1]) : 5;
    long first = given.length > 2 ? Long.parseLong(given[2]) : 1;
    int found = 0;
    Path folder = Files.createTempDirectory("random-thumb");
    try (Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
      for (long seed = first; seed < first + seeds; seed++) {
        Path data = folder.resolve("seed-" + seed);
        try (ServerProcess server = ServerProcess.start(data, Map.of());
            Browser browser = launched(playwright)) {
          Duration time = Duration.ofMillis((long) (minutes * 60_000));
          RandomThumb thumb = new RandomThumb(browser, server.url(), seed);
          found += thumb.run(time) ? 0 : 1;
        }
      }
    }
    System.out.printf(
        Locale.ROOT, "%d seeds of %.1f minutes, %d with a finding%n", seeds, minutes, found);
    System.exit(found == 0 ? 0 : 1);
  }

  private static Browser launched(Playwright playwright) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(NeedsChromium.Condition.browser().orElseThrow())
                .setArgs(FLAGS));
  }
}
