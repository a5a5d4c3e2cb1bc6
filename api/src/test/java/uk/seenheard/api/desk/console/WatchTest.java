package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;

/** The pages beside the queue: what is overdue, handsets, measures, and what is recorded. */
@NeedsChromium
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WatchTest {
  private static final long MINUTE = 60_000;
  private static final String LADDERS =
      "{\"version\": 1, \"repeatMinutes\": 240, \"patienceMinutes\": 60, \"ladders\": ["
          + "{\"kind\": \"submission\", \"steps\": [{\"to\": \"supervisor\", \"afterMinutes\": 5},"
          + " {\"to\": \"inspector\", \"afterMinutes\": 10}]},"
          + later("recording")
          + ','
          + "{\"kind\": \"return\", \"steps\": [{\"to\": \"supervisor\", \"afterMinutes\": 30}]}"
          + ','
          + later("duty")
          + "]}";
  private static final String MILL = "MC-2026-1122-0031";

  @TempDir static Path folder;
  static final AtomicLong AHEAD = new AtomicLong();
  static LiveServer server;
  static LateShift shift;
  static Desk desk;
  static String incident;

  private static String later(String kind) {
    return "{\"kind\": \""
        + kind
        + "\", \"steps\": [{\"to\": \"supervisor\", \"afterMinutes\": 20000}]}";
  }

  @BeforeAll
  static void shiftComesIn() throws Exception {
    Path ladders = Files.writeString(folder.resolve("ladders.json"), LADDERS);
    server =
        LiveServer.start(
            folder.resolve("data"),
            () -> System.currentTimeMillis() + AHEAD.get(),
            Map.of("SEENHEARD_CHASE", ladders.toString()));
    shift = LateShift.at(server.url(), folder);
    shift.kitchen();
    incident = shift.concern(MILL, "2 Mill Lane", "high", 2);
    for (int i = 1; i <= 5; i++) {
      shift.concern("MC-2026-1122-020" + i, i + " Station Road", "standard", 1);
    }
    desk = new Desk(server.url());
  }

  @AfterEach
  void everybodyLeavesAndNoPageComplained() {
    desk.leave();
    assertThat(desk.complaints()).isEmpty();
  }

  @AfterAll
  static void shiftEnds() {
    desk.close();
    shift.close();
    server.close();
  }

  private static Locator link(Page page, String name) {
    return page.locator(".pages a").filter(new Locator.FilterOptions().setHasText(name));
  }

  private static Page open(Page page) {
    page.navigate("/incidents/" + incident);
    page.waitForSelector("sh-incident .child");
    return page;
  }

  @Test
  @Tag("long")
  @Order(1)
  void handsetsShowTheClockAndWhatIsUnsent() {
    Page page = desk.of("ps401");
    link(page, "Handsets").click();

    Locator second =
        page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Rafiq"));
    assertThat(second).containsText("4 min");
    assertThat(second).containsText("fast");
    assertThat(page.locator("tbody tr")).hasCount(2);
    assertThat(page).hasTitle(java.util.regex.Pattern.compile("Handsets – Seen & Heard$"));
    Axe.findsNothing(desk, page);
  }

  @Test
  @Tag("long")
  @Order(2)
  void measuresAreChartsAndTheSameNumbersInATableAndAsCsv() throws Exception {
    Page page = desk.of("ps401");
    link(page, "Measures").click();

    assertThat(page.locator("sh-chart canvas").first()).isVisible();
    Locator all = page.locator("tbody tr").first();
    assertThat(all).containsText("Everything");
    assertThat(all.locator("td[data-label=Children]")).hasText("10");
    // Axes, lines, legend: something is drawn.
    assertThat(
            (Boolean)
                page.evaluate(
                    "() => [...document.querySelectorAll('sh-chart canvas')].every(it =>"
                        + " it.getContext('2d').getImageData(0, 0, it.width,"
                        + " it.height).data.some(Boolean))"))
        .isTrue();
    Axe.findsNothing(desk, page);
    Download csv =
        page.waitForDownload(
            () ->
                page.getByRole(
                        AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Download as CSV"))
                    .click());
    assertThat(csv.suggestedFilename()).endsWith(".csv");
    assertThat(Files.readString(csv.path())).contains("heardPercent").contains("\r\nall,");
  }

  @Test
  @Tag("long")
  @Order(2)
  void chartSaysWhatItCountsAndLeadsToTheRowsBehindIt() {
    Page page = desk.of("ps401");
    link(page, "Measures").click();
    Locator sight =
        page.locator(".charts section")
            .filter(new Locator.FilterOptions().setHasText("Time to a first look"));
    assertThat(sight).containsText("From handing in to the first time that a supervisor opened it");
    Locator voices =
        page.locator(".charts section")
            .filter(new Locator.FilterOptions().setHasText("Children seen and heard"));
    assertThat(voices).containsText("The goal is every child");
    voices.locator("a").filter(new Locator.FilterOptions().setHasText("Not heard")).click();
    assertThat(page.locator("#behind")).isFocused();
    assertThat(page.locator("#behind")).containsText("7 incidents with a child who was not heard");
    Locator mill = page.locator(".hit").filter(new Locator.FilterOptions().setHasText(MILL));
    assertThat(mill).containsText("Child, about 3 years");
    assertThat(mill).containsText("Ashmere");
    Axe.findsNothing(desk, page);
    mill.locator("a").click();
    assertThat(page.locator(".incident-title")).containsText(MILL);
    page.goBack();
    assertThat(page.locator("#behind")).isVisible();
    assertThat(page.locator("tbody th").filter(new Locator.FilterOptions().setHasText("Ashmere")))
        .isVisible();
  }

  @Test
  @Tag("long")
  @Order(3)
  void actionIsRecordedWithOwnerAndDueTimeAndDone() {
    Page page = open(desk.of("ps401"));
    page.getByLabel("What do you record?").selectOption("action");
    Locator record =
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Record it"));
    page.getByLabel("Who does it?").fill("Neighbourhood <team>");
    record.click();
    assertThat(page.locator("#deed-what-error")).hasText("Say what is to be done");
    // Whatever happens to lie half under the way that stays at the top is no finding.
    page.evaluate("scrollTo(0, 0)");
    Axe.findsNothing(desk, page);

    page.locator("textarea[name=what]").fill("Visit both children at school");
    page.getByLabel("By when?").fill("2030-11-26T09:00");
    record.click();

    assertThat(page.locator(".done")).containsText("The action is recorded");
    Locator action = page.locator(".open-action");
    assertThat(action).containsText("Visit both children at school");
    assertThat(action).containsText("Neighbourhood <team>");
    action.locator("summary").click();
    action.locator("textarea").fill("Seen at school, both well");
    action.getByText("It is done").click();
    assertThat(page.locator(".done")).containsText("The action is done");
    assertThat(page.locator(".open-action")).hasCount(0);
  }

  @Test
  @Tag("long")
  @Order(4)
  void protectionIsAnInspectorsToAuthorise() {
    Page sergeant = open(desk.of("ps401"));
    assertThat(sergeant.locator("#record-what option[value=protection]")).hasCount(0);
    assertThat(sergeant.locator("#record-what option[value=discussion]")).hasCount(1);

    Page page = open(desk.of("insp71"));
    page.getByLabel("What do you record?").selectOption("protection");
    page.getByLabel("Which child?")
        .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
    page.getByLabel("What do you decide?").selectOption("authorised");
    page.getByLabel("On what grounds?").fill("No safe adult at home");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Record it")).click();

    assertThat(page.locator(".done")).containsText("police protection is recorded");
    assertThat(page.locator("sh-story")).containsText("authorised police protection of Child 1");
  }

  @Test
  @Tag("long")
  @Order(5)
  void noteIsPinnedToAQuestionAboutAChild() {
    Page page = open(desk.of("ps401"));
    page.getByLabel("What is to be done?").fill("Speak to her alone");
    page.locator("#note-about")
        .selectOption(page.locator("#note-about optgroup option").first().getAttribute("value"));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Return").setExact(true))
        .click();

    assertThat(page.locator(".incident-head")).containsText("Speak to her alone");
    shift.first().syncs();
    assertThat(shift.first().handset().status().returned())
        .anyMatch(note -> note.endsWith("Speak to her alone"));
    Axe.findsNothing(desk, page);
  }

  @Test
  @Tag("long")
  @Order(6)
  void everyPageFitsAPhoneLightAndDark() {
    AHEAD.addAndGet(6 * MINUTE);
    for (ColorScheme colours : ColorScheme.values()) {
      if (colours == ColorScheme.NO_PREFERENCE) {
        continue;
      }
      Page page = Desk.signIn(desk.tab(360, 740, colours), "ps401");
      for (String address : new String[] {"/overdue", "/handsets", "/measures"}) {
        page.navigate(address);
        page.waitForSelector(
            address.equals("/overdue")
                ? ".late"
                : address.equals("/handsets") ? "tbody tr" : "canvas");
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
            .as("width of %s", address)
            .isLessThanOrEqualTo(360);
        Axe.findsNothing(desk, page);
      }
    }
  }

  @Test
  @Order(7)
  void alertEscalatesWhileThePageIsOpenUntilSomebodyTakesItOn() {
    String reference = "MC-2026-1122-0777";
    shift.concern(reference, "7 Orchard Close", "high", 1);
    AHEAD.addAndGet(6 * MINUTE);
    Page page = desk.of("ps401");
    link(page, "Overdue").click();
    Locator line = page.locator(".late").filter(new Locator.FilterOptions().setHasText(reference));
    assertThat(line).containsText("Nobody has taken it on");
    assertThat(line).containsText("the supervisor was told");
    assertThat(link(page, "Overdue").locator(".late-count")).isVisible();
    page.mouse().move(0, 0);

    AHEAD.addAndGet(5 * MINUTE);

    assertThat(line).containsText("raised 2 times, now to the inspector");
    Page inspector = desk.of("insp71");
    link(inspector, "Overdue").click();
    inspector
        .locator(".late")
        .filter(new Locator.FilterOptions().setHasText(reference))
        .getByText("Take it on")
        .click();
    assertThat(inspector.locator(".done")).containsText("You have taken it on");
    assertThat(line).containsText("has taken it on");
    Axe.findsNothing(desk, inspector);
  }

  /** A browser that lets itself be told, and keeps what it was told. */
  private static Page told(String person) {
    Page page = desk.of(person);
    page.context().grantPermissions(List.of("notifications"));
    page.addInitScript(
        "window.told = []; window.Notification = class { constructor(title, with_) {"
            + " window.told.push(title + ' ' + with_.body); } close() {} static get permission() {"
            + " return 'granted'; } static requestPermission() { return Promise.resolve('granted');"
            + " } };");
    page.reload();
    page.getByText("Tell me", new Page.GetByTextOptions().setExact(true)).click();
    page.getByLabel("Tell me on this device").check();
    page.waitForFunction("() => document.querySelector('sh-telling').known !== null");
    return page;
  }

  private static void isTold(Page page, String words, String reference) {
    page.waitForFunction(
        "([words, reference]) => window.told.some((it) => it.startsWith(words) &&"
            + " it.includes(reference))",
        List.of(words, reference),
        new Page.WaitForFunctionOptions().setTimeout(120_000));
  }

  @Test
  @Tag("long")
  @Order(7)
  void whatIsMineAndLateAndWhatWentUpIsToldAndWrittenDown() {
    Page sergeant = told("ps401");
    Page inspector = told("insp71");
    String reference = "MC-2026-1122-0779";
    String late = shift.concern(reference, "11 Orchard Close", "standard", 1);
    AHEAD.addAndGet(6 * MINUTE);
    isTold(sergeant, "Yours, and overdue", reference);
    AHEAD.addAndGet(5 * MINUTE);
    isTold(inspector, "Overdue, and now with the inspector", reference);
    for (String person : List.of("ps401", "insp71")) {
      assertThat(server.ledger())
          .filteredOn(note -> note.act().equals("notified") && note.by().equals(person))
          .anyMatch(note -> note.with().canonical().contains(late));
    }
  }

  @Test
  @Tag("long")
  @Order(8)
  void officersAreNudgedAboutWhatIsLateAndReadItUntilTheyHandItIn() {
    String reference = "MC-2026-1122-0778";
    shift.returned(reference, Caller.signedIn(server.url(), "ps401"));
    AHEAD.addAndGet(31 * MINUTE);
    Page page = desk.of("ps401");
    link(page, "Overdue").click();
    Locator line =
        page.locator(".late")
            .filter(new Locator.FilterOptions().setHasText(reference))
            .locator(".alert")
            .filter(new Locator.FilterOptions().setHasText("Returned, not handed in again"));
    line.getByText("Nudge the officers").click();
    Axe.findsNothing(desk, page);
    page.locator("sh-sheet dialog[open] textarea").fill("The school opens at eight");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send it")).click();
    assertThat(page.locator(".done")).containsText("The officers read it on their handsets");
    shift.first().syncs();
    assertThat(shift.first().handset().status().nudged())
        .containsExactly("The school opens at eight");
    page.locator(".late-title a").filter(new Locator.FilterOptions().setHasText(reference)).click();
    assertThat(page.locator("sh-story"))
        .containsText("nudged the officers: “The school opens at eight”");
    shift.first().submits().syncs();
    assertThat(shift.first().handset().status().nudged()).isEmpty();
  }

  @Test
  @Order(9)
  void chaseEndsOnlyWithAReason() {
    Page page = desk.of("insp71");
    link(page, "Overdue").click();
    Locator line = page.locator(".late").first();
    String reference = line.locator("h2").textContent().trim();
    line.locator("summary").first().click();
    Locator stop = line.locator("form button");
    stop.click();
    assertThat(page.locator(".govuk-error-summary")).containsText("Say why");

    line.locator("textarea").fill("Handled by the day shift");
    stop.dblclick();

    assertThat(page.locator(".done")).containsText("Ended");
    assertThat(page.locator(".late").filter(new Locator.FilterOptions().setHasText(reference)))
        .hasCount(0);
  }
}
