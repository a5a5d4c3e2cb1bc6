package uk.seenheard.api.bench;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.seenheard.api.Caller;
import uk.seenheard.api.desk.console.Desk;
import uk.seenheard.sync.codec.Json;

/**
 * The queue of one supervisor in a real browser beside the server: whether a thousand submissions
 * stand in the server's order, and still do when some are decided and others come in meanwhile;
 * with ten thousand, how long until the first rows are painted, and until another form's are; and
 * how the list's request grows from 1,000 to 100,000 incidents that wait in the store.
 *
 * <p>Arguments: submissions in the queue, then the two sizes of the store (0 for the first leaves
 * the order out, which is tried with it; 0 for the second the growth), then the folder of a run
 * before, whose queue is measured again as it stands. Prints a row for each figure, {@code ok} or
 * {@code short}; the server is a process of its own with 512 MB of heap.
 */
public final class DeskRun {
  private static final int CHANGES_EACH = 4;
  private static final int REPEATS = 9;
  private static final int LOOKS = 200;
  private static final double PAINT_MILLIS = 1_000;
  private static final double FILTER_MILLIS = 300;
  private static final int RETURNED = 5;
  private static final String LIST = "/v1/incidents?state=waiting&limit=100";

  /** A page that is full at either size. */
  private static final String OFFICERS = "/v1/incidents?state=waiting&limit=30&officer=pc1203";

  private static final String DEEP = " after five pages";

  /** Resolves with the moment at which rows stand on the screen that do not start as given. */
  private static final String PAINTED =
      "(before) => new Promise((painted) => { const look = () => {"
          + " const first = document.querySelector('sh-queue .card a');"
          + " if (first && first.getAttribute('href') !== before)"
          + " requestAnimationFrame(() => requestAnimationFrame(() => painted(performance.now())));"
          + " else requestAnimationFrame(look); }; look(); })";

  private static final String CHOOSE =
      "([form, before]) => { const choice = document.getElementById('filter-form');"
          + " const started = performance.now(); choice.value = form;"
          + " choice.dispatchEvent(new Event('change', {bubbles: true}));"
          + " return ("
          + PAINTED
          + ")(before).then((end) => end - started); }";

  private static final String SHOWN =
      "() => [...document.querySelectorAll('sh-queue .card')].map((it) => it.dataset.incident)";

  private DeskRun() {}

  /** Runs; ends with 1 where a figure is short. */
  public static void main(String[] args) throws Exception {
    String[] words = args.length == 1 ? args[0].trim().split(" +") : args;
    int waiting = words.length > 0 ? Integer.parseInt(words[0]) : 10_000;
    int few = words.length > 1 ? Integer.parseInt(words[1]) : 1_000;
    int many = words.length > 2 ? Integer.parseInt(words[2]) : 100_000;
    Path folder =
        words.length > 3
            ? Path.of(words[3])
            : Path.of("target", "bench", "desk-" + System.currentTimeMillis());
    Files.createDirectories(folder);
    boolean good = few == 0 || order(folder.toAbsolutePath(), few);
    good &= painting(folder.toAbsolutePath(), waiting);
    good &= many == 0 || growth(folder.toAbsolutePath(), few, many);
    Children.endAll();
    System.exit(good ? 0 : 1);
  }

  /** Every line where the server has it: as opened, and after decisions and news from elsewhere. */
  private static boolean order(Path folder, int waiting) throws Exception {
    try (BenchServer server =
            BenchServer.start(folder.resolve("order"), Optional.of(roster(folder)));
        Fleet fleet = new Fleet(server.url(), 50, CHANGES_EACH, true);
        Desk desk = new Desk(server.url())) {
      fill(fleet, waiting);
      Caller sergeant = Caller.signedIn(server.url(), "ps401");
      Page page = desk.of("ps401");
      page.waitForSelector("sh-queue .card");
      List<String> all = listed(sergeant);
      showAll(page, all.size());
      boolean good = same("as opened", all, page);
      Figures follows = new Figures();
      for (int round = 0; round < 3; round++) {
        // Some leave from the middle and from beyond what one page holds; others come in.
        for (int i = 0; i < RETURNED; i++) {
          back(sergeant, all.get((i + 1) * (all.size() / (RETURNED + 1))));
        }
        fleet.fill(1);
        long started = System.nanoTime();
        all = listed(sergeant);
        List<String> wanted = all;
        page.waitForCondition(
            () -> {
              if (page.locator(".fresh button").count() > 0) {
                page.locator(".fresh button").click();
              }
              List<?> shown = (List<?>) page.evaluate(SHOWN);
              return shown.size() > RETURNED
                  && shown.equals(wanted.subList(0, Math.min(shown.size(), wanted.size())));
            });
        follows.add((System.nanoTime() - started) / 1e6);
        showAll(page, all.size());
        good &= same("after " + RETURNED + " were returned and others came in", all, page);
      }
      System.out.printf(
          Locale.ROOT, "desk follows within %.0f ms (most of 3 rounds)%n", follows.most());
      return good;
    }
  }

  private static boolean same(String when, List<String> wanted, Page page) {
    boolean good = wanted.equals(page.evaluate(SHOWN));
    System.out.printf(
        Locale.ROOT,
        "desk %,d lines in the server's order %s: %s%n",
        wanted.size(),
        when,
        good ? "ok" : "short");
    return good;
  }

  private static void showAll(Page page, int lines) {
    while (page.locator("sh-queue .card").count() < lines) {
      int before = page.locator("sh-queue .card").count();
      page.getByText("Show more").click();
      page.waitForCondition(() -> page.locator("sh-queue .card").count() > before);
    }
  }

  private static List<String> listed(Caller caller) {
    List<String> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Json.Obj answer = caller.get(LIST + cursor.map(at -> "&cursor=" + at).orElse("")).expect(200);
      answer.items("incidents").forEach(card -> all.add(((Json.Obj) card).text("incident").get()));
      cursor = answer.text("cursor");
    } while (cursor.isPresent());
    return all;
  }

  private static void back(Caller caller, String incident) {
    String at = "/v1/incidents/" + incident;
    Json returned =
        Json.object()
            .put("op", "act")
            .put("act", "return")
            .put("with", Json.object().put("note", "Speak to the child").build())
            .build();
    caller
        .post(
            at + "/decisions",
            Json.object()
                .put("frontier", caller.get(at + "/card").expect(200).text("frontier").get())
                .put("ops", Json.list(List.of(returned)))
                .build())
        .expect(201);
  }

  private static boolean painting(Path folder, int waiting) throws Exception {
    boolean fresh = !Files.exists(folder.resolve("queue"));
    try (BenchServer server =
        BenchServer.start(folder.resolve("queue"), Optional.of(roster(folder)))) {
      if (fresh) {
        try (Fleet fleet = new Fleet(server.url(), 50, CHANGES_EACH, true)) {
          fill(fleet, waiting);
        }
      }
      Figures first = new Figures();
      Figures filtered = new Figures();
      boolean hits;
      try (Desk desk = new Desk(server.url())) {
        Page page = desk.of("ps401");
        for (int round = -1; round < REPEATS; round++) {
          page.reload();
          double painted = number(page.evaluate(PAINTED, ""));
          for (String form : List.of("concern-for-child", "domestic-abuse")) {
            Object before =
                page.evaluate("document.querySelector('sh-queue .card a').getAttribute('href')");
            double changed = number(page.evaluate(CHOOSE, List.of(form, before)));
            if (round >= 0) {
              filtered.add(changed);
            }
          }
          page.navigate("/");
          page.waitForSelector("sh-queue .card");
          if (round >= 0) {
            first.add(painted);
          }
        }
        hits = found(page, waiting);
      }
      String with = String.format(Locale.ROOT, " with %,d waiting", waiting);
      return hits
          & row(
              "queue, reload to first rows painted, slowest of " + REPEATS + with,
              first,
              PAINT_MILLIS)
          & row(
              "queue, another form's rows painted, slowest of " + 2 * REPEATS + with,
              filtered,
              FILTER_MILLIS);
    }
  }

  /**
   * A word that stands in every incident: those most like it are shown, and that there are more.
   */
  private static boolean found(Page page, int waiting) {
    long started = System.nanoTime();
    page.locator("#find").fill("child");
    page.keyboard().press("Enter");
    page.waitForSelector(".hit");
    double millis = (System.nanoTime() - started) / 1e6;
    int shown = page.locator(".hit").count();
    boolean partial = page.locator("sh-search .govuk-inset-text").count() > 0;
    String says = page.locator("sh-search h1").textContent().trim();
    boolean good = shown == 50 && (partial || says.startsWith(waiting + " incidents"));
    System.out.printf(
        Locale.ROOT,
        "desk search for what stands in all: %d shown after %.0f ms, \"%s\"%s: %s%n",
        shown,
        millis,
        says,
        partial ? ", says that there was not the time for all" : "",
        good ? "ok" : "short");
    return good;
  }

  private static boolean growth(Path folder, int few, int many) throws Exception {
    Path force = roster(folder);
    try (BenchServer small = BenchServer.start(folder.resolve("few"), Optional.of(force));
        BenchServer big = BenchServer.start(folder.resolve("many"), Optional.of(force));
        Fleet smallFleet = new Fleet(small.url(), 60, CHANGES_EACH, true);
        Fleet bigFleet = new Fleet(big.url(), 60, CHANGES_EACH, true)) {
      fill(smallFleet, few);
      fill(bigFleet, many);
      boolean good = true;
      Caller atSmall = Caller.signedIn(small.url(), "ps401");
      Caller atBig = Caller.signedIn(big.url(), "ps401");
      for (String list : List.of(LIST, LIST + DEEP, LIST + "&form=domestic-abuse", OFFICERS)) {
        Figures fewer = new Figures();
        Figures more = new Figures();
        String ofSmall = placed(atSmall, list);
        String ofBig = placed(atBig, list);
        for (int look = -LOOKS; look < LOOKS; look++) {
          double a = timed(atSmall, ofSmall);
          double b = timed(atBig, ofBig);
          if (look >= 0) {
            fewer.add(a);
            more.add(b);
          }
        }
        double ratio = more.median() / fewer.median();
        good &= ratio <= 1.3;
        System.out.printf(
            Locale.ROOT,
            "list %s %.2f ms with %,d incidents, %.2f with %,d, %.2f goal <= 1.3 %s%n",
            list,
            more.median(),
            many,
            fewer.median(),
            few,
            ratio,
            ratio <= 1.3 ? "ok" : "short");
      }
      return good;
    }
  }

  /** The list, or its page after five others. */
  private static String placed(Caller caller, String list) {
    if (!list.endsWith(DEEP)) {
      return list;
    }
    String first = list.substring(0, list.length() - DEEP.length());
    String page = first;
    for (int i = 0; i < 5; i++) {
      page = first + "&cursor=" + caller.get(page).expect(200).text("cursor").orElseThrow();
    }
    return page;
  }

  private static void fill(Fleet fleet, int incidents) throws Exception {
    long started = System.nanoTime();
    long changes = fleet.fill((long) incidents * CHANGES_EACH);
    System.out.printf(
        Locale.ROOT,
        "filled %,d incidents by pushes, and projected, in %.0f s%n",
        changes / CHANGES_EACH,
        (System.nanoTime() - started) / 1e9);
  }

  private static double timed(Caller caller, String list) {
    long asked = System.nanoTime();
    Caller.Answer answer = caller.get(list);
    double took = (System.nanoTime() - asked) / 1e6;
    // A page that is full at one size and not at the other would be compared with itself in vain.
    int page = list.equals(OFFICERS) ? 30 : 100;
    if (answer.expect(200).items("incidents").size() < page) {
      throw new IllegalStateException(list + " does not fill a page");
    }
    return took;
  }

  private static boolean row(String what, Figures figures, double goal) {
    boolean good = figures.most() <= goal;
    System.out.printf(
        Locale.ROOT,
        "desk %.0f ms (median %.0f) %s, goal <= %.0f ms: %s%n",
        figures.most(),
        figures.median(),
        what,
        goal,
        good ? "ok" : "short");
    return good;
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  /** All officers in one team, so that one supervisor's queue holds everything. */
  private static Path roster(Path folder) throws java.io.IOException {
    List<Json> people = new ArrayList<>();
    for (int i = 0; i < Fleet.HANDSETS; i++) {
      people.add(person("pc" + (1201 + i), "Officer " + (i + 1), "officer", "response-a"));
    }
    people.add(person("ps401", "Sergeant of the bench", "supervisor", "response-a"));
    people.add(person("pc1230", "Officer elsewhere", "officer", "elsewhere"));
    Json force =
        Json.object()
            .put("id", "marlshire")
            .put("name", "A force of the bench")
            .put("teams", Json.list(List.of(team("response-a"), team("elsewhere"))))
            .put("people", Json.list(people))
            .build();
    Path file = folder.resolve("force.json");
    Files.writeString(file, force.canonical(), StandardCharsets.UTF_8);
    return file;
  }

  private static Json team(String id) {
    return Json.object().put("id", id).put("name", "Team " + id).build();
  }

  private static Json person(String id, String name, String role, String team) {
    return Json.object()
        .put("id", id)
        .put("name", name)
        .put("role", role)
        .put("teams", Json.list(List.of(Json.of(team))))
        .build();
  }
}
