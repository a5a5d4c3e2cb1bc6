package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/**
 * Two officers at the page and one at a command line record one incident without signal; with
 * signal all of them, and the server, have one record, byte for byte.
 */
@NeedsChromium
@Tag("long")
class OneIncidentAtFourEndsTest {
  private static final String REFERENCE = "MC-2026-1129-0418";
  private static final String LIVING = "How many children live here?";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;
  private LiveServer server;
  private Desk desk;

  @BeforeEach
  void open() {
    assumeTrue(
        OneIncidentAtFourEndsTest.class.getResource("/uk/seenheard/officer/page/handset.js")
            != null,
        "SKIPPED: built with -Dofficer.skip, without a page");
    server = LiveServer.start(folder.resolve("data"));
    desk = new Desk(server.url());
  }

  @AfterEach
  void close() {
    if (desk != null) {
      desk.close();
      server.close();
    }
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().click();
  }

  private static Locator question(Page page, String words) {
    return page.locator(".question").filter(saying(words)).first();
  }

  private static Locator.FilterOptions saying(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  /** An officer at the page who signed in and has no signal any more. */
  private Page officer(String person) {
    Page page = desk.tab(390, 844, ColorScheme.LIGHT);
    page.navigate("/officer/");
    Desk.unlocks(page);
    page.getByLabel("Who are you?").fill(person);
    press(page, "Sign in");
    page.getByText("Your incidents").waitFor();
    page.context().setOffline(true);
    press(page, "New incident");
    page.getByLabel("Control's reference").fill(REFERENCE);
    press(page, "Domestic abuse");
    part(page, "Who is here");
    return page;
  }

  private static void part(Page page, String title) {
    press(page, "Parts");
    page.locator(".sections").waitFor();
    press(page, title);
    page.locator(".section h1").filter(saying(title)).waitFor();
  }

  private static void counts(Page page, String children, String name) {
    question(page, LIVING).getByText(children).first().click();
    Locator adds = question(page, "Who is not entered yet?");
    adds.locator("textarea").fill(name);
    adds.getByText("Add").click();
    page.getByLabel(name + ": not seen").waitFor();
  }

  /** The same at a command line, in a process of its own that ends afterwards. */
  private void commandLine(Path store, String... commands) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "uk.seenheard.handset.jvm.cli.HandsetCommand",
            "--store",
            store.toString(),
            "--server",
            server.url(),
            "shell");
    builder.redirectErrorStream(true).environment().put("SEENHEARD_PASSPHRASE", "correct horse");
    Process process = builder.start();
    process
        .getOutputStream()
        .write((String.join("\n", commands) + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(said).contains("done.").doesNotContain("not done.");
  }

  private static Object told(Page page, String command, String incident) {
    return page.evaluate(
        "([command, incident]) => import(new URL('link.js', document.querySelector('script').src))"
            + ".then(link => link.tell(command, {incident}))",
        List.of(command, incident));
  }

  private static String record(Page page, String incident) {
    return (String) ((Map<?, ?>) told(page, "record", incident)).get("record");
  }

  /** What each end has of the incident, until all have the same. */
  private String agreed(String incident, Map<String, Page> pages, Handset commandLine) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      Map<String, String> records = new LinkedHashMap<>();
      records.put("server", atServer(incident));
      pages.forEach(
          (name, page) -> {
            told(page, "sync", incident);
            records.put(name, record(page, incident));
          });
      commandLine.sync();
      records.put("command line", text(commandLine, incident));
      if (Set.copyOf(records.values()).size() == 1) {
        return records.get("server");
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("the ends differ: " + records);
      }
    }
  }

  private String atServer(String incident) {
    Caller sergeant = Caller.signedIn(server.url(), "ps401");
    Caller.Answer seen = sergeant.get("/v1/incidents/" + incident);
    long n = seen.status() == 200 ? seen.json().whole("n").orElse(0L) : 0;
    return n == 0 ? "" : server.record(incident, n).canonical().canonical();
  }

  private static String text(Handset handset, String incident) {
    return handset.view(incident).incident().record().canonical().canonical();
  }

  private void returned(String incident, String note) {
    Caller sergeant = Caller.signedIn(server.url(), "ps401");
    Json.Obj seen = sergeant.get("/v1/incidents/" + incident).expect(200);
    String prompt =
        seen.items("prompts").stream()
            .map(Json.Obj.class::cast)
            .filter(one -> one.text("question").orElse("").equals(LIVING))
            .findFirst()
            .flatMap(one -> one.text("prompt"))
            .orElseThrow();
    Json pinned = Json.object().put("words", note).put("prompt", prompt).build();
    Json.Obj with = Json.object().put("notes", Json.list(List.of(pinned))).build();
    Json act = Json.object().put("op", "act").put("act", "return").put("with", with).build();
    sergeant
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", seen.text("frontier"))
                .put("ops", Json.list(List.of(act)))
                .build())
        .expect(201);
  }

  @Test
  void whatThreeRecordedWithoutSignalIsOneRecordEverywhereAndIsSettledAndReturnedAtItsQuestion()
      throws Exception {
    Path store = folder.resolve("handset");
    commandLine(
        store,
        "sign-in pc1203",
        "offline",
        "new " + REFERENCE,
        "answer childrenLiving 2",
        "child add name=Robin estimatedAge=6",
        "say 1 \"I hid under the table 😀\"");
    Page kitchen = officer("pc1201");
    counts(kitchen, "2", "Robin");
    Page hall = officer("pc1202");
    counts(hall, "3", "Wren");
    String incident = (String) ((Map<?, ?>) told(kitchen, "status", "")).get("current");

    kitchen.context().setOffline(false);
    hall.context().setOffline(false);
    RealHandset.Clocks clocks = new RealHandset.Clocks(System::currentTimeMillis, 0);
    try (Handset commandLine = RealHandset.open(store, server.url(), clocks)) {
      commandLine.offline(false);
      Map<String, Page> pages = Map.of("kitchen", kitchen, "hall", hall);
      String one = agreed(incident, pages, commandLine);
      assertThat(one).contains("Robin", "Wren", "I hid under the table 😀");

      part(kitchen, "Who is here");
      Locator twin = kitchen.locator(".twin").filter(saying("Robin that pc1203 entered"));
      twin.getByText("They are the same").click();
      twin.getByLabel("How do you know?").fill("One boy, seen by both of us");
      twin.getByText("Join the two").click();
      assertThat(twin).hasCount(0);
      assertThat(kitchen.locator("#strip .tile:not(.plus)")).hasCount(2);

      Locator living = question(kitchen, LIVING);
      assertThat(living.locator(".either")).hasCount(3);
      living.locator(".either").filter(saying("pc1202")).getByText("This one is right").click();
      living.getByLabel("Why is it right: 3?").fill("Counted with the mother");
      living.getByText("Say so").click();
      assertThat(living.locator(".differ")).hasCount(0);
      press(kitchen, "Parts");
      press(kitchen, "Submit");
      agreed(incident, pages, commandLine);
      FieldPath field = new FieldPath("childrenLiving");
      assertThat(commandLine.view(incident).incident().record().field(field).orElseThrow().agreed())
          .contains(Json.of(3));

      returned(incident, "Three? The call said two.");
      agreed(incident, pages, commandLine);
      press(kitchen, "Home");
      press(kitchen, "Get what is new");
      assertThat(kitchen.locator(".cards .note")).containsText("Three? The call said two.");
      kitchen.getByText(REFERENCE).click();
      part(kitchen, "Who is here");
      assertThat(question(kitchen, LIVING).locator(".note"))
          .containsText("From your supervisor: Three? The call said two.");
      assertThat(kitchen.locator(".question .note")).hasCount(1);
    }
    assertThat(desk.complaints()).isEmpty();
  }
}
