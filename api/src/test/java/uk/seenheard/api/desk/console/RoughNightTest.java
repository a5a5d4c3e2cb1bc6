package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;

/**
 * What can go wrong at a supervisor's desk: hostile text, late changes, no signal, ended logins.
 */
@NeedsChromium
class RoughNightTest {
  private static final String HOSTILE =
      "<img src=x onerror=\"window.executed=1\"><script>window.executed=2</script>";
  private static final String DISGUISED = "Mi\u200ba \u202eevil\u202c \u0645\u0631\u064a\u0645";

  @TempDir static Path folder;
  static ServerProcess server;
  static LateShift shift;
  static Desk desk;
  static int serial;

  @BeforeAll
  static void shiftComesIn() throws Exception {
    server = ServerProcess.start(folder.resolve("data"), Map.of());
    shift = LateShift.at(server.url(), folder);
    desk = new Desk(server.url());
  }

  @AfterEach
  void everybodyLeaves() {
    desk.leave();
  }

  @AfterAll
  static void shiftEnds() {
    desk.close();
    shift.close();
    server.close();
  }

  /** A fresh incident and its page. */
  private static Page incident(Page page) {
    String id = shift.concern(reference(), "2 Mill Lane", "high", 2);
    page.navigate("/incidents/" + id);
    page.waitForSelector("sh-incident .child");
    return page;
  }

  private static String reference() {
    return "MC-2026-1122-9" + (100 + serial++);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static List<String> decisions(Page page) {
    List<String> sent = new ArrayList<>();
    page.onRequest(
        request -> {
          if (request.url().endsWith("/decisions")) {
            sent.add(request.postData());
          }
        });
    return sent;
  }

  @Test
  void scriptInANameIsText() {
    shift.first().attends("concern-for-child", reference()).answers("place", HOSTILE);
    FieldPath child = shift.first().adds("child", "name", HOSTILE, "seen", "yes");
    shift.first().says(child, HOSTILE, HOSTILE).submits().syncs();
    Page page = desk.of("ps401");

    page.navigate("/incidents/" + shift.first().incident());

    assertThat(page.locator(".child-name")).containsText("<img src=x onerror=");
    assertThat(page.locator("blockquote").first())
        .containsText("<script>window.executed=2</script>");
    assertThat(page.locator("sh-incident img, sh-incident script")).hasCount(0);
    assertThat(page.evaluate("window.executed")).isNull();
    Axe.findsNothing(desk, page);
  }

  @Test
  void hiddenCharactersAreShownAndKeptApart() {
    shift.first().attends("concern-for-child", reference());
    shift.first().adds("child", "name", DISGUISED);
    shift.first().submits().syncs();
    Page page = desk.of("ps401");
    page.navigate("/incidents/" + shift.first().incident());
    Locator name = page.locator(".child-name bdi");
    assertThat(name).containsText("MiU+200Ba U+202EevilU+202C");
    assertThat(name.locator(".hidden-char").first())
        .hasAttribute("title", "A hidden character: U+200B");
  }

  @Test
  @Tag("long")
  void lateChangeIsOfferedAndMovesNothing() {
    Page page = incident(desk.of("ps401"));
    page.getByLabel("What is to be done?").fill("Half a note");
    double before = top(page.locator("#note"));

    shift.first().answers("adultsHere", 3).syncs();

    assertThat(page.locator(".moved")).containsText("Adults here: 3");
    assertThat(page.locator("#note")).isFocused();
    assertThat(top(page.locator("#note"))).isCloseTo(before, within(2.0));
    assertThat(page.locator("sh-facts")).not().containsText("Adults here");

    button(page, "Show it as it is now").click();
    assertThat(page.locator("sh-facts")).containsText("Adults here");
    assertThat(page.locator("#note")).hasValue("Half a note");
  }

  @Test
  void decisionOnAStalePageIsRefusedAndShowsWhatIsNew() {
    Page page = desk.of("ps401");
    page.route("**/v1/sync/live", Route::abort);
    incident(page);
    page.getByLabel("What is to be done?").fill("Ask the second child");
    shift.first().answers("adultsHere", 2).syncs();

    button(page, "Return").click();

    assertThat(page.locator(".govuk-error-summary")).containsText("Something new came in");
    assertThat(page.locator(".govuk-error-summary")).isFocused();
    assertThat(page.locator(".moved")).containsText("Adults here: 2");
    button(page, "Show it as it is now").click();
    assertThat(page.locator(".done")).containsText("as it stands now");
    assertThat(page.locator("#note")).hasValue("Ask the second child");
    button(page, "Return").click();
    assertThat(page.locator(".done")).containsText("Returned");
  }

  @Test
  @Tag("long")
  void doubleClickDecidesOnce() {
    Page page = incident(desk.of("ps401"));
    List<String> sent = decisions(page);
    page.getByLabel("What is to be done?").fill("Once is enough");

    button(page, "Return").dblclick();

    assertThat(page.locator(".done")).containsText("Returned");
    assertThat(sent).hasSize(1);
    assertThat(page.locator("#note")).hasCount(0);
  }

  @Test
  @Tag("long")
  void stalePageCannotDecideWhatIsReturnedAlready() {
    Page first = incident(desk.of("ps401"));
    Page second = desk.of("ps401");
    second.route("**/v1/sync/live", Route::abort);
    second.navigate(first.url());
    second.waitForSelector("sh-incident .child");
    first.getByLabel("What is to be done?").fill("First");
    button(first, "Return").click();
    assertThat(first.locator(".done")).containsText("Returned");

    second.getByLabel("What is to be done?").fill("Second");
    button(second, "Return").click();
    assertThat(second.locator(".govuk-error-summary")).containsText("Something new came in");
    assertThat(second.locator(".moved")).containsText("returned it");
    button(second, "Show it as it is now").click();
    assertThat(second.locator("#note")).hasCount(0);
    assertThat(second.locator(".incident-head")).containsText("First");
  }

  @Test
  @Tag("long")
  void returnedWorkIsCorrectedOnTheHandsetAndAuthorisedOnce() {
    String id = shift.well(reference());
    Page page = desk.of("ps401");
    page.navigate("/incidents/" + id);
    page.waitForSelector("sh-incident .child");
    String note = "Who else was in the house?";
    page.getByLabel("What is to be done?").fill(note);
    button(page, "Return").click();
    assertThat(page.locator(".done")).containsText("Returned");

    shift.first().syncs();
    assertThat(shift.first().notes()).contains(note);
    shift.first().answers("account", "A bad dream; her aunt slept upstairs").submits().syncs();
    assertThat(shift.first().notes()).doesNotContain(note);

    assertThat(page.locator(".moved")).containsText("her aunt slept upstairs");
    button(page, "Show it as it is now").click();
    assertThat(page.locator(".moved")).hasCount(0);
    assertThat(page.locator("sh-facts")).containsText("her aunt slept upstairs");
    page.getByText("Accept this reason").first().click();
    assertThat(page.locator(".done")).containsText("Reason accepted");
    Page late = desk.of("ps401");
    late.route("**/v1/sync/live", Route::abort);
    late.navigate("/incidents/" + id);
    late.waitForSelector("sh-incident .child");
    button(page, "Authorise").click();
    assertThat(page.locator("dialog[open]")).containsText("goes to the records system");
    button(page, "Authorise now").click();
    assertThat(page.locator(".done")).containsText("Authorised");
    assertThat(page.locator(".incident-tags")).containsText("Authorised");

    late.getByLabel("What is to be done?").fill("One more question");
    button(late, "Return").click();
    assertThat(late.locator(".govuk-error-summary")).containsText("Something new came in");
    button(late, "Show it as it is now").click();
    assertThat(late.locator(".incident-tags")).containsText("Authorised");
    assertThat(late.locator(".incident-tags")).not().containsText("Returned");
  }

  @Test
  @Tag("long")
  void dutyThatEndedWithoutBeingDoneIsTold() {
    shift.first().attends("child-in-custody", reference());
    FieldPath child = shift.first().adds("child", "name", "Rowan", "detained", "yes");
    shift
        .first()
        .answers(
            child,
            "arrivedAt",
            "2026-11-21T20:00Z",
            "authorisedAt",
            "2026-11-21T20:30Z",
            "releasedAt",
            "2026-11-21T23:00Z");
    shift.first().submits().syncs();
    Page page = desk.of("ps401");

    page.navigate("/incidents/" + shift.first().incident());

    assertThat(
            page.locator(".child .clock")
                .filter(new Locator.FilterOptions().setHasText("Review the detention of Rowan")))
        .containsText("Nothing more is due");
  }

  @Test
  @Tag("long")
  void clockRunsOutBeforeTheReadersEyes() {
    String soon =
        Instant.now().minus(Duration.ofHours(23)).truncatedTo(ChronoUnit.MINUTES).toString();
    shift
        .first()
        .attends("domestic-abuse", reference())
        .answers("happened", soon)
        .answers("toldAt", soon);
    shift.first().adds("child", "name", "Ash", "seen", "yes");
    shift.first().submits().syncs();
    Page page = desk.of("ps401");
    page.clock().install();
    page.navigate("/incidents/" + shift.first().incident());
    Locator notice =
        page.locator(".child .clock")
            .filter(new Locator.FilterOptions().setHasText("Public protection notice about Ash"));
    assertThat(notice).containsText("Due soon: by");

    page.clock().fastForward("03:00:00");

    assertThat(notice).containsText("Late: was due");
    assertThat(notice).containsText("ago");
  }

  private static Locator record(Page page) {
    return button(page, "Record it");
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"Asia/Dubai", "Pacific/Kiritimati"})
  void whatIsTypedAndShownIsUkTimeWhereverTheBrowserIs(String zone) {
    Page page = incident(desk.in(zone, "ps401"));
    List<String> sent = decisions(page);
    page.getByLabel("What do you record?").selectOption("action");
    page.locator("textarea[name=what]").fill("Visit at school");
    page.getByLabel("Who does it?").fill("Ashmere");
    Locator due = page.getByLabel("By when?");
    due.fill("2030-03-31T01:30");
    record(page).click();
    assertThat(page.locator("#deed-due-error")).containsText("no such time");
    due.fill("2030-10-27T01:30");
    record(page).click();
    assertThat(page.locator("#deed-due-error")).containsText("came twice");
    Axe.findsNothing(desk, page);
    page.getByLabel("summer time (BST)").check();
    record(page).click();
    assertThat(page.locator(".open-action")).containsText("Sun, 27 Oct 2030, 01:30 BST");
    assertThat(sent.get(0)).contains("2030-10-27T00:30Z");

    page.getByLabel("What do you record?").selectOption("action");
    page.locator("textarea[name=what]").fill("Call her school");
    page.getByLabel("Who does it?").fill("Ashmere");
    page.getByLabel("By when?").fill("2030-11-26T14:00");
    record(page).click();
    assertThat(page.locator(".open-action").last()).containsText("Tue, 26 Nov 2030, 14:00");
    assertThat(sent.get(1)).contains("2030-11-26T14:00Z");
  }

  /** A child's words, recorded on a handset that believes in another time. */
  private static String saidBy(LongSupplier clock) {
    Officer officer =
        Officer.onShift(server.url(), "pc1203")
            .byClock(clock)
            .with(new FormRef("concern-for-child", 2));
    String id = officer.incident(reference());
    String child = Officer.entry("child");
    officer.record(
        id,
        Officer.add(child, Json.object().put("name", "Ivy").put("dob", "2019-03-02").build()),
        Officer.add(
            Officer.entry("statement"),
            Json.object().put("about", child).put("words", "I hid under the bed").build()),
        Officer.act("submit"));
    officer.sendAll();
    return id;
  }

  @ParameterizedTest
  @CsvSource({"0, 1 Jan 1970", "9000000000000000, time not known", "604800000, 7 days fast"})
  void impossibleClockBreaksNoPageAndStampsNoWordsUnmarked(long wall, String shown) {
    boolean ahead = wall == 604_800_000;
    String id = saidBy(() -> ahead ? System.currentTimeMillis() + wall : wall);
    Page page = desk.of("ps401");
    List<String> errors = new ArrayList<>();
    page.onPageError(errors::add);
    page.navigate("/incidents/" + id);

    Locator words = page.locator(".words figcaption");
    assertThat(words).containsText("it showed");
    assertThat(words).containsText(shown);
    String today =
        DateTimeFormatter.ofPattern("d MMM", Locale.UK)
            .format(Instant.now().atZone(ZoneId.of("Europe/London")));
    assertThat(words).containsText(today);
    assertThat(page.locator(".child-facts").first()).containsText("7 years");
    assertThat(page.locator(".step").first()).containsText("it showed");
    assertThat(errors).isEmpty();
  }

  @Test
  void whatIsNoDateIsNoDateOfBirth() {
    List<String> none =
        List.of("2019", "May 2019", "5", "12/11/10", "2019-2-29", "2019-02-29", "about 5", "1e3");
    shift.first().attends("concern-for-child", reference());
    for (String typed : none) {
      FieldPath child = shift.first().adds("child", "name", "Child of " + typed);
      shift.first().answers(child, "dob", typed);
    }
    shift.first().submits().syncs();
    Page page = desk.of("ps401");
    page.navigate("/incidents/" + shift.first().incident());
    for (String typed : none) {
      Locator child =
          page.locator(".child").filter(new Locator.FilterOptions().setHasText("of " + typed));
      assertThat(child.locator(".child-facts").first()).containsText("age not known");
      assertThat(child.locator(".topic-who").first()).containsText(typed);
    }
  }

  @Test
  @Tag("long")
  void timesThatCannotAllBeRightAreTold() {
    shift
        .first()
        .attends("concern-for-child", reference())
        .answers("happened", "2026-11-21T21:05Z")
        .answers("toldAt", "2026-11-21T20:12Z")
        .submits()
        .syncs();
    Page page = desk.of("ps401");
    page.navigate("/incidents/" + shift.first().incident());
    assertThat(page.locator(".out-of-order")).containsText("20:12");
    assertThat(page.locator(".out-of-order")).containsText("is before");
  }

  @Test
  @Tag("long")
  void namesThatEveryObjectHasAreNamesLikeOthers() {
    Officer officer = Officer.onShift(server.url(), "pc1203");
    String id = officer.incident(reference());
    String child = Officer.entry("child");
    officer.record(id, Officer.add(child, Json.object().put("name", "valueOf").build()));
    for (String name : List.of("valueOf", "constructor", "toString", "hasOwnProperty")) {
      String entry = Officer.entry(name);
      officer.record(
          id,
          Officer.set(name, "said " + name),
          Officer.set(child + "/" + name, "said " + name),
          Officer.add(entry, Json.object().put("about", child).put(name, "x").build()),
          Officer.set("risk", Json.object().put(name, "x").put("__proto__", "y").build()));
      officer.record(id, Officer.set(child + "/seen", name));
      officer.record(id, Officer.act(name));
    }
    officer.record(id, Officer.act("submit"));
    officer.sendAll();
    Page page = desk.of("ps401");
    List<String> errors = new ArrayList<>();
    page.onPageError(errors::add);
    page.navigate("/incidents/" + id);
    page.waitForSelector("sh-incident .child");
    assertThat(page.locator("sh-facts")).containsText("said constructor");
    assertThat(page.locator(".child").first()).containsText("said hasOwnProperty");
    assertThat(page.locator("sh-story")).containsText("valueOf");
    assertThat(page.locator("sh-incident")).not().containsText("[native code]");
    assertThat(errors).isEmpty();
  }

  @Test
  @Tag("long")
  void noteOfAMegabyteIsRefusedInWordsAndKept() {
    Page page = incident(desk.of("ps401"));
    List<String> sent = decisions(page);
    page.evaluate(
        "() => { const note = document.getElementById('note'); note.value = 'x'.repeat(1 << 20);"
            + " note.dispatchEvent(new Event('input', {bubbles: true})); }");

    button(page, "Return").click();

    assertThat(page.locator("#note-error"))
        .containsText("4,000 characters or fewer: this note has 1,048,576");
    assertThat(page.locator("#note")).isFocused();
    assertThat(sent).isEmpty();
    Axe.findsNothing(desk, page);
  }

  @Test
  @Tag("long")
  void endedLoginKeepsTheHalfWrittenNote() {
    Page page = incident(desk.of("ps401"));
    String address = page.url();
    page.getByLabel("What is to be done?").fill("Half a note, then the login ended");
    page.evaluate(
        "() => { const key = 'seenheard/session'; const login = JSON.parse(sessionStorage[key]);"
            + " sessionStorage[key] = JSON.stringify({...login, token: login.token.slice(0, -4) +"
            + " 'AAAA'}); }");
    page.reload();

    assertThat(page.locator("main")).containsText("Your login has ended");
    assertThat(page.locator("main")).containsText("what you had written is kept");
    page.getByLabel("Who are you?").selectOption("ps401");
    button(page, "Sign in").click();

    page.waitForSelector("sh-incident .child");
    assertThat(page.url()).isEqualTo(address);
    assertThat(page.locator("#note")).hasValue("Half a note, then the login ended");
  }

  @Test
  @Tag("long")
  void lostConnectionIsShownAndRecoversByItself() throws Exception {
    Page page = incident(desk.of("ps401"));
    page.getByLabel("What is to be done?").fill("Written before the server went");
    assertThat(page.locator(".live")).hasText("Live");

    server.kill();
    assertThat(page.locator(".status")).containsText("The connection is lost");
    button(page, "Return").click();
    assertThat(page.locator(".govuk-error-summary")).containsText("could not be reached");
    server.restart();

    assertThat(page.locator(".live")).hasText("Live");
    assertThat(page.locator(".status")).not().containsText("lost");
    assertThat(page.locator("#note")).hasValue("Written before the server went");
    button(page, "Return").click();
    assertThat(page.locator(".done")).containsText("Returned");
  }

  @Test
  @Tag("long")
  void backButtonAfterADecisionShowsTheQueueAsItIs() {
    Page page = desk.of("ps401");
    String reference = reference();
    shift.concern(reference, "7 Mill Lane", "high", 1);
    page.getByText(reference).click();
    page.getByLabel("What is to be done?").fill("See the child");
    button(page, "Return").click();
    assertThat(page.locator(".done")).containsText("Returned");

    page.goBack();

    assertThat(page.locator("sh-queue h1")).hasText("Waiting for your decision");
    assertThat(page.getByText(reference)).hasCount(0);
    page.goForward();
    assertThat(page.locator(".incident-tags")).containsText("Returned");
    assertThat(page.locator("#note")).hasCount(0);
  }

  @Test
  @Tag("long")
  void filtersStandInTheAddress() {
    Page page = desk.of("ps401");
    String reference = reference();
    shift.concern(reference, "8 Mill Lane", "medium", 1);
    assertThat(page.getByText(reference)).isVisible();

    page.getByLabel("Form").selectOption("domestic-abuse");
    assertThat(page.getByText(reference)).hasCount(0);
    assertThat(page).hasURL(java.util.regex.Pattern.compile(".*[?]form=domestic-abuse$"));
    page.reload();
    assertThat(page.getByLabel("Form")).hasValue("domestic-abuse");
    page.goBack();
    assertThat(page.getByText(reference)).isVisible();
    Axe.findsNothing(desk, page);
  }

  @Test
  @Tag("long")
  void newSubmissionAppearsWithoutMovingWhatIsUnderTheCursor() {
    String under = reference();
    shift.concern(under, "9 Mill Lane", "standard", 1);
    Page page = desk.of("ps401");
    Locator line = page.locator(".card").filter(new Locator.FilterOptions().setHasText(under));
    line.hover();
    double before = top(line);
    String graver = reference();

    shift.concern(graver, "10 Mill Lane", "high", 3);

    assertThat(page.locator(".fresh")).containsText("1 new incident");
    assertThat(page.getByText(graver)).hasCount(0);
    page.locator(".fresh button").click();
    assertThat(page.getByText(graver)).isVisible();
    assertThat(top(line)).isGreaterThan(before);
  }

  private static double top(Locator line) {
    return ((Number) line.evaluate("it => it.getBoundingClientRect().top")).doubleValue();
  }

  @Test
  @Tag("long")
  void everyPageFitsAPhoneAndTwiceTheSize() {
    shift.concern(reference(), "11 Mill Lane with a long name that does not break", "high", 3);
    String id = shift.first().incident();
    // 640 CSS pixels are a screen of 1280 at 200 %.
    for (int width : new int[] {360, 640}) {
      for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        // Colours are the same at each width, and boxes in each colour: each is read once.
        boolean read = (width == 360) == (colours == ColorScheme.DARK);
        Page page = desk.tab(width, 740, colours);
        page.navigate("/");
        page.getByLabel("Who are you?").waitFor();
        fits(page, width, read);
        Desk.signIn(page, "ps401");
        page.waitForSelector(".queue .card");
        fits(page, width, read);
        page.navigate("/incidents/" + id);
        page.waitForSelector("sh-incident .child");
        fits(page, width, read);
        page.context().close();
      }
    }
  }

  private static void fits(Page page, int width, boolean read) {
    assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
        .as("width of %s", page.url())
        .isLessThanOrEqualTo(width);
    if (read) {
      // At the end of the page the bar that stays in sight lies where it belongs, over nothing.
      page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)");
      Axe.findsNothing(desk, page);
    }
  }

  @Test
  @Tag("long")
  void anotherTeamsIncidentIsNotFound() {
    shift.concern(reference(), "12 Mill Lane", "high", 1);
    Page page = desk.of("ps402");
    page.navigate("/incidents/" + shift.first().incident());

    assertThat(page.locator("h1")).hasText("Not found");
    assertThat(page.locator("main")).containsText("not within your scope");
  }

  @Test
  @Tag("long")
  void officerReadsButIsOfferedNoDecision() {
    String id = shift.concern(reference(), "13 Mill Lane", "high", 1);
    Page page = desk.of("pc1201");

    page.navigate("/incidents/" + id);
    page.waitForSelector("sh-incident .child");
    assertThat(page.locator("#decide")).hasCount(0);
  }

  @Test
  @Tag("long")
  void changeInQuarantineIsDismissedWithAReason() {
    Officer officer = Officer.onShift(server.url(), "pc1203");
    String id = officer.incident(reference());
    officer.record(id, Officer.set("place", Json.of("14 Mill Lane")));
    officer.record(id, Officer.act("authorise"));
    officer.sendAll();
    Page page = desk.of("ps401");
    page.navigate("/incidents/" + id);

    assertThat(page.locator(".apart")).containsText("supervisor's decision");
    button(page, "Dismiss").click();
    assertThat(page.locator(".apart .govuk-error-message")).containsText("Say why");
    assertThat(page.locator(".apart textarea")).isFocused();
    Axe.findsNothing(desk, page);
    page.locator(".apart textarea").fill("Officers do not authorise");
    button(page, "Dismiss").click();

    assertThat(page.locator(".done")).containsText("Dismissed");
    assertThat(page.locator("#quarantine")).hasCount(0);
    assertThat(page.locator("sh-story")).containsText("Officers do not authorise");
  }

  @Test
  @Tag("long")
  void sharedIncidentIsSeenByTheOtherTeamUntilItIsWithdrawn() {
    Page page = incident(desk.of("ps401"));
    page.getByText("Assign, share or withdraw").click();
    button(page, "Share").click();
    assertThat(page.locator("#whom-error")).containsText("Choose a person or a team");
    assertThat(page.locator("#whom")).isFocused();
    page.getByLabel("To whom?").selectOption("team brackenford");
    button(page, "Share").click();
    assertThat(page.locator("dialog[open]")).containsText("Each supervisor of");
    button(page, "Share it").click();
    assertThat(page.locator(".done")).containsText("Shared");

    Page other = desk.of("ps402");
    other.navigate(page.url());
    other.waitForSelector("sh-incident .child");

    page.getByLabel("To whom?").selectOption("team brackenford");
    button(page, "Withdraw").click();
    assertThat(page.locator(".done")).containsText("Withdrawn");
    other.reload();
    assertThat(other.locator("h1")).hasText("Not found");
  }
}
