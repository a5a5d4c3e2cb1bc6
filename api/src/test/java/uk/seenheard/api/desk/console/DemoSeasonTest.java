package uk.seenheard.api.desk.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.SeasonClock;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.handset.jvm.seed.Partners;
import uk.seenheard.handset.jvm.seed.Season;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.ShippedForms;

/**
 * The demonstration's twelve weeks: every form, every state, times that are the server's, and every
 * page of the desk with sixty incidents on it.
 */
@Tag("long")
class DemoSeasonTest {
  private static final List<String> NOTICES =
      List.of("delivered", "acknowledged", "decided", "challenged", "sent");
  private static final List<String> STATES =
      List.of("recording", "submitted", "returned", "authorised", "changed");

  @TempDir static Path data;
  private static LiveServer server;
  private static Map<String, Integer> fates;

  @BeforeAll
  static void twelveWeeksGoBy() throws Exception {
    SeasonClock clock = new SeasonClock();
    server =
        LiveServer.start(
            data, clock, Map.of("SEENHEARD_REFERRALS", Partners.directory(data, true).toString()));
    long began = System.nanoTime();
    fates = Season.play(server.url(), 60, clock, true);
    System.out.println("the season took " + (System.nanoTime() - began) / 1_000_000_000 + " s");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void sixtyIncidentsGoByInAllFormsAndStates() {
    assertThat(fates.keySet().stream().map(fate -> fate.split(" ", -1)[0]).distinct())
        .contains(ShippedForms.IDS.toArray(new String[0]));
    assertThat(fates.keySet().stream().map(fate -> fate.split(" ", -1)[1]).distinct())
        .contains(
            "RECORDING",
            "SUBMITTED",
            "RETURNED",
            "RESUBMITTED",
            "CONTRADICTED",
            "AUTHORISED",
            "CHANGED",
            "QUARANTINED",
            "ERASED");
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    Map<String, Map<String, Integer>> stand = new TreeMap<>();
    int quarantined = 0;
    for (String state : STATES) {
      for (Json item :
          inspector.get("/v1/incidents?limit=200&state=" + state).expect(200).items("incidents")) {
        if (item instanceof Json.Obj card) {
          stand
              .computeIfAbsent(state, unused -> new TreeMap<>())
              .merge(card.text("form").orElse(""), 1, Integer::sum);
          quarantined += card.whole("quarantined").orElse(0L) > 0 ? 1 : 0;
        }
      }
    }
    System.out.println("the demonstration stands as " + stand);
    assertThat(stand.keySet()).containsExactlyInAnyOrderElementsOf(STATES);
    // Of the old ones most went out, in every form; what waits is a shift's work, not a season's.
    assertThat(sum(stand, "authorised")).isGreaterThanOrEqualTo(30);
    assertThat(stand.get("authorised").keySet()).hasSizeGreaterThanOrEqualTo(8);
    assertThat(sum(stand, "submitted")).isBetween(8, 20);
    assertThat(sum(stand, "returned")).isBetween(3, 6);
    assertThat(sum(stand, "changed")).isGreaterThanOrEqualTo(1);
    assertThat(sum(stand, "recording")).isBetween(3, 8);
    assertThat(quarantined).isEqualTo(1);
    assertThat(STATES.stream().mapToInt(state -> sum(stand, state)).sum())
        .isGreaterThanOrEqualTo(59);
    assertThat(inspector.get("/v1/people").expect(200).canonical()).contains("\"withdrawn\":[{");
    noticesCameToEveryState(server);
    Transport transport = new OkHttpTransport(server.url(), new JacksonJsonReader());
    String login = answer(transport.signIn("insp71")).token();
    String measures = answer(transport.read(login, "measures")).canonical();
    assertThat(measures.split("\"by\":\"week\"", -1)).hasSizeGreaterThan(11);
  }

  /** On the first page a newcomer tells at a glance what has to be done now from what may wait. */
  @Test
  void aSergeantsListIsAShiftsWorkAndNotAllOfItIsOverdue() {
    Json.Obj queue = Caller.signedIn(server.url(), "ps401").get("/v1/incidents").expect(200);
    Map<String, Integer> bands = new TreeMap<>();
    long oldest = System.currentTimeMillis();
    for (Json item : queue.items("incidents")) {
      Json.Obj card = (Json.Obj) item;
      bands.merge(card.text("band").orElse(""), 1, Integer::sum);
      oldest = Math.min(oldest, card.whole("waitingSince").orElse(oldest));
    }
    System.out.println("a sergeant's list: " + bands);
    int now = bands.getOrDefault("overdue", 0) + bands.getOrDefault("high", 0);
    int waits = bands.getOrDefault("medium", 0) + bands.getOrDefault("standard", 0);
    assertThat(now).as("what has to be done now").isBetween(3, 8);
    assertThat(waits).as("what may wait").isGreaterThanOrEqualTo(3);
    assertThat(Duration.between(Instant.ofEpochMilli(oldest), Instant.now()))
        .as("nobody left anything for weeks")
        .isLessThan(Duration.ofDays(7));
  }

  /** What has left of the notices: how many in each state, unread by anybody, for a person. */
  private record Left(Map<String, Integer> states, int unread, int forAPerson) {
    static Left of(Caller triage) {
      Map<String, Integer> states = new TreeMap<>();
      int unread = 0;
      int forAPerson = 0;
      for (Json item : triage.get("/v1/referrals").expect(200).items("referrals")) {
        Json.Obj line = (Json.Obj) item;
        if (!line.items("sent").isEmpty()) {
          states.merge(line.text("state").orElse(""), 1, Integer::sum);
          unread += line.isTrue("notYetRead") ? 1 : 0;
          forAPerson += line.items("forAPerson").isEmpty() ? 0 : 1;
        }
      }
      return new Left(states, unread, forAPerson);
    }

    boolean isAll() {
      return states.keySet().containsAll(NOTICES) && unread > 0 && forAPerson > 0;
    }
  }

  /** Notices leave, and come to every state that a newcomer is to see; some seconds behind. */
  private static void noticesCameToEveryState(LiveServer server) {
    Caller triage = Caller.signedIn(server.url(), "triage1");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    Left left = Left.of(triage);
    while (!left.isAll() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      left = Left.of(triage);
    }
    System.out.println("of notices that left: " + left);
    assertThat(left.states()).containsKeys(NOTICES.toArray(new String[0]));
    assertThat(left.unread()).isPositive();
    assertThat(left.forAPerson()).as("no channel brought a receipt").isPositive();
    assertThat(
            Caller.signedIn(server.url(), "insp71")
                .get("/v1/records/rejections")
                .expect(200)
                .items("rejections"))
        .hasSize(1);
  }

  private static int sum(Map<String, Map<String, Integer>> stand, String state) {
    return stand.getOrDefault(state, Map.of()).values().stream().mapToInt(one -> one).sum();
  }

  private static <T> T answer(Reply<T> reply) {
    return reply.fold(
        value -> value,
        refusal -> {
          throw new AssertionError(refusal.detail());
        },
        lost -> {
          throw new AssertionError(lost.reason());
        });
  }

  /** What a sergeant, a triage desk and an inspector see; {@code -Dsixty=FOLDER} keeps pictures. */
  @Nested
  @NeedsChromium
  class Pages {
    private static final String NO_EVENING = "no incident of the last evening";

    @Test
    void onAPhoneInTheDark() throws Exception {
      lookRight(360, 740, ColorScheme.DARK);
    }

    @Test
    void smallRowsAreAllLowAndSayForWhomSomethingIsDue() {
      try (Desk desk = new Desk(server.url())) {
        Page page = Desk.signIn(desk.tab(1280, 860, ColorScheme.LIGHT), "ps401");
        page.getByText("Small rows").click();
        page.waitForFunction(
            "() => document.querySelectorAll('.card').length ==="
                + " document.querySelectorAll('.row-children').length + [...document"
                + ".querySelectorAll('.card-voices > .hole-word')].length");
        List<?> heights =
            (List<?>)
                page.evaluate(
                    "() => [...document.querySelectorAll('.card')].map((it) => it.offsetHeight)");
        assertThat(heights)
            .isNotEmpty()
            .allSatisfy(height -> assertThat(((Number) height).intValue()).isBetween(44, 56));
        assertThat(page.locator(".card-due").allTextContents())
            .anyMatch(words -> words.startsWith("PPN for "));
      }
    }

    @Test
    void onADesk() throws Exception {
      lookRight(1280, 860, ColorScheme.LIGHT);
    }

    private void lookRight(int width, int height, ColorScheme colours) throws Exception {
      try (Desk desk = new Desk(server.url())) {
        Page sergeant = Desk.signIn(desk.tab(width, height, colours), "ps401");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("/", ".row-children");
        pages.put("/overdue", ".late-list");
        pages.put("/brief", ".brief-lines");
        pages.put("/footage", "sh-standing .late");
        pages.put("/handsets", "tbody tr");
        pages.put("/people", ".colleague");
        pages.put("/measures", ".chart canvas");
        pages.put("/help", ".help");
        pages.put("/incidents/" + evening() + "#footage", ".lane");
        pages.put("/incidents/" + first(), "sh-linked");
        looksRight(desk, sergeant, width, colours, pages);
        sergeant.navigate("/");
        sergeant.locator("#find").fill("Ruby");
        sergeant.keyboard().press("Enter");
        sergeant.waitForSelector(".hit");
        looksRight(desk, sergeant, width, "search-" + width + '-' + colours);

        Page triage = Desk.signIn(desk.tab(width, height, colours), "triage1");
        triage.waitForSelector(".notice");
        looksRight(desk, triage, width, "triage-" + width + '-' + colours);
        triage.locator(".notice-open").first().click();
        triage.waitForSelector(".notice-deeds");
        looksRight(desk, triage, width, "notice-" + width + '-' + colours);

        Page inspector = Desk.signIn(desk.tab(width, height, colours), "insp71");
        looksRight(
            desk,
            inspector,
            width,
            colours,
            Map.of("/triage", ".notice", "/partners", "[data-act=makeClient]"));
        assertThat(desk.complaints()).isEmpty();
      }
    }

    private void looksRight(
        Desk desk, Page page, int width, ColorScheme colours, Map<String, String> pages)
        throws Exception {
      for (Map.Entry<String, String> one : pages.entrySet()) {
        page.navigate(one.getKey());
        page.waitForSelector(one.getValue());
        page.waitForSelector("main h1");
        String name = one.getKey().replaceAll("[^a-z]+", " ").trim().replace(' ', '-');
        looksRight(
            desk, page, width, (name.isEmpty() ? "queue" : name) + '-' + width + '-' + colours);
      }
    }

    private void looksRight(Desk desk, Page page, int width, String name) throws Exception {
      String album = System.getProperty("sixty");
      if (album != null) {
        page.waitForTimeout(700);
        Path folder = Files.createDirectories(Path.of(album));
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
      }
      assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
          .as("width of %s", name)
          .isLessThanOrEqualTo(width);
      // What stays at the foot lies over nothing in a window that is tall enough.
      int height = page.viewportSize().height;
      page.setViewportSize(width, 2_400);
      Axe.findsNothing(desk, page);
      page.setViewportSize(width, height);
    }

    /** The incident of the last evening: two officers, three recordings. */
    private String evening() {
      return listed("submitted").stream()
          .filter(card -> card.text("reference").orElse("").endsWith("-0999"))
          .findFirst()
          .flatMap(card -> card.text("incident"))
          .orElseThrow(() -> new AssertionError(NO_EVENING));
    }

    private String first() {
      return listed("waiting").get(0).text("incident").orElseThrow();
    }

    private List<Json.Obj> listed(String state) {
      return Caller.signedIn(server.url(), "ps401")
          .get("/v1/incidents?limit=100&state=" + state)
          .expect(200)
          .items("incidents")
          .stream()
          .map(Json.Obj.class::cast)
          .toList();
    }
  }
}
