package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
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

/** The review of worked case 2, with the keyboard and nothing else. */
@NeedsChromium
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class ReviewByKeyboardTest {
  private static final int MOST_TABS = 220;

  @TempDir static Path folder;
  static LiveServer server;
  static LateShift shift;
  static Desk desk;
  static String kitchen;
  static String well;

  @BeforeAll
  static void shiftComesIn() throws Exception {
    server = LiveServer.start(folder.resolve("data"));
    shift = LateShift.at(server.url(), folder);
    kitchen = shift.kitchen();
    well = shift.well("MC-2026-1121-0993");
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

  /** Tabs on until the focus is on what the locator finds. */
  private static void tabTo(Page page, Locator wanted) {
    wanted.first().waitFor();
    for (int i = 0; i < MOST_TABS; i++) {
      if ((Boolean) wanted.first().evaluate("it => it === document.activeElement")) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("the keyboard does not reach " + wanted);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
  }

  private static void open(Page page, String reference) {
    tabTo(page, page.locator("role=link[name=\"" + reference + "\"i]"));
    page.keyboard().press("Enter");
    page.waitForSelector("sh-incident .child");
  }

  @Test
  @Order(1)
  void signsInAndSeesWhoWasNotHeard() {
    Page page = desk.tab();
    page.navigate("/");
    tabTo(page, page.getByLabel("Who are you?"));
    page.keyboard().type("Sergeant Wini");
    tabTo(page, button(page, "Sign in"));
    page.keyboard().press("Enter");

    Locator first = page.locator(".queue .card").first();
    assertThat(first).containsText(LateShift.KITCHEN);
    assertThat(first).containsText("3 children, 2 not heard");
    assertThat(first).containsText("1 contradiction");
    Axe.findsNothing(desk, page);
  }

  @Test
  @Order(2)
  void missingVoiceIsAHoleInTheChildsColumn() {
    Page page = desk.of("ps401");
    open(page, LateShift.KITCHEN);

    Locator mia = page.locator(".child").nth(0);
    assertThat(mia).containsText("not heard");
    assertThat(mia.locator(".topic-words .hole")).containsText("No words written down");
    assertThat(mia.locator(".topic-demeanour .hole")).containsText("F4");
    assertThat(page.locator(".child").nth(2).locator("blockquote"))
        .containsText("Daddy pushed Mummy and the baby");
    assertThat(page.locator(".answer").nth(1)).containsText("clock 4 min");
    // What is to be done by when stands in the column of the child it is about.
    assertThat(mia.locator(".topic-clocks")).containsText("Public protection notice about Mia");
    assertThat(mia.locator(".topic-clocks")).containsText("Late: was due Mon 23 Nov");
    assertThat(page.locator(".part-clocks")).containsText("Risk assessment of the victim");
    page.locator("#story-field").selectOption("child.safe");
    assertThat(page.locator(".step")).hasCount(2);
    page.locator("#story-who").selectOption("pc1202");
    assertThat(page.locator(".step")).hasCount(1);
    assertThat(page.locator(".step-what")).containsText("Safe and well (Mia): No");
    Axe.findsNothing(desk, page);
  }

  @Test
  @Order(3)
  void authorisationNamesWhatStandsInTheWay() {
    Page page = desk.of("ps401");
    open(page, LateShift.KITCHEN);

    tabTo(page, button(page, "Authorise"));
    page.keyboard().press("Enter");

    Locator summary = page.locator(".govuk-error-summary");
    assertThat(summary).containsText("F2 – Is Noah safe and well?");
    assertThat(summary).isFocused();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator(".ask:focus")).containsText("Is Noah safe and well?");
    Axe.findsNothing(desk, page);
  }

  @Test
  @Order(4)
  void settlementNeedsAnAnswerAndAReason() {
    Page page = desk.of("ps401");
    open(page, LateShift.KITCHEN);

    tabTo(page, button(page, "Settle"));
    page.keyboard().press("Enter");
    assertThat(page.getByText("Choose the answer that stands")).isVisible();
    assertThat(page.getByText("Say why this answer stands")).isVisible();
    Axe.findsNothing(desk, page);

    assertThat(page.locator(".answer input").first()).isFocused();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Tab");
    page.keyboard().type("The second officer saw the bruise and knew of the earlier call");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    assertThat(page.locator(".done")).containsText("Settled");
    assertThat(page.locator(".done")).isFocused();
    assertThat(page.locator("sh-contradictions")).hasCount(0);
  }

  @Test
  @Order(5)
  void twinsAreJoinedAndTheirAnswersMeet() {
    Page page = desk.of("ps401");
    open(page, LateShift.KITCHEN);
    assertThat(page.locator(".child")).hasCount(3);

    Locator children = page.locator(".part-children");
    assertThat(children.getByText("Say it in a few words")).isHidden();
    tabTo(page, button(page, "Join as one child"));
    page.keyboard().press("Enter");
    assertThat(children.getByText("Say it in a few words")).isVisible();
    assertThat(page.getByLabel("Why are they one?")).isFocused();
    assertThat(page.getByLabel("Why are they one?")).hasValue("");
    Axe.findsNothing(desk, page);
    page.keyboard().type("Same name and age, one bedroom, both officers stood beside her");
    page.keyboard().press("Enter");

    assertThat(page.locator(".done")).containsText("Joined");
    assertThat(page.locator(".child")).hasCount(2);
    Locator safe =
        page.locator(".contradiction")
            .filter(new Locator.FilterOptions().setHasText("Safe and well"));
    assertThat(safe).containsText("PC Imogen Thackwray");
    assertThat(safe).containsText("PC Rafiq Oyelaran");
    Axe.findsNothing(desk, page);
  }

  @Test
  @Order(6)
  void returnReachesTheHandset() {
    Page page = desk.of("ps401");
    open(page, LateShift.KITCHEN);

    tabTo(page, page.getByLabel("What is to be done?"));
    page.keyboard().type("Ask for a child protection medical for Noah tonight");
    tabTo(page, button(page, "Return$"));
    page.keyboard().press("Enter");

    assertThat(page.locator(".done")).containsText("Returned");
    assertThat(page.locator(".incident-tags")).containsText("Returned");
    shift.first().syncs();
    assertThat(shift.first().notes())
        .containsExactly("Ask for a child protection medical for Noah tonight");
  }

  @Test
  @Order(7)
  void reasonIsAcceptedAndTheIncidentAuthorised() {
    Page page = desk.of("ps401");
    open(page, "MC-2026-1121-0993");

    tabTo(page, button(page, "Accept this reason"));
    page.keyboard().press("Enter");
    assertThat(page.locator(".done")).containsText("Reason accepted");
    tabTo(page, button(page, "Authorise$"));
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog[open]")).containsText("Answered by a reason");
    Axe.findsNothing(desk, page);
    tabTo(page, button(page, "Authorise now"));
    page.keyboard().press("Enter");

    assertThat(page.locator(".done")).containsText("Authorised");
    assertThat(page.locator(".incident-tags")).containsText("Authorised");
    Axe.findsNothing(desk, page);
    tabTo(page, page.getByText("Back to the queue"));
    page.keyboard().press("Enter");
    assertThat(page.locator("sh-queue h1")).containsText("Waiting for your decision");
    assertThat(page.getByText("MC-2026-1121-0993")).hasCount(0);
  }
}
