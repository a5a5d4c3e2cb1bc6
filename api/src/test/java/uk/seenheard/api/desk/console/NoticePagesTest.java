package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.api.partners.referral.Vale;
import uk.seenheard.api.partners.referral.ValeForce;
import uk.seenheard.sync.codec.Json;

/** Notices as the triage desk, an inspector and a recipient see them in a browser. */
@NeedsChromium
class NoticePagesTest {
  private static final String SECOND = Officer.entry("referral");

  @TempDir Path folder;
  private final AtomicLong later = new AtomicLong();
  private LiveServer server;
  private Desk desk;
  private String incident;

  @BeforeEach
  void start() throws IOException {
    Json.Obj written = RecordedCase.read("case-1-complete");
    long began = written.whole("now").orElseThrow();
    long opened = System.currentTimeMillis();
    server =
        LiveServer.start(
            folder.resolve("data"),
            () -> began + later.get() + System.currentTimeMillis() - opened,
            Map.of("SEENHEARD_REFERRALS", Vale.written(folder).toString()));
    incident = RecordedCase.record(server, "NP-1", written, ValeForce.second(SECOND));
    desk = new Desk(server.url());
  }

  @AfterEach
  void stop() {
    desk.close();
    server.close();
  }

  private static void shot(Page page, String name) {
    String wanted = System.getProperty("pictures");
    if (wanted != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(wanted, name)));
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
  }

  @Test
  @Tag("long")
  void triageReadsRegradesWithWhyAndWritesDownTheAnswer() throws IOException {
    Page page = desk.of("triage1");
    assertThat(page.locator("nav.pages a")).hasText(new String[] {"Notices"});
    assertThat(page.locator(".find")).hasCount(0);
    Locator notice =
        page.locator(".notice")
            .filter(new Locator.FilterOptions().setHasText("Public protection notice"))
            .first();
    Axe.findsNothing(desk, page);

    // By keyboard alone: to the notice, into it.
    page.keyboard().press("j");
    page.keyboard().press("j");
    notice.locator(".notice-open").focus();
    page.keyboard().press("Enter");
    assertThat(notice.locator(".notice-sides")).isVisible();
    assertThat(notice).containsText("What we are worried about");
    assertThat(notice).containsText("None is known of these children.");
    Axe.findsNothing(desk, page);
    shot(page, "triage-1280.png");

    notice.locator("[data-act=triageNotice]").click();
    page.getByLabel("Where does it go?").selectOption("s47");
    page.getByLabel("How urgent is it?").selectOption("red");
    button(page, "Route and grade it").click();
    assertThat(page.locator("#sheet-refused")).containsText("is needed: the grade is another");
    page.getByLabel("Why?").fill("A bruise, and she flinches");
    page.locator("dialog input[type=checkbox]").first().check();
    Axe.findsNothing(desk, page);
    shot(page, "triage-sheet.png");
    button(page, "Route and grade it").click();
    assertThat(page.locator(".done")).containsText("with 1 other of the same family");
    assertThat(
            page.locator(".notice .risk-3").filter(new Locator.FilterOptions().setHasText("Red")))
        .hasCount(2);

    RecordedCase.authorise(server, incident).expect(201);
    assertThat(notice).containsText("Sent, no receipt");
    // What is open is read anew by itself.
    assertThat(notice).containsText("to their system");
    notice.locator("[data-act=answerNotice]").click();
    page.getByLabel("What do they say?").selectOption("acknowledged");
    page.getByLabel("Who took it, by name and post?").fill("Ms Roe, duty social worker");
    page.getByLabel("When?").fill(typed());
    page.getByLabel("Their reference").fill("CSC-2291");
    button(page, "Write it down").click();
    assertThat(page.locator(".done")).containsText("Written down.");
    assertThat(notice).containsText("Acknowledged");
    Download file = page.waitForDownload(() -> notice.getByText("Save as PDF").click());
    assertThat(new String(Files.readAllBytes(file.path()), StandardCharsets.ISO_8859_1))
        .startsWith("%PDF-");
    assertThat(desk.complaints()).isEmpty();
  }

  private String typed() {
    long now =
        Caller.signedIn(server.url(), "triage1")
            .get("/v1/referrals")
            .expect(200)
            .items("referrals")
            .stream()
            .map(Json.Obj.class::cast)
            .flatMap(one -> one.items("sent").stream())
            .map(one -> ((Json.Obj) one).whole("at").orElseThrow())
            .max(Long::compare)
            .orElseThrow();
    return java.time.Instant.ofEpochMilli(now)
        .atZone(java.time.ZoneId.of("Europe/London"))
        .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm"));
  }

  @Test
  void recipientReadsWhatWasSentAndAnswers() {
    RecordedCase.authorise(server, incident).expect(201);
    Page page = desk.of("hub");
    assertThat(page.locator("nav.pages a")).hasCount(0);
    page.locator(".notice-open").first().click();
    assertThat(page.locator(".notice").first()).containsText("What we are worried about");
    Axe.findsNothing(desk, page);
    shot(page, "received-1280.png");
    assertThat(desk.complaints()).isEmpty();
  }

  /** It said when the notice had left, hours before. */
  @Test
  void whatWasRefusedIsRefusedSinceTheRefusal() {
    RecordedCase.authorise(server, incident).expect(201);
    Json.Obj left = ValeForce.until(() -> notices().filter(one -> !one.items("sent").isEmpty()));
    Json.Obj sent = (Json.Obj) left.items("sent").get(0);
    later.set(3 * 3_600_000L);
    long refused = sent.whole("at").orElseThrow() + later.get();
    Caller.signedIn(server.url(), "hub")
        .post(
            "/v1/referrals/" + left.text("referral").orElseThrow() + "/receipts",
            Json.object()
                .put("state", "refused")
                .put("code", "not-ours")
                .put("key", sent.text("key").orElseThrow())
                .put("at", refused)
                .put("by", "Ms Roe, duty social worker")
                .build())
        .expect(200);
    Page page = desk.of("insp71");
    page.navigate("/partners");
    assertThat(page.locator("main"))
        .containsText(Pattern.compile("Refused since .*" + at(refused)));
    assertThat(page.locator("main")).containsText("Sent, no receipt since");
  }

  private Optional<Json.Obj> notices() {
    return Caller.signedIn(server.url(), "triage1")
        .get("/v1/referrals")
        .expect(200)
        .items("referrals")
        .stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("kind").equals(Optional.of("ppn")))
        .findFirst();
  }

  private static String at(long millis) {
    return java.time.Instant.ofEpochMilli(millis)
        .atZone(java.time.ZoneId.of("Europe/London"))
        .format(java.time.format.DateTimeFormatter.ofPattern("HH:mm"));
  }

  @Test
  @Tag("long")
  void inspectorLetsAMachineInAndEndsItAndSeesWhatIsStuck() {
    RecordedCase.authorise(server, incident).expect(201);
    Page page = desk.of("insp71");
    page.navigate("/partners");
    assertThat(page.locator("main"))
        .containsText("Nothing is rejected that a later revision or a person has not ended.");
    assertThat(page.locator("main"))
        .containsText("Of 1 revision the records system has said nothing");
    button(page, "Let a machine in").click();
    page.getByLabel("What is it called?").fill("rms-1");
    page.getByLabel("As which system of the roster?").fill("records");
    page.getByLabel("The records feed").check();
    button(page, "Let it in").click();
    assertThat(page.locator(".secret-code")).hasText(Pattern.compile(".{20,}"));
    Axe.findsNothing(desk, page);
    shot(page, "partners-1280.png");
    page.locator("[data-act=endClient]").click();
    page.getByLabel("Why?").fill("It was a trial");
    page.locator("dialog button[type=submit]").click();
    assertThat(page.locator(".colleague").filter(new Locator.FilterOptions().setHasText("rms-1")))
        .containsText("ended");
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  @Tag("long")
  void everyPageFitsAPhoneLightAndDark() {
    RecordedCase.authorise(server, incident).expect(201);
    for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (String who : new String[] {"triage1", "hub", "insp71"}) {
        Page page = Desk.signIn(desk.tab(360, 740, colours), who);
        if (who.equals("insp71")) {
          page.navigate("/partners");
          page.waitForSelector("[data-act=makeClient]");
        } else {
          page.waitForSelector(".notice");
          page.locator(".notice-open").first().click();
          page.waitForSelector(".notice-deeds");
        }
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
            .as("width for %s", who)
            .isLessThanOrEqualTo(360);
        Axe.findsNothing(desk, page);
        shot(page, who + "-360-" + colours + ".png");
      }
    }
  }
}
