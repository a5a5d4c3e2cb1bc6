package uk.seenheard.api.desk.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Worker;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/** One seed's thumb on one phone: see {@link RandomThumbRun}. */
final class RandomThumb {
  private static final String PASSPHRASE = "correct horse";
  private static final int WIDTH = 360;
  private static final int HEIGHT = 740;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How many of the acts before a finding are told with it. */
  private static final int LATELY = 25;

  private static final List<String> CLOCKS =
      List.of("60_000", "-60_000", "3_600_000", "-86_400_000", "-1_700_000_000_000", "3e12");

  private static final List<String> TEXTS =
      List.of(
          "Robin",
          "<img src=x onerror=alert(1)>",
          "😀 👩‍👧‍👦 said no",
          "قالت لا تخبر أحدا",
          "  ",
          "0012345",
          "MC-2026-1129-04",
          "\u202Edesrever",
          "line\nline");

  private final Browser browser;
  private final String url;
  private final long seed;
  private final Random random;
  private final SavedOnThePage saved;
  private final List<String> found = new ArrayList<>();
  private final Map<String, Integer> done = new TreeMap<>();
  private final Queue<String> lately = new ArrayDeque<>();
  private final Map<String, Integer> refusals = new TreeMap<>();

  private BrowserContext phone;
  private Page page;
  private boolean offline;
  private int number;
  private int misses;
  private Instant pressable = Instant.now();

  RandomThumb(Browser browser, String url, long seed) {
    this.browser = browser;
    this.url = url;
    this.seed = seed;
    this.random = new Random(seed);
    this.saved = new SavedOnThePage(url);
  }

  /** Whether nothing was found. */
  boolean run(Duration time) {
    phone =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(url)
                .setViewportSize(WIDTH, HEIGHT)
                .setHasTouch(true)
                .setTimezoneId(random.nextBoolean() ? "Europe/London" : "Pacific/Kiritimati"));
    phone.setDefaultTimeout(PATIENCE.toMillis());
    phone.exposeBinding("noted", (source, told) -> noted((String) told[0]));
    phone.addInitScript(script());
    open();
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)");
    Instant end = Instant.now().plus(time);
    int acts = 0;
    while (Instant.now().isBefore(end) && found.isEmpty()) {
      act();
      acts++;
    }
    if (found.isEmpty()) {
      everythingArrives();
    }
    System.out.printf(
        Locale.ROOT,
        "seed %d: %d acts %s, %d saves that were shown, %d missing; refused %s%n",
        seed,
        acts,
        done,
        saved.count(),
        saved.missing().size(),
        refusals);
    saved.missing().forEach(one -> found.add("missing at the server: " + one));
    found.forEach(one -> System.out.println("  seed " + seed + ": " + one));
    if (!found.isEmpty()) {
      System.out.println("  seed " + seed + ": lately " + lately);
    }
    phone.close();
    return found.isEmpty();
  }

  private static String script() {
    try (InputStream in = RandomThumb.class.getResourceAsStream("random-thumb.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Object noted(String text) {
    Json.Obj told = (Json.Obj) new JacksonJsonReader().read(text);
    told.text("fault").ifPresent(found::add);
    told.text("refused")
        .ifPresent(words -> refusals.merge(words.replaceAll("\\d+", "N"), 1, Integer::sum));
    if (told.text("command").isPresent()) {
      saved.add(told);
    }
    return null;
  }

  private void open() {
    page = phone.newPage();
    page.onPageError(error -> found.add("error: " + error));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            found.add("console: " + message.text());
          }
        });
    page.navigate("/officer/");
    pressable = Instant.now();
  }

  private void act() {
    int chance = random.nextInt(1_000);
    try {
      if (chance < 900) {
        press();
      } else if (chance < 925) {
        did("turned");
        boolean upright = page.viewportSize().width < page.viewportSize().height;
        page.setViewportSize(upright ? HEIGHT : WIDTH, upright ? WIDTH : HEIGHT);
      } else if (chance < 950) {
        offline = !offline;
        did(offline ? "offline" : "online");
        phone.setOffline(offline);
      } else if (chance < 962) {
        did("reloaded");
        page.reload();
      } else if (chance < 974) {
        did("closed");
        page.close();
        open();
      } else if (chance < 982) {
        did("killed");
        killAmidst();
        open();
      } else if (chance < 992) {
        did("clock");
        clock(CLOCKS.get(random.nextInt(CLOCKS.size())));
      } else {
        did("back");
        page.evaluate("() => history.back()");
      }
    } catch (PlaywrightException moved) {
      // The page went away under the thumb: it was reloaded, closed, or renewed itself.
      did("missed");
      if (page.isClosed()) {
        open();
      }
    }
  }

  private void did(String what) {
    did(what, "");
  }

  private void did(String what, String name) {
    done.merge(what, 1, Integer::sum);
    lately.add(what + (name.isEmpty() ? "" : " \"" + name + '"'));
    if (lately.size() > LATELY) {
      lately.remove();
    }
  }

  /** The tab ends while it does what it was pressed for, with no word to it. */
  private void killAmidst() {
    page.evaluate(
        "([i, text]) => { for (let n = 0; n < 5 && thumb.look().secret < 0; n++) { thumb.press((i +"
            + " n) % thumb.look().count, text); } }",
        List.of(random.nextInt(40), text()));
    page.close();
  }

  /** The page and its worker take it to be another time. */
  private void clock(String by) {
    String step =
        "() => { globalThis.trueNow ??= Date.now.bind(Date); Date.now = () => trueNow() + ("
            + by
            + "); }";
    page.evaluate(step);
    for (Worker worker : page.workers()) {
      worker.evaluate(step);
    }
  }

  private void press() {
    Map<?, ?> seen = (Map<?, ?>) page.evaluate("() => thumb.look()");
    List<?> stuck = (List<?>) seen.get("stuck");
    if (!stuck.isEmpty()) {
      found.add("never answered: " + stuck);
    }
    int count = number(seen, "count");
    if (count > 0) {
      pressable = Instant.now();
    } else if (pressable.plus(PATIENCE).isBefore(Instant.now())) {
      found.add("a dead end: nothing can be pressed, " + seen.get("truth"));
    }
    if (number(seen, "secret") >= 0) {
      did("unlocked");
      // Whoever is wrong three times waits, longer each time: that is another test's. The first one
      // that a phone hears, new or wiped, is the one that it takes from then on.
      boolean wrong =
          Boolean.TRUE.equals(seen.get("kept")) && misses < 2 && random.nextInt(20) == 0;
      misses = wrong ? misses + 1 : 0;
      unlock(wrong ? "a wrong one" : PASSPHRASE);
    } else if (number(seen, "person") >= 0) {
      did("signed in");
      signIn(random.nextInt(4) == 0 ? "pc1202" : "pc1201", number(seen, "person"));
    } else if (count > 0) {
      List<?> pressed =
          (List<?>)
              page.evaluate(
                  "([i, text]) => thumb.press(i, text)", List.of(random.nextInt(count), text()));
      did((String) pressed.get(0), (String) pressed.get(1));
    }
    page.waitForTimeout(random.nextInt(4) == 0 ? random.nextInt(700) : 20);
  }

  private void unlock(String passphrase) {
    page.evaluate("text => thumb.secret(text)", passphrase);
    entered();
  }

  private void signIn(String person, int place) {
    page.evaluate("([i, text]) => thumb.press(i, text)", List.of(place, person));
    entered();
  }

  private void entered() {
    page.keyboard().press("Enter");
    page.waitForFunction("() => thumb.look().busy === 0");
  }

  private String text() {
    String text =
        TEXTS.get(random.nextInt(TEXTS.size())) + (random.nextInt(3) == 0 ? "" : " m" + ++number);
    return random.nextInt(60) == 0 ? text.repeat(60_000 / text.length()) : text;
  }

  private static int number(Map<?, ?> seen, String name) {
    return ((Number) seen.get(name)).intValue();
  }

  /**
   * Back in signal, by a clock that is right again, everything goes out; whoever recorded it signs
   * in.
   */
  private void everythingArrives() {
    phone.setOffline(false);
    page.close();
    open();
    Instant end = Instant.now().plus(Duration.ofMinutes(5));
    while (Instant.now().isBefore(end)) {
      try {
        Map<?, ?> seen = (Map<?, ?>) page.evaluate("() => thumb.look()");
        if (number(seen, "secret") >= 0) {
          unlock(PASSPHRASE);
        } else if (number(seen, "person") >= 0) {
          signIn("pc1201", number(seen, "person"));
        } else if ("Everything is at the force.".equals(seen.get("truth"))) {
          saved.compare();
          return;
        } else if (((String) seen.get("truth")).startsWith("Working without signal")) {
          home();
          page.locator("[role=switch]").click();
        } else {
          home();
          page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Get what is new"))
              .click();
          page.waitForTimeout(1_000);
        }
      } catch (PlaywrightException moved) {
        page.waitForTimeout(500);
      }
    }
    found.add("never synced: " + page.evaluate("() => JSON.stringify(thumb.look())"));
  }

  /** Not by its name alone: an officer's words may say the same. */
  private void home() {
    page.locator("#bar button").first().click();
    page.getByText("Your incidents").waitFor();
  }
}
