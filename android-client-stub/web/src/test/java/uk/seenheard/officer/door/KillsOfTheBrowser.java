package uk.seenheard.officer.door;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/**
 * {@code kill -9} of the whole browser at random moments while somebody types and saves, again and
 * again on one profile: what it said was saved, or kept of what is being typed, is there when it is
 * opened again, and what was saved reaches the server.
 *
 * <p>Arguments: how many kills, the seed. Ends with 1 where anything was lost.
 */
final class KillsOfTheBrowser {
  private static final long PATIENCE_SECONDS = 120;

  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final AtomicLong saved = new AtomicLong();
  private final AtomicLong typed = new AtomicLong();

  private KillsOfTheBrowser() {}

  public static void main(String[] arguments) throws Exception {
    int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    int lost = new KillsOfTheBrowser().run(kills, new Random(seed));
    System.exit(lost == 0 ? 0 : 1);
  }

  private int run(int kills, Random random) throws Exception {
    Path profile = Files.createTempDirectory("kills");
    int lost = 0;
    long wholeMillis = 0;
    try (ShippedFiles files = new ShippedFiles(this::answers)) {
      for (int kill = 1; kill <= kills; kill++) {
        Process browser = start(profile, files.url() + "kill.html");
        lost += lostUntil(browser, kill);
        long before = saved.get();
        long started = System.nanoTime();
        while (saved.get() == before) {
          Thread.sleep(5);
        }
        Thread.sleep(random.nextInt(1_500));
        end(browser);
        wholeMillis += (System.nanoTime() - started) / 1_000_000;
      }
      Process last = start(profile, files.url() + "kill.html?last");
      lost += lostUntil(last, kills + 1);
      String outcome = next();
      end(last);
      for (long number = 1; number <= saved.get(); number++) {
        String words = "\"words " + number + "\"";
        if (server.log.stream().noneMatch(frame -> frame.content().contains(words))) {
          System.out.printf(Locale.ROOT, "words %d never reached the server%n", number);
          lost++;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%d kills, %d saves that were shown (%d a second), %d texts kept while they were typed,"
              + " %d lost; then %s%n",
          kills,
          saved.get(),
          saved.get() * 1000 / Math.max(1, wholeMillis),
          typed.get(),
          lost,
          outcome);
    }
    return lost;
  }

  /** How many saves that were shown are not there: what the reopened page found against them. */
  private int lostUntil(Process browser, int kill) throws InterruptedException {
    // Both before the reopened page is heard: it types on at once, and what it adds was not there.
    long shown = saved.get();
    long kept = typed.get();
    String found = next();
    if (!found.startsWith("found ")) {
      end(browser);
      throw new IllegalStateException("round " + kill + ": " + found);
    }
    String[] numbers = found.substring(6).split(",");
    return lost(kill, "saved", shown, Long.parseLong(numbers[0]))
        + lost(kill, "kept while it was typed", kept, Long.parseLong(numbers[1]));
  }

  /** What was saved and not shown any more in time is there as well, and counts from here on. */
  private static int lost(int kill, String how, long shown, long there) {
    if (there < shown) {
      System.out.printf(
          Locale.ROOT, "kill %d: %d was shown as %s, %d is there%n", kill - 1, shown, how, there);
    }
    return (int) Math.max(0, shown - there);
  }

  private String next() throws InterruptedException {
    String one = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return one == null ? "nothing was told" : one;
  }

  private boolean answers(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith("/told/")) {
      return signal.answers(exchange);
    }
    String what = path.substring(6);
    String value = exchange.getRequestURI().getQuery();
    if (what.equals("saved")) {
      saved.accumulateAndGet(Long.parseLong(value), Math::max);
    } else if (what.equals("typed")) {
      typed.accumulateAndGet(Long.parseLong(value), Math::max);
    } else {
      told.add(what + " " + value);
    }
    exchange.sendResponseHeaders(204, -1);
    return true;
  }

  private static Process start(Path profile, String url) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                NeedsChromium.Condition.browser().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                url));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** As a phone whose battery was taken out, but for the disk: every process at once. */
  private static void end(Process browser) {
    List<ProcessHandle> all = new ArrayList<>(browser.descendants().toList());
    browser.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    browser.onExit().join();
    all.forEach(one -> one.onExit().join());
  }
}
