package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.sync.codec.Json;

/** What the records system did not take is shown to the inspector, who says why it may stay so. */
@NeedsChromium
class RejectionsPageTest {
  @TempDir Path folder;

  private static Json act(String act, Json.Obj with) {
    return Json.object().put("op", "act").put("act", act).put("with", with).build();
  }

  private static void decide(Caller sergeant, String incident, Json... ops) {
    String at = "/v1/incidents/" + incident;
    sergeant
        .post(
            at + "/decisions",
            Json.object()
                .put(
                    "frontier",
                    sergeant.get(at + "/card").expect(200).text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(ops)))
                .build())
        .expect(201);
  }

  private static void authorise(Caller sergeant, String incident) {
    for (Json item : sergeant.get("/v1/incidents/" + incident).expect(200).items("prompts")) {
      if (item instanceof Json.Obj prompt
          && prompt.isTrue("blocks")
          && prompt.get("reason").orElse(Json.NULL) instanceof Json.Obj reason) {
        decide(
            sergeant,
            incident,
            act(
                "accept-reason",
                Json.object()
                    .put("prompt", prompt.text("prompt").orElseThrow())
                    .put("op", reason.text("op").orElseThrow())
                    .build()));
      }
    }
    decide(sergeant, incident, act("authorise", Json.EMPTY));
  }

  @Test
  void rejectedRevisionIsShownAndEndedWithAReason() throws Exception {
    String reference = "MC-2026-1122-0801";
    try (LiveServer server =
            LiveServer.start(folder.resolve("data"), System::currentTimeMillis, Map.of());
        LateShift shift = LateShift.at(server.url(), folder);
        Desk desk = new Desk(server.url())) {
      String incident = shift.well(reference);
      authorise(Caller.signedIn(server.url(), "ps401"), incident);
      Caller records = Caller.signedIn(server.url(), "records");
      Json.Obj revision =
          (Json.Obj) records.get("/v1/records/revisions").expect(200).items("revisions").get(0);
      records
          .post(
              "/v1/records/outcomes",
              Json.object()
                  .put(
                      "outcomes",
                      Json.list(
                          List.of(
                              Json.object()
                                  .put("n", revision.whole("n").orElseThrow())
                                  .put("incident", incident)
                                  .put("outcome", "rejected")
                                  .put("path", "record/fields/ethnicity")
                                  .put("code", "unknown-code")
                                  .put("words", "No such <code> here")
                                  .build())))
                  .build())
          .expect(200);

      Page page = desk.of("insp71");
      page.locator(".pages a").getByText("Rejected").click();
      assertThat(page.locator(".rejection")).containsText("No such <code> here");
      assertThat(page.locator(".rejection")).containsText("Ivy");
      Axe.findsNothing(desk, page);
      assertThat(page.locator("[data-act=endRejection]")).hasCount(1);
      page.locator("[data-act=endRejection]").click();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("End it")).click();
      assertThat(page.locator("sh-sheet dialog[open]")).containsText("Say why");
      page.getByLabel("Why?").fill("Entered there by hand");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("End it")).click();
      assertThat(page.locator(".done")).containsText("Ended");
      assertThat(page.locator(".rejection")).hasCount(0);

      Page sergeant = desk.of("ps401");
      assertThat(sergeant.locator(".pages a").getByText("Rejected")).hasCount(0);
      sergeant.navigate("/rejections");
      assertThat(sergeant.locator(".govuk-error-summary")).containsText("shown to inspectors");
      assertThat(desk.complaints()).isEmpty();
    }
  }
}
