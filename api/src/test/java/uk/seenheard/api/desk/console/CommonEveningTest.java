package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;

/** What a sergeant does of an evening, and how many presses it costs them. */
@NeedsChromium
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class CommonEveningTest {
  private static final String DIFFERING = "MC-2026-1122-0500";
  private static final String WELL = "MC-2026-1122-0501";
  private static final int FILLING = 14;

  @TempDir static Path folder;
  static LiveServer server;
  static LateShift shift;
  static Desk desk;

  @BeforeAll
  static void shiftComesIn() throws Exception {
    server = LiveServer.start(folder.resolve("data"), System::currentTimeMillis, Map.of());
    shift = LateShift.at(server.url(), folder);
    shift.differing(DIFFERING);
    for (int i = 0; i < FILLING; i++) {
      shift.concern("MC-2026-1122-06" + (10 + i), i + " Mill Lane", "standard", 1);
    }
    shift.well(WELL);
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

  /** Presses keys or what is on the screen, and counts. */
  private static final class Hands {
    private final Page page;
    private int presses;

    Hands(Page page) {
      this.page = page;
    }

    Hands press(String key) {
      presses++;
      page.keyboard().press(key);
      return this;
    }

    Hands on(Locator what) {
      presses++;
      what.click();
      return this;
    }
  }

  private static Locator line(Page page, String reference) {
    return page.locator(".card").filter(new Locator.FilterOptions().setHasText(reference));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
  }

  private static Page open(Page page, String reference) {
    page.locator(".card-title a").filter(new Locator.FilterOptions().setHasText(reference)).click();
    page.waitForSelector("sh-incident .child");
    return page;
  }

  private static List<String> decisions(Page page) {
    List<String> sent = new ArrayList<>();
    page.onRequest(
        (Request request) -> {
          if (request.url().endsWith("/decisions")) {
            sent.add(request.postData());
          }
        });
    return sent;
  }

  @Test
  @Order(1)
  void threeContradictionsAreSettledOnOneScreenWithOneSubmit() {
    Page page = open(desk.of("ps401"), DIFFERING);
    List<String> sent = decisions(page);
    assertThat(page.locator("fieldset.contradiction")).hasCount(3);
    Hands hands = new Hands(page);

    hands.press("2");
    for (int i = 0; i < 3; i++) {
      hands.on(page.locator("fieldset.contradiction").nth(i).locator(".answer").last());
    }
    hands.on(page.locator("#settle-why"));
    page.keyboard().type("The second officer counted them at the door");
    Axe.findsNothing(desk, page);
    hands.on(button(page, "Settle 3 of 3"));

    assertThat(page.locator(".done")).containsText("Settled");
    assertThat(page.locator("fieldset.contradiction")).hasCount(0);
    assertThat(sent).hasSize(1);
    System.out.println("three contradictions settled: " + hands.presses + " presses");
    assertThat(hands.presses).isLessThanOrEqualTo(8);
  }

  @Test
  @Order(2)
  void whatIsChosenNoAnswerForIsNotSettled() {
    String reference = "MC-2026-1122-0502";
    shift.differing(reference);
    Page page = open(desk.of("ps401"), reference);
    Locator first = page.locator("fieldset.contradiction").first();
    first.locator(".answer").first().click();
    first.locator("summary").click();
    first.locator("textarea").fill("Control says so");
    button(page, "Settle 1 of 3").click();

    assertThat(page.locator(".done")).containsText("Settled");
    assertThat(page.locator("fieldset.contradiction")).hasCount(2);
    assertThat(page.locator("sh-story")).containsText("Control says so");
  }

  @Test
  @Order(3)
  void thirtyOpenQuestionsAreReturnedInFivePressesWithANoteEach() {
    Page page = desk.of("ps401");
    List<String> sent = decisions(page);
    Hands hands = new Hands(page);
    hands.on(
        page.locator(".card-title a").filter(new Locator.FilterOptions().setHasText(DIFFERING)));
    page.waitForSelector("sh-incident .child");

    hands.press("r");
    assertThat(page.locator("dialog[open] .pin").first()).isVisible();
    Axe.findsNothing(desk, page);
    Locator send = button(page, "Return with \\d+ notes");
    Matcher notes = Pattern.compile("\\d+").matcher(send.textContent());
    assertThat(notes.find()).isTrue();
    hands.on(send);

    assertThat(page.locator(".done")).containsText("Returned with " + notes.group() + " notes");
    assertThat(page.locator(".incident-tags")).containsText("Returned");
    System.out.println(
        notes.group() + " open questions returned: " + hands.presses + " presses from the list");
    assertThat(Integer.parseInt(notes.group())).isGreaterThanOrEqualTo(30);
    assertThat(hands.presses).isLessThanOrEqualTo(5);
    assertThat(sent).hasSize(1);
    shift.first().syncs();
    assertThat(shift.first().notes()).hasSizeGreaterThanOrEqualTo(30);
    // And on to the next one, without the list.
    hands.on(page.locator(".done a"));
    page.waitForSelector("sh-incident .child");
    assertThat(page.locator(".incident-title")).not().containsText(DIFFERING);
  }

  @Test
  @Order(4)
  void noteIsChangedWhereItStandsAndWhatHasNoTickStaysBehind() {
    Page page = open(desk.of("ps401"), "MC-2026-1122-0610");
    List<String> sent = decisions(page);
    button(page, "Return with what is missing").click();
    Locator pins = page.locator("dialog[open] .pins").first().locator(".pin");
    int all = pins.count();
    pins.nth(0).locator("textarea").fill("Speak to her alone, at school");
    pins.nth(1).locator("input").uncheck();
    pins.nth(2).locator("textarea").fill("   ");
    button(page, "Return with " + (all - 1) + " notes").click();
    assertThat(pins.nth(2)).containsText("take the tick away");
    assertThat(pins.nth(2).locator("textarea")).isFocused();
    pins.nth(2).locator("input").uncheck();
    button(page, "Return with " + (all - 2) + " notes").click();

    assertThat(page.locator(".done")).containsText("Returned with " + (all - 2) + " notes");
    assertThat(page.locator(".incident-head")).containsText("Speak to her alone, at school");
    assertThat(sent).hasSize(1);
  }

  @Test
  @Order(5)
  void backLeadsToWhereOneWasAndTheKeysWalkTheList() {
    Page page = Desk.signIn(desk.tab(1280, 500, ColorScheme.LIGHT), "ps401");
    page.getByLabel("Form").selectOption("concern-for-child");
    page.waitForURL(Pattern.compile(".*[?]form=concern-for-child").asPredicate());
    assertThat(page.locator(".queue-under").first()).containsText("Act now");
    for (int i = 0; i < 12; i++) {
      page.keyboard().press("j");
    }
    String there = page.evaluate("() => document.activeElement.textContent").toString();
    page.keyboard().press("k");
    page.keyboard().press("j");
    assertThat(page.locator(".card-title a:focus")).hasText(there);
    double top = scrolled(page);
    assertThat(top).isGreaterThan(0);

    page.keyboard().press("Enter");
    page.waitForSelector("sh-incident .child");
    assertThat(page.locator(".incident-title")).containsText(there);
    page.goBack();
    assertThat(page.locator(".card-title a:focus")).hasText(there);
    page.waitForFunction("top => scrollY === top", top);
    assertThat(page.getByLabel("Form")).hasValue("concern-for-child");

    page.keyboard().press("Enter");
    page.waitForSelector("sh-incident .child");
    page.keyboard().press("j");
    assertThat(page.locator(".incident-title")).not().containsText(there);
    page.keyboard().press("k");
    assertThat(page.locator(".incident-title")).containsText(there);
    page.keyboard().press("u");
    assertThat(page.locator(".card-title a:focus")).hasText(there);
    assertThat(page).hasURL(Pattern.compile(".*[?]form=concern-for-child$"));
  }

  private static double scrolled(Page page) {
    return ((Number) page.evaluate("() => scrollY")).doubleValue();
  }

  @Test
  @Order(6)
  void keysAreListedAndSwitchedOff() {
    Page page = desk.of("ps401");
    page.waitForSelector(".queue .card");
    page.keyboard().press("?");
    assertThat(page.locator("dialog[open]")).containsText("the next incident");
    Axe.findsNothing(desk, page);
    page.getByLabel("Single keys work on this device").uncheck();
    page.keyboard().press("Escape");
    page.keyboard().press("j");
    assertThat(page.locator(".card-title a:focus")).hasCount(0);
  }

  @Test
  @Order(7)
  void smallRowsAreLowAndStay() {
    Page page = desk.of("ps401");
    button(page, "Small rows").click();
    page.reload();
    page.waitForSelector(".queue .card");
    assertThat(button(page, "Small rows")).hasAttribute("aria-pressed", "true");
    double height =
        ((Number)
                page.evaluate(
                    "() => document.querySelector('.queue section:last-child"
                        + " .card:last-child').offsetHeight"))
            .doubleValue();
    assertThat(height).isBetween(44.0, 56.0);
    Axe.findsNothing(desk, page);
  }

  @Test
  @Order(8)
  void byTouchTheBarStaysAndSaysWhatGoesWhere() {
    Page page = Desk.signIn(desk.tab(360, 740, ColorScheme.DARK), "ps401");
    open(page, WELL);
    Locator bar = page.locator(".bar");
    assertThat(bar).isInViewport();
    assertThat(bar).containsText("1 reason to accept");
    bar.getByText("1 reason to accept").click();
    page.getByText("Accept this reason").first().click();
    assertThat(page.locator(".done")).containsText("Reason accepted");
    button(page, "Look and authorise").click();
    Locator sheet = page.locator("dialog[open]");
    assertThat(sheet).containsText("The whole record goes to the records system");
    assertThat(sheet).containsText("No notice is recorded");
    assertThat(sheet).containsText("The duty line did not answer");
    Axe.findsNothing(desk, page);
    button(page, "Authorise now").click();
    assertThat(page.locator(".done")).containsText("Authorised");
    assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
        .isLessThanOrEqualTo(360);
  }

  @Test
  @Order(9)
  void childIsFoundByNameFromAnyPageAndTheWordsStayOutOfTheAddress() {
    Page page = desk.of("ps401");
    page.locator(".pages a").filter(new Locator.FilterOptions().setHasText("Overdue")).click();
    page.waitForSelector("sh-overdue h1");
    Hands hands = new Hands(page);
    hands.press("/");
    page.keyboard().type("ivvy");
    hands.press("Enter");
    assertThat(page.locator("sh-search h1")).containsText("1 incident found for “ivvy”");
    assertThat(page).hasURL(Pattern.compile(".*/search$"));
    assertThat(page.locator(".hit")).containsText("Ivy");
    Axe.findsNothing(desk, page);
    hands.on(page.locator(".hit a"));
    assertThat(page.locator(".incident-title")).containsText(WELL);
    System.out.println("a child found by name and opened: " + hands.presses + " presses");
    page.goBack();
    assertThat(page.locator(".hit")).containsText("Ivy");
    page.locator("#find").fill("<b>nobody</b> AND x");
    page.keyboard().press("Enter");
    assertThat(page.locator(".empty")).isVisible();
    assertThat(page.locator("sh-search h1")).containsText("<b>nobody</b>");
  }

  @Test
  @Order(10)
  void rowsSayWhoTheChildrenAreAndWhatIsDueForWhom() {
    Page page = desk.of("ps401");
    Locator row = line(page, "MC-2026-1122-0611");
    assertThat(row.locator(".row-children")).hasText("Child, about 3 years");
    assertThat(row).containsText("1 Mill Lane");
    assertThat(line(page, "MC-2026-1122-0502").locator(".card-due")).containsText("Tilly");
    page.locator(".pages a").filter(new Locator.FilterOptions().setHasText("Overdue")).click();
  }

  @Test
  @Order(10)
  void viewIsKeptOnThisDeviceForThisPersonAndForgotten() {
    Page page = desk.of("ps401");
    page.getByLabel("Form").selectOption("concern-for-child");
    button(page, "Keep this view").click();
    page.reload();
    Locator kept = page.locator("sh-views a").filter(new Locator.FilterOptions().setHasText("Con"));
    page.locator("sh-views a").filter(new Locator.FilterOptions().setHasText("Everything")).click();
    assertThat(page).hasURL(Pattern.compile(".*/$"));
    kept.click();
    assertThat(page.getByLabel("Form")).hasValue("concern-for-child");
    Axe.findsNothing(desk, page);
    button(page, "Sign out").click();
    Desk.signIn(page, "insp71");
    page.waitForSelector("sh-queue .queue");
    assertThat(page.locator("sh-views a")).hasCount(0);
    button(page, "Sign out").click();
    Desk.signIn(page, "ps401");
    kept.click();
    button(page, "Forget this view").click();
    assertThat(kept).hasCount(0);
  }
}
