package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;

/**
 * The form as one column: nobody presses to move on, and a press is saved before it is shown so.
 */
@NeedsChromium
class OneColumnTest extends OnePage {
  /**
   * Lets saves pass when the test says so, as a slow disk would: one by one, all from now on, or
   * refused as what no form knows.
   */
  private static final String SLOW_DISK =
      "() => { const send = Worker.prototype.postMessage; const held = []; window.disk = { holds:"
          + " true, one() { const [to, data] = held.shift(); send.call(to, data); }, free() {"
          + " this.holds = false; held.splice(0).forEach(([to, data]) => send.call(to, data)); },"
          + " refuse() { const [to, data] = held.shift(); send.call(to, { ...data, given: {"
          + " ...data.given, at: data.given.at + '/unknown' } }); } }; Worker.prototype.postMessage"
          + " = function (data, ...more) { if (disk.holds && data.command === 'answer') {"
          + " held.push([this, data]); } else { send.call(this, data, ...more); } }; }";

  private static final int LONGEST_MILLIS = 300_000;
  private static final int TURN_MILLIS = 50;

  /**
   * What a look and its drawing take at most where nothing else is at work; a slower machine only
   * draws later.
   */
  private static final int DRAWN_MILLIS = 300;

  /** An incident that was just begun. */
  private static OfficerPage inTheColumn(Page page) {
    page.setViewportSize(360, 740);
    OfficerPage officer = new OfficerPage(page);
    officer.unlock();
    officer.signIn("amy");
    officer.press("New incident");
    officer.press("Domestic abuse");
    page.locator(".column .question").first().waitFor();
    return officer;
  }

  private static Locator part(Page page, String id) {
    return page.locator("[data-part='" + id + "']");
  }

  /** However slowly parts are drawn: who goes on scrolling comes to it. */
  private static void scrollsTo(Page page, Locator part) {
    page.waitForCondition(
        () -> {
          page.mouse().move(180, 400);
          page.mouse().wheel(0, 370);
          page.waitForTimeout(TURN_MILLIS);
          return part.count() > 0;
        },
        new Page.WaitForConditionOptions().setTimeout(LONGEST_MILLIS));
    part.first().waitFor();
  }

  @Test
  void partsFollowEachOtherByScrollingAndWhoIsAddedHasAPartBelow() {
    chromium.with(
        page -> {
          OfficerPage officer = inTheColumn(page);
          signal.gone = true;
          Locator name = officer.question("Who is not entered yet?").locator("textarea");
          officer.question("How many children live here?").getByText("2").first().click();
          name.fill("Robin");
          name.blur();
          page.getByLabel("Robin: not seen").waitFor();
          Locator child = page.locator("[data-part^='child/'] h1");
          scrollsTo(page, child.filter(OfficerPage.saying("Robin")));
          assertThat(page.locator("[data-part^='child/']").count()).isEqualTo(1);
          part(page, "here").getByText("Add an adult").click();
          scrollsTo(page, page.locator("[data-part^='adult/']"));
          scrollsTo(page, part(page, "in.action"));
          Locator add =
              part(page, "in.action")
                  .getByRole(AriaRole.BUTTON)
                  .filter(OfficerPage.saying("Add: "))
                  .last();
          add.click();
          page.locator("[data-part^='action/']").waitFor();
          assertThat(page.locator(".column .next").count()).isZero();
          return true;
        });
    assertThat(chromium.complaints()).noneMatch(said -> said.startsWith("error"));
  }

  /**
   * Between two frames the end of the column is pushed down by a part that is drawn and comes near
   * again by scrolling: the browser tells of neither.
   */
  private static final String AS_FAST_AS_DRAWN =
      "() => { const down = () => scrollTo(0, document.documentElement.scrollHeight); new"
          + " MutationObserver(down).observe(document.querySelector('.column > div'), { childList:"
          + " true }); down(); }";

  @Test
  void whoeverScrollsAsFastAsPartsAreDrawnComesToTheLast() {
    chromium.with(
        page -> {
          inTheColumn(page);
          page.evaluate(AS_FAST_AS_DRAWN);
          part(page, "in.action").waitFor();
          page.getByText("To submitting").waitFor();
          return true;
        });
  }

  @Test
  void pressIsShownAsBeingSavedUntilItIsOnTheDiskAndTwoOfManyAreBothSaved() {
    chromium.with(
        page -> {
          OfficerPage officer = inTheColumn(page);
          signal.gone = true;
          officer.press("Add a child");
          Locator seen = officer.question("Have you seen");
          seen.waitFor();
          page.evaluate(SLOW_DISK);
          Locator yes = seen.locator(".chip").first();
          yes.click();
          yes.and(page.locator(".is-saving")).waitFor();
          assertThat(yes.getAttribute("aria-pressed")).isEqualTo("false");

          Locator roles = page.locator("[data-field$='/roles'] .chip");
          roles.nth(0).click();
          roles.nth(1).click();
          assertThat(page.locator("[data-field$='/roles'] [aria-pressed=true]").count()).isZero();
          page.evaluate("() => disk.free()");
          page.waitForCondition(
              () -> page.locator("[data-field$='/roles'] [aria-pressed=true]").count() == 2);
          seen.locator("[aria-pressed=true]").waitFor();

          page.reload();
          officer.unlock();
          page.locator(".card").click();
          page.getByLabel("Child 1: seen").click();
          page.waitForCondition(
              () -> page.locator("[data-field$='/roles'] [aria-pressed=true]").count() == 2);
          return true;
        });
  }

  /** A child whose roles are being said while the disk is slow. */
  private Locator rolesOnASlowDisk(Page page) {
    OfficerPage officer = inTheColumn(page);
    signal.gone = true;
    officer.press("Add a child");
    Locator roles = page.locator("[data-field$='/roles'] .chip");
    roles.first().waitFor();
    page.evaluate(SLOW_DISK);
    return roles;
  }

  private static final String CHOSEN = "[data-field$='/roles'] [aria-pressed=true]";

  private static void areChosen(Page page, Locator roles, int... which) {
    List<String> labels = Arrays.stream(which).mapToObj(i -> roles.nth(i).textContent()).toList();
    page.waitForCondition(() -> page.locator(CHOSEN).allTextContents().equals(labels));
  }

  @Test
  void ofSeveralOnlyThoseOnTheDiskAreShownAsChosenAndNoneIsLostWhenItIsDrawnAnewMeanwhile() {
    chromium.with(
        page -> {
          Locator roles = rolesOnASlowDisk(page);
          roles.nth(0).click();
          roles.nth(1).click();
          page.evaluate("() => disk.one()");
          areChosen(page, roles, 0);
          page.waitForCondition(
              () -> page.locator("[data-field$='/roles'] .is-saving").count() == 1);
          page.waitForTimeout(2 * DRAWN_MILLIS);
          assertThat(page.locator(CHOSEN).allTextContents())
              .containsExactly(roles.nth(0).textContent());
          roles.nth(2).click();
          page.evaluate("() => disk.free()");
          areChosen(page, roles, 0, 1, 2);
          return true;
        });
  }

  @Test
  void pressThatIsRefusedTakesNothingAwayFromWhatWasChosen() {
    chromium.with(
        page -> {
          Locator roles = rolesOnASlowDisk(page);
          roles.nth(0).click();
          page.evaluate("() => disk.one()");
          areChosen(page, roles, 0);
          page.locator("[data-field$='/roles'] .chip").last().click();
          page.evaluate("() => disk.refuse()");
          page.waitForCondition(
              () -> page.locator("[data-field$='/roles'] .is-saving").count() == 0);
          areChosen(page, roles, 0);
          roles.nth(1).click();
          page.evaluate("() => disk.free()");
          areChosen(page, roles, 0, 1);
          return true;
        });
  }
}
