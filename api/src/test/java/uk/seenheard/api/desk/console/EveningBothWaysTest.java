package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;

/**
 * The common evening from end to end, by keyboard alone and by touch alone on a phone: a child is
 * found by name, the incident returned with what is missing, the next one's three contradictions
 * settled, its reason accepted, it is authorised, and the list is where it was. What it costs is
 * printed, typed words counting as one.
 */
@NeedsChromium
class EveningBothWaysTest {
  private static final int FILLING = 12;
  private static final int MOST_TO_RETURN = 5;
  private static final int MOST_TO_SETTLE = 8;

  /** Days ago, so that it is overdue, and of a higher grade than the next. */
  private static final String TOLD = "2026-11-21T20:12Z";

  private static final String LIST = "/?officer=pc1202";

  @TempDir static Path folder;
  private static LiveServer server;
  private static LateShift shift;
  private static Desk desk;

  @BeforeAll
  static void shiftComesIn() throws Exception {
    server = LiveServer.start(folder.resolve("data"), System::currentTimeMillis, Map.of());
    shift = LateShift.at(server.url(), folder);
    for (int i = 0; i < FILLING; i++) {
      shift.concern("MC-2026-1122-06" + (10 + i), i + " Mill Lane", "standard", 1);
    }
    desk = new Desk(server.url());
  }

  @AfterAll
  static void shiftEnds() {
    desk.close();
    shift.close();
    server.close();
  }

  /** Hands that press keys, or fingers that touch; both count. */
  private interface Hands {
    Page page();

    /** Goes to that and presses it. */
    void on(String selector, String words);

    /** Writes where one is. */
    void types(String words);

    int presses();

    default Locator found(String selector, String words) {
      return page()
          .locator(selector)
          .filter(new Locator.FilterOptions().setHasText(Pattern.compile(words)))
          .first();
    }
  }

  private static final class Keys implements Hands {
    private static final int MOST_TABS = 30;
    private final Page page;
    private int presses;

    Keys(Page page) {
      this.page = page;
    }

    @Override
    public Page page() {
      return page;
    }

    void press(String key) {
      presses++;
      page.keyboard().press(key);
    }

    @Override
    public void on(String selector, String words) {
      Locator wanted = found(selector, words);
      wanted.waitFor();
      for (int i = 0; i < MOST_TABS && !isFocused(wanted); i++) {
        press("Tab");
      }
      assertThat(wanted).isFocused();
      press("Enter");
    }

    private static boolean isFocused(Locator wanted) {
      return (Boolean) wanted.evaluate("it => it === document.activeElement");
    }

    @Override
    public void types(String words) {
      page.keyboard().type(words);
      presses++;
    }

    @Override
    public int presses() {
      return presses;
    }
  }

  private static final class Fingers implements Hands {
    private final Page page;
    private int presses;

    Fingers(Page page) {
      this.page = page;
    }

    @Override
    public Page page() {
      return page;
    }

    @Override
    public void on(String selector, String words) {
      presses++;
      found(selector, words).tap();
    }

    @Override
    public void types(String words) {
      page.keyboard().type(words);
      presses++;
    }

    @Override
    public int presses() {
      return presses;
    }
  }

  private static void isAt(Page page, String reference) {
    assertThat(page.locator(".incident-title")).containsText(reference);
    page.waitForSelector("sh-incident .child");
  }

  private static void tell(String what, int presses) {
    System.out.println(what + ": " + presses + " presses");
  }

  private static int notes(Page page) {
    String words =
        page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(Pattern.compile("^Return with [0-9]+ notes")))
            .textContent();
    Matcher number = Pattern.compile("[0-9]+").matcher(words);
    assertThat(number.find()).isTrue();
    return Integer.parseInt(number.group());
  }

  /** The list as it was filtered, without what was decided. */
  private static void isBack(Page page) {
    assertThat(page).hasURL(Pattern.compile(".*/[?]officer=pc1202$"));
    assertThat(page.locator("#filter-officer")).hasValue("pc1202");
    assertThat(page.locator("sh-queue .card")).hasCount(0);
  }

  private static Page evening(Page tab, String reference) {
    Page page = Desk.signIn(tab, "ps401");
    // The sergeant reads what one officer of the shift handed in.
    page.navigate(LIST);
    page.waitForSelector(".card");
    assertThat(page.locator(".queue")).containsText(reference);
    return page;
  }

  @Test
  void byKeyboardAlone() {
    String first = "MC-2026-1122-0701";
    String second = "MC-2026-1122-0702";
    shift.differing(first, "Wilhelmina", TOLD);
    shift.wellButDiffering(second);
    Page page = evening(desk.tab(1280, 860, ColorScheme.LIGHT), first);
    Keys hands = new Keys(page);

    hands.press("/");
    hands.types("wilhelmina");
    hands.press("Enter");
    assertThat(page.locator("sh-search h1")).isFocused();
    hands.on(".hit a", first);
    isAt(page, first);
    int opened = hands.presses();
    tell("by keyboard, a child found by name and opened", opened);

    hands.press("r");
    assertThat(page.locator("dialog[open] .pin").first()).isVisible();
    int notes = notes(page);
    assertThat(notes).isGreaterThanOrEqualTo(30);
    hands.press("Enter");
    assertThat(page.locator(".done")).containsText("Returned with " + notes + " notes");
    int returned = hands.presses() - opened;
    tell("by keyboard, " + notes + " open questions returned", returned);
    assertThat(returned).isLessThanOrEqualTo(MOST_TO_RETURN);

    hands.press("j");
    isAt(page, second);
    int next = hands.presses();
    hands.press("2");
    for (int i = 0; i < 3; i++) {
      assertThat(page.locator("fieldset.contradiction").nth(i)).isFocused();
      hands.press("1");
    }
    assertThat(page.locator("#settle-why")).isFocused();
    hands.types("He was the first at the door");
    hands.press("Control+Enter");
    assertThat(page.locator(".done")).containsText("Settled");
    int settled = hands.presses() - next;
    tell("by keyboard, three contradictions settled", settled);
    assertThat(settled).isLessThanOrEqualTo(MOST_TO_SETTLE);

    hands.press("3");
    hands.on(".reason button", "Accept this reason");
    assertThat(page.locator(".done")).containsText("Reason accepted");
    hands.press("a");
    assertThat(page.locator("dialog[open]")).containsText("Authorise now");
    hands.on("dialog[open] button", "Authorise now");
    assertThat(page.locator(".done")).containsText("Authorised");
    hands.press("u");
    assertThat(page.locator("sh-queue h1")).hasText("Waiting for your decision");
    isBack(page);
    tell("by keyboard, the whole of it", hands.presses());
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  @Tag("long")
  void byTouchAloneOnAPhone() {
    String first = "MC-2026-1122-0711";
    String second = "MC-2026-1122-0712";
    shift.differing(first, "Persephone", TOLD);
    shift.wellButDiffering(second);
    Page page = evening(desk.phone(ColorScheme.DARK), first);
    Fingers hands = new Fingers(page);

    hands.on("#find", "");
    hands.types("persephone");
    hands.on(".find button", "Find");
    hands.on(".hit a", first);
    isAt(page, first);
    int opened = hands.presses();
    tell("by touch, a child found by name and opened", opened);
    assertThat(page.locator(".bar")).isInViewport();
    Axe.findsNothing(desk, page);

    hands.on(".bar button", "Return");
    int notes = notes(page);
    assertThat(notes).isGreaterThanOrEqualTo(30);
    hands.on("dialog[open] button", "Return with");
    assertThat(page.locator(".done")).containsText("Returned with " + notes + " notes");
    int returned = hands.presses() - opened;
    tell("by touch, " + notes + " open questions returned", returned);
    assertThat(returned).isLessThanOrEqualTo(MOST_TO_RETURN);

    hands.on(".bar a", "Next");
    isAt(page, second);
    int next = hands.presses();
    hands.on(".bar a", "3 contradictions");
    for (int i = 0; i < 3; i++) {
      page.locator("fieldset.contradiction").nth(i).locator(".answer").first().tap();
      hands.presses++;
    }
    hands.on("#settle-why", "");
    hands.types("He was the first at the door");
    hands.on("sh-contradictions button", "Settle 3 of 3");
    assertThat(page.locator(".done")).containsText("Settled");
    int settled = hands.presses() - next;
    tell("by touch, three contradictions settled", settled);
    assertThat(settled).isLessThanOrEqualTo(MOST_TO_SETTLE);

    hands.on(".bar a", "1 reason");
    hands.on(".reason button", "Accept this reason");
    assertThat(page.locator(".done")).containsText("Reason accepted");
    hands.on(".bar button", "Look and authorise");
    hands.on("dialog[open] button", "Authorise now");
    assertThat(page.locator(".done")).containsText("Authorised");
    hands.on(".govuk-back-link", "Back");
    assertThat(page.locator("sh-queue h1")).hasText("Waiting for your decision");
    isBack(page);
    tell("by touch, the whole of it", hands.presses());
    assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
        .isLessThanOrEqualTo(360);
    assertThat(desk.complaints()).isEmpty();
  }
}
