package uk.seenheard.officer.door;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.ShippedFiles;

/**
 * What a press, an incident of 200 changes and a cold start cost the page, in processor time of all
 * of its threads, so that it does not matter who else is at the machine; a phone four times as slow
 * takes four times that. Then what it weighs. Linux alone.
 *
 * <p>Of a press three things are told apart: until it is shown as being saved, until the chip is
 * chosen because the answer is on the disk (what the officer waits for), and what follows once that
 * is painted (what the answer touches is computed and drawn), which holds nothing up but the next
 * press. What follows is held back meanwhile, so that neither is counted with the other.
 *
 * <p>{@code -Dprofile=FILE} writes a trace of the presses with what each function took; with {@code
 * -Dprofiled=openings} of the last opening instead. A bundle that is built with {@code
 * -Dbundle.minified=false} has names that can be read.
 */
public final class SlowPhoneRun {
  private static final int PRESSES = 40;
  private static final int WARM = 10;

  /** Holds back what follows a press until it is asked for. */
  private static final String HELD =
      "() => { const send = Worker.prototype.postMessage; const held = []; let hold = true;"
          + " Worker.prototype.postMessage = function (data, ...more) { if (hold && data.command"
          + " !== 'answer') { held.push([this, data, more]); } else { send.call(this, data,"
          + " ...more); } }; const frame = () => new Promise(requestAnimationFrame); const question"
          + " = () => [...document.querySelectorAll('.question')].find(q =>"
          + " q.textContent.startsWith('Have you seen')); const chip = answer =>"
          + " [...question().querySelectorAll('.chip')].find(c => c.textContent === answer); let"
          + " truth = ''; window.slow = { async nothing() { await frame(); await frame(); }, async"
          + " pressed(answer) { truth = document.getElementById('truth').textContent;"
          + " dispatchEvent(new Event('keydown')); chip(answer).click(); await frame(); await"
          + " frame(); }, async chosen(answer) { while (chip(answer).ariaPressed !== 'true') await"
          + " frame(); await frame(); }, async followed() { hold = false;"
          + " held.splice(0).forEach(([worker, data, more]) => send.call(worker, data, ...more));"
          + " while (document.getElementById('truth').textContent === truth || held.length > 0)"
          + " await frame(); await frame(); await frame(); hold = true; }, free() { hold = false;"
          + " held.splice(0).forEach(([worker, data, more]) => send.call(worker, data, ...more)); }"
          + " }; }";

  private static final int CHANGES = 200;
  private static final int SLOWER = 4;
  private static final int OPENINGS = 5;

  /** So long an officer types eight letters, four of them a second. */
  private static final int TYPING_MILLIS = 2_000;

  private static final @Nullable String PROFILE = System.getProperty("profile");
  private static final String PROFILED = System.getProperty("profiled", "presses");

  private final Page page;
  private final OfficerPage officer;
  private final CDPSession browser;

  private SlowPhoneRun(Page page) {
    this.page = page;
    this.officer = new OfficerPage(page);
    this.browser = page.context().browser().newBrowserCDPSession();
  }

  public static void main(String[] none) throws IOException {
    FakeServer server = new FakeServer();
    ServerOnLoopback signal = new ServerOnLoopback(server);
    weigh();
    try (ShippedFiles files = new ShippedFiles(signal);
        Chromium chromium = new Chromium(files.url() + "officer/")) {
      chromium.with(
          page -> {
            page.setViewportSize(360, 740);
            page.setDefaultTimeout(60_000);
            new SlowPhoneRun(page).run(signal);
            return true;
          });
    }
  }

  private static void weigh() throws IOException {
    long all = 0;
    long bundle = 0;
    List<String> names = new ArrayList<>(ShippedFiles.names());
    names.add("index.html");
    names.add("sw.js");
    for (String name : names) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(ShippedFiles.file('/' + name));
      }
      all += packed.size();
      bundle += name.equals("handset.js") ? packed.size() : 0;
    }
    System.out.printf(Locale.ROOT, "gzipped: bundle %d bytes, all %d bytes%n", bundle, all);
  }

  private void run(ServerOnLoopback signal) {
    officer.unlock();
    officer.signIn("amy");
    officer.begin("Domestic abuse", "NM-20261122-0107");
    signal.gone = true;
    officer.press("Add a child");
    Locator seen = officer.question("Have you seen");
    seen.waitFor();
    page.evaluate(HELD);
    seen.scrollIntoViewIfNeeded();
    trace("presses");
    List<Double> idle = new ArrayList<>();
    List<Double> shown = new ArrayList<>();
    List<Double> presses = new ArrayList<>();
    List<Double> follows = new ArrayList<>();
    List<Double> both = new ArrayList<>();
    for (int i = 0; i < PRESSES; i++) {
      String answer = i % 2 == 0 ? "Yes" : "No";
      idle.add(cost(() -> page.evaluate("() => slow.nothing()")));
      double first = cost(() -> page.evaluate("answer => slow.pressed(answer)", answer));
      double saved = cost(() -> page.evaluate("answer => slow.chosen(answer)", answer));
      double after = cost(() -> page.evaluate("() => slow.followed()"));
      shown.add(first);
      presses.add(first + saved);
      follows.add(after);
      both.add(first + saved + after);
    }
    traced("presses");
    told("of each of them the measure's own part", idle.subList(WARM, idle.size()));
    told("press to shown as being saved", shown.subList(WARM, shown.size()));
    told("press to painted answer", presses.subList(WARM, presses.size()));
    told("what follows, after the paint", follows.subList(WARM, follows.size()));
    told("both", both.subList(WARM, both.size()));
    page.evaluate("() => slow.free()");

    page.evaluate(
        "async count => { const link = await import(new URL('link.js',"
            + " document.querySelector('script').src)); const {current} = await"
            + " link.tell('status'); for (let i = 0; i < count; i++) await link.tell('answer',"
            + " {incident: current, at: 'place', value: `${i} Elm Row`, brief: true}); }",
        CHANGES - PRESSES);
    List<Double> openings = new ArrayList<>();
    for (int i = 0; i < OPENINGS; i++) {
      page.reload();
      page.waitForTimeout(TYPING_MILLIS);
      officer.unlock();
      page.locator(".card").waitFor();
      if (i == OPENINGS - 1) {
        trace("openings");
      }
      openings.add(
          cost(
              () -> {
                page.locator(".card").click();
                page.locator(".sections").waitFor();
              }));
    }
    traced("openings");
    told("open an incident of " + CHANGES + " changes anew", openings);

    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < OPENINGS; i++) {
      page.navigate("about:blank");
      starts.add(
          cost(
              () -> {
                page.goBack();
                page.getByLabel("Passphrase of this phone").waitFor();
              }));
    }
    told("cold start to usable", starts);
  }

  private void trace(String what) {
    if (PROFILE != null && PROFILED.equals(what)) {
      page.context()
          .browser()
          .startTracing(
              page,
              new Browser.StartTracingOptions()
                  .setCategories(
                      List.of(
                          "devtools.timeline",
                          "v8.execute",
                          "disabled-by-default-v8.cpu_profiler",
                          "__metadata")));
    }
  }

  private void traced(String what) {
    if (PROFILE != null && PROFILED.equals(what)) {
      try {
        Files.write(Path.of(PROFILE), page.context().browser().stopTracing());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  private static void told(String what, List<Double> millis) {
    List<Double> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    double middle = sorted.get(sorted.size() / 2);
    double late =
        sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(sorted.size() * 0.95) - 1));
    System.out.printf(
        Locale.ROOT,
        "%s: processor time p50 %.0f ms, p95 %.0f ms of %d; %d times as slow: %.0f and %.0f ms%n",
        what,
        middle,
        late,
        sorted.size(),
        SLOWER,
        SLOWER * middle,
        SLOWER * late);
  }

  /** Processor time of the page's process while something is done, in milliseconds. */
  private double cost(Runnable deed) {
    Map<Long, Long> before = new HashMap<>();
    renderers().forEach(pid -> before.put(pid, spent(pid)));
    deed.run();
    return renderers().stream().mapToLong(pid -> spent(pid) - before.getOrDefault(pid, 0L)).sum()
        / 1e6;
  }

  private List<Long> renderers() {
    List<Long> pids = new ArrayList<>();
    JsonObject told = browser.send("SystemInfo.getProcessInfo");
    for (JsonElement one : told.getAsJsonArray("processInfo")) {
      if (one.getAsJsonObject().get("type").getAsString().equals("renderer")) {
        pids.add(one.getAsJsonObject().get("id").getAsLong());
      }
    }
    return pids;
  }

  private static long spent(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.mapToLong(SlowPhoneRun::ofThread).sum();
    } catch (IOException ended) {
      return 0;
    }
  }

  private static long ofThread(Path thread) {
    try {
      return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
