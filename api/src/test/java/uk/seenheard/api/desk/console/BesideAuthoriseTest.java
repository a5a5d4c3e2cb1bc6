package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** What stands beside Authorise, so that nobody overlooks it, and which reasons go together. */
@NeedsChromium
@Tag("long")
class BesideAuthoriseTest {
  private static final String SIBLINGS = "MC-2026-1122-0801";

  @TempDir static Path folder;
  private static LiveServer server;
  private static LateShift shift;
  private static Desk desk;

  @BeforeAll
  static void shiftComesIn() throws Exception {
    server = LiveServer.start(folder.resolve("data"));
    shift = LateShift.at(server.url(), folder);
    desk = new Desk(server.url());
  }

  @AfterAll
  static void shiftEnds() {
    desk.close();
    shift.close();
    server.close();
  }

  private static Page at(String incident) {
    Page page = desk.of("ps401");
    page.navigate("/incidents/" + incident);
    page.waitForSelector("sh-incident .part-decide");
    return page;
  }

  /** What stands in the way keeps the sheet shut: this is how it looks when nothing does. */
  private static Page sheet(String incident) {
    Page page = at(incident);
    page.evaluate("() => document.querySelector('sh-authorising').open()");
    assertThat(page.locator("dialog[open]")).isVisible();
    return page;
  }

  private static Locator under(Page page, String title) {
    return page.locator("dialog[open] h3")
        .filter(new Locator.FilterOptions().setHasText(title))
        .locator("xpath=following-sibling::ul[1]");
  }

  @Test
  void siblingsWordsCrossedOutChildrenAndLoweredCountsAreNamed() {
    String incident = shift.well(SIBLINGS, "Ivy", "Fern");
    FieldPath twice = shift.first().adds("child", "name", "Fernanda");
    shift.first().handset().strike(incident, twice, "Counted twice");
    shift.first().answers("adultsHere", 3).answers("adultsHere", 1).submits().syncs();

    Page page = sheet(incident);

    assertThat(under(page, "The same words about several children")).containsText("Clean pyjamas");
    assertThat(under(page, "The same words about several children")).containsText("Ivy, Fern");
    assertThat(under(page, "Children crossed out")).containsText("Counted twice");
    assertThat(under(page, "Counts that were lowered"))
        .containsText("Adults here: 1 now, 3 before");
    assertThat(under(page, "You say that you have read this")).containsText("Counted twice");
    assertThat(under(page, "What goes where")).containsText("nobody outside the force is told");
    Axe.findsNothing(desk, page);
  }

  @Test
  void whoCrossedAChildOutIsToldBeforehandThatSomebodyElseAuthorises() {
    String incident = shift.well("MC-2026-1122-0804", "Ada", "Bea");
    FieldPath child = shift.first().adds("child", "name", "Leo");
    shift.first().syncs();
    Caller sergeant = Caller.signedIn(server.url(), "ps401");
    String frontier =
        sergeant.get("/v1/incidents/" + incident).expect(200).text("frontier").orElseThrow();
    Json strike =
        Json.object()
            .put("op", "strike")
            .put("at", child.text())
            .put("reason", "Counted twice")
            .build();
    sergeant
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object().put("frontier", frontier).put("ops", Json.list(List.of(strike))).build())
        .expect(201);

    Page page = at(incident);

    assertThat(page.locator("#barred"))
        .containsText("another supervisor or an inspector has to authorise what is left");
    assertThat(page.locator(".bar-what")).containsText("Somebody else has to authorise it");
    assertThat(page.locator(".bar-deeds button", hasText("authorise"))).hasCount(0);
    Locator reason = page.locator(".reason", hasText("Leo was crossed out"));
    assertThat(reason).containsText("You gave this reason yourself");
    assertThat(reason.locator("button")).hasCount(0);
    page.locator(".bar-what a", hasText("Somebody else")).click();
    assertThat(page.locator("#barred")).isFocused();
    Axe.findsNothing(desk, page);

    Page inspectors = desk.of("insp71");
    inspectors.navigate("/incidents/" + incident);
    inspectors.waitForSelector("sh-incident .part-decide");
    assertThat(inspectors.locator("#barred")).hasCount(0);
    assertThat(inspectors.locator(".reason", hasText("Leo was crossed out")).locator("button"))
        .hasCount(2);
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void eachNoticeSaysToWhomItGoesAndChildrenElsewhereAreNamed() {
    shift.first().attends("concern-for-child", "MC-2026-1122-0802").answers("place", "1 Fell Lane");
    FieldPath child =
        shift
            .first()
            .adds("child", "name", "Wren", "hereNow", "no", "whereabouts", "At her aunt’s");
    shift.first().about(child, "referral", "kind", "ppn", "toldWho", "The duty social worker");
    shift.first().about(child, "referral", "kind", "school");
    shift.first().submits().syncs();

    Page page = sheet(shift.first().incident());

    assertThat(under(page, "Children elsewhere")).containsText("Wren: At her aunt’s");
    assertThat(under(page, "Children nobody saw or heard")).containsText("Wren");
    assertThat(under(page, "What goes where")).containsText("told to The duty social worker");
    assertThat(under(page, "What goes where")).containsText("to whom it goes is not recorded");
  }

  @Test
  void reasonsAboutNoChildAreAcceptedTogetherByKindAndThoseOfChildrenOneByOne() {
    Patrol officer = shift.first();
    officer.attends("concern-for-child", "MC-2026-1122-0803").answers("place", "2 Fell Lane");
    Json refused = Json.object().put("code", "refused").put("words", "Nobody would say").build();
    officer.answers("reason.children-living", refused).answers("reason.children-here", refused);
    officer.submits().syncs();

    Page page = at(officer.incident());
    Locator together = page.locator("sh-reasons > .buttons button");
    assertThat(together).hasCount(1);
    assertThat(together).containsText("Accept all 2 that are about no child");
    together.click();
    assertThat(page.locator(".done")).containsText("2 reasons accepted");
    assertThat(page.locator("sh-reasons")).hasCount(0);
  }
}
