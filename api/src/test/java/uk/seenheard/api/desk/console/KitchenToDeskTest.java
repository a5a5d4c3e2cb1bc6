package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.ServerProcess;

/** What an officer enters on the page in a kitchen without signal, at the supervisor's desk. */
@NeedsChromium
@Tag("long")
class KitchenToDeskTest {
  private static final String REFERENCE = "MC-2026-1129-0417";

  @TempDir static Path folder;
  private static ServerProcess server;
  private static Desk desk;

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(
        KitchenToDeskTest.class.getResource("/uk/seenheard/officer/page/handset.js") != null,
        "SKIPPED: built with -Dofficer.skip, without a page");
    server = ServerProcess.start(folder.resolve("data"), Map.of());
    desk = new Desk(server.url());
  }

  @AfterAll
  static void close() {
    if (desk != null) {
      desk.close();
      server.close();
    }
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().click();
  }

  private static void unlock(Page page) {
    page.navigate("/officer/");
    Desk.unlocks(page);
  }

  private static void told(Page page, String truth) {
    assertThat(page.locator("#truth")).containsText(truth);
  }

  private static Locator question(Page page, String words) {
    return page.locator(".question").filter(new Locator.FilterOptions().setHasText(words)).first();
  }

  /** What axe finds on each screen, in the dark and by day. */
  private static void everyScreenCanBeRead(Page page) {
    read(page);
    page.getByLabel("Robin: not seen").click();
    page.locator(".voice-deed").waitFor();
    read(page);
    page.locator(".marks .chip").first().click();
    page.getByText("Marked: ").first().waitFor();
    read(page);
    page.locator(".voice-deed").click();
    page.locator("#words").waitFor();
    read(page);
    press(page, "Parts");
    page.locator(".sections").waitFor();
    read(page);
    press(page, "Cameras");
    question(page, "Was the camera of").getByText("Part of it").click();
    page.getByText("Part only: the place was left").waitFor();
    read(page);
    press(page, "Parts");
    press(page, "Written on paper before");
    page.locator(".paper").waitFor();
    read(page);
    press(page, "Home");
    page.locator(".cards").waitFor();
    read(page);
    press(page, "New incident");
    page.getByLabel("Control's reference").waitFor();
    read(page);
    press(page, "Home");
    page.locator(".me").click();
    press(page, "Wipe this phone");
    page.getByText("only on this phone").waitFor();
    read(page);
    press(page, "Home");
    page.locator(".cards").waitFor();
  }

  private static void read(Page page) {
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
      Axe.findsNothing(desk, page);
    }
  }

  @Test
  void whatWasEnteredWithoutSignalOutlivesItsTabAndStandsAtTheDesk() {
    Page kitchen = desk.tab(390, 844, ColorScheme.DARK);
    kitchen.navigate("/officer/");
    kitchen.getByText("Nothing is kept on this phone yet.").waitFor();
    read(kitchen);
    unlock(kitchen);
    kitchen.getByLabel("Who are you?").waitFor();
    read(kitchen);
    kitchen.getByLabel("Who are you?").fill("pc1201");
    press(kitchen, "Sign in");
    press(kitchen, "New incident");
    kitchen.getByLabel("Control's reference").fill(REFERENCE);
    press(kitchen, "Domestic abuse");
    press(kitchen, "Parts");
    kitchen.locator(".sections").waitFor();
    press(kitchen, "Who is here");
    kitchen.context().setOffline(true);
    question(kitchen, "How many children live here?").getByText("2").first().click();
    question(kitchen, "Who is not entered yet?").locator("textarea").fill("Robin");
    question(kitchen, "Who is not entered yet?").getByText("Add").click();
    kitchen.getByLabel("Robin: not seen").waitFor();
    everyScreenCanBeRead(kitchen);
    told(kitchen, "not sent");
    kitchen.close();

    Page again = desk.sameDevice();
    again.context().setOffline(false);
    unlock(again);
    again.getByText(REFERENCE).click();
    again.getByLabel("Robin: not seen").waitFor();
    press(again, "Submit");
    told(again, "Everything is at the force.");

    Page sergeant = desk.of("ps401");
    assertThat(sergeant.locator("sh-queue")).containsText(REFERENCE);
    assertThat(desk.complaints()).isEmpty();
  }
}
