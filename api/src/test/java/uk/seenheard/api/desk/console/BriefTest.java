package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.sync.codec.Json;

/** What is read out at a handover: it says "None" of nothing that it has not looked at. */
@NeedsChromium
class BriefTest {
  @TempDir static Path folder;
  private static LiveServer server;
  private static LateShift shift;
  private static Desk desk;

  @BeforeAll
  static void shiftComesIn() throws Exception {
    server = LiveServer.start(folder.resolve("data"));
    shift = LateShift.at(server.url(), folder);
    shift.concern("MC-2026-1122-0031", "2 Mill Lane", "high", 2);
    desk = new Desk(server.url());
  }

  @AfterAll
  static void shiftEnds() {
    desk.close();
    shift.close();
    server.close();
  }

  private static Locator part(Page page, String title) {
    return page.locator(".brief-part").filter(new Locator.FilterOptions().setHasText(title));
  }

  @Test
  void whatCouldNotBeLookedUpIsSaidSoAndIsNotNone() {
    Page page = desk.of("ps401");
    page.route(Pattern.compile("/v1/.*footage"), Route::abort);
    page.navigate("/brief");
    Locator footage = part(page, "Footage about to be deleted");
    assertThat(footage).containsText("could not be looked up");
    assertThat(footage).not().containsText("None");
    page.close();
  }

  @Test
  void whereNothingIsAboutToBeDeletedItSaysNone() {
    Page page = desk.of("ps401");
    page.navigate("/brief");
    assertThat(part(page, "Footage about to be deleted")).containsText("None");
    page.close();
  }

  /**
   * The server's order puts what is overdue first: what was decided tonight may stand far behind.
   */
  @Test
  void whatWasDecidedLastIsFoundHoweverManyStandBeforeIt() {
    Json.Obj card =
        (Json.Obj)
            Caller.signedIn(server.url(), "ps401")
                .get("/v1/incidents")
                .expect(200)
                .items("incidents")
                .get(0);
    Json.Obj tonight =
        card.with("state", Json.of("authorised"))
            .with("reference", Json.of("MC-TONIGHT"))
            .with("lastAt", Json.of(System.currentTimeMillis()));
    Page page = desk.of("ps401");
    page.route(
        "**/v1/incidents?state=authorised**",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(
                        route.request().url().contains("cursor=")
                            ? "{\"incidents\":[" + tonight.canonical() + "]}"
                            : "{\"incidents\":[],\"cursor\":\"next\"}")));
    page.navigate("/brief");
    assertThat(part(page, "Authorised or returned")).containsText("MC-TONIGHT");
    page.close();
    assertThat(desk.complaints()).isEmpty();
  }
}
