package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
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
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.sync.codec.Json;

/**
 * What reaches further than a page, done from one: with what will happen said before, and a reason.
 */
@NeedsChromium
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeedsOnPagesTest {
  private static final String MILL = "MC-2026-1122-0031";
  private static final String WEIR = "MC-2026-1122-0032";

  @TempDir static Path folder;
  private static LiveServer server;
  private static LateShift shift;
  private static Desk desk;
  private static String mill;
  private static String weir;

  @BeforeAll
  static void shiftComesIn() throws Exception {
    server = LiveServer.start(folder.resolve("data"));
    shift = LateShift.at(server.url(), folder);
    mill = shift.concern(MILL, "2 Mill Lane", "high", 2);
    weir = shift.concern(WEIR, "5 Weir Street", "standard", 1);
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

  private static Locator sheet(Page page) {
    return page.locator("sh-sheet dialog[open]");
  }

  private static Locator button(Locator in, String name) {
    return in.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)));
  }

  private static Page at(String person, String address, String whole) {
    Page page = desk.of(person);
    page.navigate(address);
    page.waitForSelector(whole);
    return page;
  }

  private static long noted(String act, String by, String incident) {
    return server.ledger().stream()
        .filter(note -> note.act().equals(act) && note.by().equals(by))
        .filter(note -> note.with().canonical().contains(incident))
        .count();
  }

  @Test
  @Order(10)
  void handsetIsLockedWithAReasonAndSaysSo() {
    Page page = at("ps401", "/handsets", "tbody tr");
    Locator line =
        page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Oyelaran"));
    button(line, "Lock").click();
    assertThat(sheet(page)).containsText("What is unsent on it still comes in.");
    Axe.findsNothing(desk, page);
    button(sheet(page), "Lock it").click();
    assertThat(sheet(page)).containsText("Say why");
    sheet(page).getByLabel("Why?").fill("Left in a taxi");
    button(sheet(page), "Lock it").click();

    assertThat(page.locator(".done")).containsText("The order is written down");
    assertThat(line).containsText("not carried out yet");
    assertThatThrownBy(() -> shift.second().syncs()).hasMessageContaining("locked by order of");
    assertThat(line).containsText(": locked");
  }

  @Test
  @Tag("long")
  @Order(2)
  void whoIsAwayIsSaidWithWhoActsForThem() {
    Page page = at("ps401", "/people", ".colleague");
    Locator line =
        page.locator(".colleague").filter(new Locator.FilterOptions().setHasText("Castermoor"));
    button(line, "Away").click();
    Axe.findsNothing(desk, page);
    sheet(page).getByLabel("Who acts for them?").selectOption("pc1202");
    sheet(page).getByLabel("Until").fill("2020-01-01T10:00");
    sheet(page).getByLabel("Why?").fill("Court");
    button(sheet(page), "Say that").click();
    assertThat(sheet(page)).containsText("before from");
    sheet(page).getByLabel("Until").fill("2031-01-01T10:00");
    sheet(page).getByLabel("From").fill("2030-12-01T10:00");
    button(sheet(page), "Say that").click();
    assertThat(page.locator(".done")).containsText("away until");
    assertThat(line).containsText("PC Rafiq Oyelaran acts for them");
    // Of another team: nothing is offered that would be refused.
    assertThat(
            page.locator(".colleague")
                .filter(new Locator.FilterOptions().setHasText("Wrenfield"))
                .getByRole(AriaRole.BUTTON))
        .hasCount(0);
  }

  @Test
  @Tag("long")
  @Order(3)
  void twoIncidentsAreLinkedByTheReferenceAndBothSaySo() {
    Page page = at("ps401", "/incidents/" + mill, "sh-linked");
    Locator linked = page.locator("sh-linked");
    linked.getByText("Another incident is the same event").click();
    linked.getByLabel("Control’s reference of the other").fill(WEIR);
    button(linked, "Look for it").click();
    Locator found =
        linked.locator("details li").filter(new Locator.FilterOptions().setHasText(WEIR));
    found.locator("summary").click();
    found.getByLabel("Why are they one event?").fill("One call to control");
    button(found, "They are one event").click();
    assertThat(page.locator(".done")).containsText("Linked");
    assertThat(linked).containsText("One call to control");
    assertThat(at("ps401", "/incidents/" + weir, "sh-linked .recordings").locator("sh-linked"))
        .containsText(MILL);
  }

  @Test
  @Order(4)
  void printIsWrittenDownFirstAndWithoutThatNobodysWordsAreOnPaper() {
    Page page = at("ps401", "/incidents/" + mill, "sh-linked");
    page.evaluate("() => { window.print = () => {}; }");
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
    assertThat(page.locator(".paper")).containsText("Nothing is printed this way");
    assertThat(page.locator(".child").first()).isHidden();
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.SCREEN));
    button(page.locator("sh-printing"), "Print this incident").click();
    page.waitForSelector("html.is-printing");
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
    assertThat(page.locator(".paper")).containsText("Sergeant Winifred Calloway-Dunn");
    assertThat(page.locator(".child").first()).isVisible();
    assertThat(page.locator(".part-decide")).isHidden();
    assertThat(page.locator("main button:visible")).hasCount(0);
    assertThat(noted("printed", "ps401", mill)).isEqualTo(1);
  }

  @Test
  @Tag("long")
  @Order(5)
  void incidentThatWasLostSightOfMeanwhileIsNotPrinted() {
    Page page = at("ps401", "/incidents/" + weir, "sh-linked");
    page.evaluate("() => { window.print = () => {}; }");
    Caller.signedIn(server.url(), "insp71")
        .post(
            "/v1/people/ps401/move",
            Json.object()
                .put("teams", Json.texts(List.of("kestrel-quay")))
                .put("reason", "r")
                .build())
        .expect(200);
    button(page.locator("sh-printing"), "Print this incident").click();
    assertThat(page.locator("sh-printing")).containsText("not within your scope any more");
    assertThat(noted("printed", "ps401", weir)).isZero();
    Caller.signedIn(server.url(), "insp71")
        .post(
            "/v1/people/ps401/move",
            Json.object().put("teams", Json.texts(List.of("ashmere"))).put("reason", "r").build())
        .expect(200);
  }

  @Test
  @Tag("long")
  @Order(6)
  void secondOfTwoSergeantsIsToldAndLosesNothing() {
    String reference = "MC-2026-1122-0500";
    String incident = shift.differing(reference);
    Page one = at("ps401", "/incidents/" + incident, "fieldset.contradiction");
    Page other = at("insp71", "/incidents/" + incident, "fieldset.contradiction");
    for (Page page : List.of(other, one)) {
      page.locator("fieldset.contradiction").first().locator(".answer").last().click();
      page.locator("#settle-why").fill("Counted at the door");
    }
    button(one.locator("sh-contradictions"), "Settle 1 of 3").click();
    assertThat(one.locator(".done")).containsText("Settled");
    button(other.locator("sh-contradictions"), "Settle 1 of 3").click();
    assertThat(other.locator(".govuk-error-summary")).containsText("Something new came in");
    assertThat(other.locator("#settle-why")).hasValue("Counted at the door");
  }

  @Test
  @Tag("long")
  @Order(7)
  void personWhoLeftSinceThePickerWasOpenedIsNotGivenTheIncident() {
    Page page = at("ps401", "/incidents/" + mill, "sh-linked");
    page.getByText("Assign, share or withdraw").click();
    page.locator("#whom").selectOption("person pc1203");
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    inspector
        .post("/v1/people/pc1203/revocation", Json.object().put("reason", "left").build())
        .expect(200);
    page.locator("button[value=assign]").click();
    button(sheet(page), "Assign it").click();
    assertThat(page.locator(".govuk-error-summary")).containsText("withdrawn");
    assertThat(page.locator("sh-story")).not().containsText("assigned it");
    inspector
        .post("/v1/people/pc1203/reinstatement", Json.object().put("reason", "back").build())
        .expect(200);
  }

  @Test
  @Tag("long")
  @Order(7)
  void connectionThatComesBackBringsThePageWithIt() {
    Page page = at("ps401", "/people", ".colleague");
    page.context().setOffline(true);
    assertThat(page.locator(".lost")).isVisible();
    page.locator(".pages a").filter(new Locator.FilterOptions().setHasText("Handsets")).click();
    assertThat(page.locator(".govuk-error-summary")).containsText("could not be reached");
    assertThat(button(page.locator(".govuk-error-summary"), "Try again")).isVisible();
    page.context().setOffline(false);
    assertThat(page.locator("tbody tr").first()).isVisible();
    assertThat(page.locator(".govuk-error-summary")).hasCount(0);
  }

  @Test
  @Order(8)
  void unknownAddressIsAPageForABrowserAndAProblemForAProgram() throws Exception {
    Page page = desk.tab();
    page.navigate("/nowhere/<b>");
    assertThat(page.locator("h1")).hasText("There is nothing at this address");
    Axe.findsNothing(desk, page);
    Caller.Answer answer = Caller.stranger(server.url()).get("/nowhere");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("not-found");
    HttpResponse<String> health =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.url() + "/v1/incidents"))
                    .header("Accept", "text/html")
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(health.headers().firstValue("content-type")).hasValue("application/problem+json");
    for (String address :
        List.of("/", "/overdue", "/people", "/brief", "/help", "/health/live", "/health/ready")) {
      assertThat(Caller.stranger(server.url()).head(address).status()).as(address).isEqualTo(200);
    }
  }

  @Test
  @Order(9)
  void inspectorErasesOnlyWhenTheReferenceWasTyped() {
    Page page = at("insp71", "/incidents/" + weir, "sh-erasing");
    page.getByText("Erase this incident because").click();
    button(page.locator("sh-erasing"), "Erase it").click();
    Axe.findsNothing(desk, page);
    sheet(page).getByLabel("On which legal ground?").fill("DPA 2018 s.47");
    sheet(page).getByLabel("Why?").fill("Court order");
    sheet(page).getByLabel("Type").fill(MILL);
    button(sheet(page), "Erase it for good").click();
    assertThat(sheet(page)).containsText("That is not what stands above");
    sheet(page).getByLabel("Type").fill(WEIR);
    button(sheet(page), "Erase it for good").click();
    assertThat(page.locator("h1")).hasText("Erased");
    assertThat(Caller.signedIn(server.url(), "insp71").get("/v1/incidents/" + weir).status())
        .isEqualTo(404);
  }

  @Test
  @Order(1)
  void notificationThatTheBrowserRefusesIsSaidSoAndNotSwitchedOn() {
    Page page = desk.of("ps401");
    button(page.locator("sh-telling"), "Tell me").click();
    page.getByLabel("Tell me on this device").click();
    assertThat(page.locator("sh-telling dialog")).containsText("This browser refuses");
    assertThat(page.getByLabel("Tell me on this device")).not().isChecked();
    page.reload();
    assertThat(button(page.locator("sh-telling"), "Tell me")).isVisible();
    assertThat(server.ledger())
        .noneMatch(note -> note.act().equals("notified") && note.by().equals("ps401"));
  }

  @Test
  @Tag("long")
  @Order(9)
  void newsOfHighRiskIsToldOnRequestAndWrittenDown() {
    Page page = desk.of("ps401");
    page.context().grantPermissions(List.of("notifications"));
    page.addInitScript(
        "window.told = []; window.Notification = class { constructor(title, with_) {"
            + " window.told.push(title + ' ' + with_.body); } close() {} static get permission() {"
            + " return 'granted'; } static requestPermission() { return Promise.resolve('granted');"
            + " } };");
    page.reload();
    button(page.locator("sh-telling"), "Tell me").click();
    Axe.findsNothing(desk, page);
    assertThat(page.getByLabel("with a short sound")).not().isChecked();
    page.waitForResponse(
        answer -> answer.url().contains("/v1/incidents?state=waiting"),
        () -> page.getByLabel("Tell me on this device").check());
    page.waitForFunction("() => document.querySelector('sh-telling').known !== null");
    String told = shift.concern("MC-2026-1122-0999", "9 Orchard Close", "high", 1);
    page.waitForFunction("() => window.told.length > 0");
    assertThat(String.valueOf(page.evaluate("() => window.told.join()")))
        .contains("High risk")
        .contains("MC-2026-1122-0999")
        .doesNotContain("Child");
    assertThat(noted("notified", "ps401", told)).isEqualTo(1);
  }
}
