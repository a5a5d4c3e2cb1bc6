package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.ground.provider.FakeProvider;

/** The two pages where people sign in at the force's identity provider, in a browser. */
@NeedsChromium
@Tag("long")
class SignInPagesTest {
  @TempDir Path folder;
  private final AtomicLong ahead = new AtomicLong();
  private FakeProvider provider;
  private LiveServer server;
  private Desk desk;

  @BeforeEach
  void open() throws IOException {
    provider = FakeProvider.start(this::now).with("ps401", Map.of()).with("pc1201", Map.of());
    try (var roster =
        Caller.class.getResourceAsStream("/uk/seenheard/api/ground/roster/demo-force.json")) {
      Files.write(folder.resolve("roster.json"), roster.readAllBytes());
    }
    server =
        LiveServer.start(
            folder.resolve("data"),
            this::now,
            Map.of(
                "SEENHEARD_DEMO",
                "false",
                "SEENHEARD_FORCE",
                folder.resolve("roster.json").toString(),
                "SEENHEARD_LOGIN_ISSUER",
                provider.issuer(),
                "SEENHEARD_LOGIN_CLIENT",
                FakeProvider.CLIENT,
                "SEENHEARD_LOGIN_SECRET",
                FakeProvider.SECRET,
                "SEENHEARD_LOGIN_NAME",
                "Marlshire login"));
    provider.backs = Set.of(server.url() + "/sign-in/return");
    desk = new Desk(server.url());
  }

  private long now() {
    return System.currentTimeMillis() + ahead.get();
  }

  @AfterEach
  void close() {
    desk.close();
    server.close();
    provider.close();
  }

  @Test
  void aSergeantSignsInAtTheProviderGoesOnAndSignsOutAtBothEnds() {
    Page page = desk.tab();
    page.navigate("/overdue");
    signIn(page, "ps401");
    page.waitForSelector("sh-queue h1");
    assertThat(page.locator(".who-name")).hasText("Sergeant Winifred Calloway-Dunn");
    assertNothingIsKept(page);

    // The page is fetched anew: the session is taken up without a word.
    page.navigate("/overdue");
    page.waitForSelector("sh-overdue h1");

    // The login is over, the session is not: nobody notices.
    ahead.addAndGet(11 * 60_000);
    // Not by AriaRole.LINK: Playwright makes "lınk" of it on a Turkish machine.
    page.locator("role=link[name=\"Queue\"i]").click();
    page.waitForSelector("sh-queue h1");
    assertThat(page.locator(".who-name")).hasText("Sergeant Winifred Calloway-Dunn");

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
    page.getByText("Sign in with Marlshire login").waitFor();
    page.reload();
    page.getByText("Sign in with Marlshire login").waitFor();
    page.waitForCondition(() -> provider.sessions().isEmpty());
    assertThat(provider.calls()).contains("/logout");
    Axe.findsNothing(desk, page);
    assertThat(provider.complaints()).isEmpty();
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  void aSessionThatEndsAtTheProviderEndsHere() {
    Page page = desk.tab();
    page.navigate("/");
    signIn(page, "ps401");
    page.waitForSelector("sh-queue h1");
    provider.endAll();
    ahead.addAndGet(11 * 60_000);
    // Nobody presses anything: the page hears that its login is over, and asks for another.
    page.getByText("Your login has ended.").waitFor();
    page.getByText("Sign in with Marlshire login").waitFor();
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  void anOfficerSignsInAtTheProviderRecordsAndGoesOnWhenTheLoginIsOver() {
    assumeTrue(
        SignInPagesTest.class.getResource("/uk/seenheard/officer/page/handset.js") != null,
        "SKIPPED: built with -Dofficer.skip, without a page");
    Page page = desk.tab(390, 844, ColorScheme.LIGHT);
    unlock(page);
    press(page, "Sign in with Marlshire login");
    page.getByText("I am pc1201").click();
    page.waitForURL(server.url() + "/officer/");
    unlock(page);
    press(page, "New incident");
    page.getByLabel("Control's reference").fill("MC-2026-1129-0511");
    press(page, "Domestic abuse");
    page.locator(".column .question").first().waitFor();
    told(page, "Everything is at the force.");
    assertNothingIsKept(page);

    ahead.addAndGet(11 * 60_000);
    press(page, "Home");
    page.evaluate("() => dispatchEvent(new Event('online'))");
    press(page, "New incident");
    press(page, "Domestic abuse");
    page.locator(".column .question").first().waitFor();
    told(page, "Everything is at the force.");
    assertThat(provider.calls().stream().filter("/token"::equals).count()).isGreaterThan(1);

    press(page, "Home");
    page.getByText("and this phone").click();
    press(page, "Sign out");
    page.getByLabel("Passphrase of this phone").waitFor();
    unlock(page);
    page.getByText("Sign in with Marlshire login").waitFor();
    assertThat(provider.sessions()).isEmpty();
    assertThat(provider.complaints()).isEmpty();
    assertThat(desk.complaints()).isEmpty();
  }

  private void signIn(Page page, String person) {
    page.getByText("Sign in with Marlshire login").click();
    page.getByText("I am " + person).click();
    page.waitForURL(server.url() + "/**");
  }

  /** Only a cookie that no script sees; nothing of the provider's, and no login, anywhere. */
  private void assertNothingIsKept(Page page) {
    List<Cookie> cookies = page.context().cookies(server.url());
    assertThat(cookies).hasSize(1);
    assertThat(cookies.get(0).httpOnly).isTrue();
    assertThat(cookies.get(0).value).doesNotContain("eyJ");
    assertThat(
            (String)
                page.evaluate(
                    "() => JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie,"
                        + " location.href])"))
        .doesNotContain("eyJ")
        .doesNotContain("code=");
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
  }

  private static void unlock(Page page) {
    page.navigate("/officer/");
    Desk.unlocks(page);
  }

  private static void told(Page page, String truth) {
    assertThat(page.locator("#truth")).containsText(truth);
  }
}
