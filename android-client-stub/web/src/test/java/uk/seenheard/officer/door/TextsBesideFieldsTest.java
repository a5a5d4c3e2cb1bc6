package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;

/**
 * What the page lets somebody type that is no field of a form: names of who is added, control's
 * reference, and every kind of reason. {@link EveryFieldRun} types into the fields.
 */
@NeedsChromium
@Tag("long")
class TextsBesideFieldsTest extends OnePage {
  private static final String HIT =
      " <img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script> ";

  private final List<String> hostile =
      HostileTexts.of(7, 30).stream().map(text -> text.trim() + HIT.trim()).toList();
  private final List<String> typed = new ArrayList<>();

  private String next() {
    String text = hostile.get(typed.size());
    typed.add(text);
    return text;
  }

  /** What a colleague recorded of the same incident. */
  private void colleague(Json... ops) {
    synchronized (server) {
      Json.Obj mine = (Json.Obj) new PlainJsonReader().read(server.log.get(0).content());
      server.add(
          mine.with("author", Json.of("ben"))
              .with("ops", Json.list(List.of(ops)))
              .with("nonce", Json.of("0123456789abcdef0123456789abcde" + ops.length))
              .canonical());
    }
  }

  private static Json.Builder op(String kind, String at, Json value) {
    return Json.object().put("op", kind).put("at", at).put("value", value);
  }

  private static Json set(String at, String value) {
    return op("set", at, Json.of(value)).put("over", Json.list(List.of())).build();
  }

  /** Types into the field of a form of one field and presses its button. */
  private void say(Locator asking) {
    asking.locator("textarea").fill(next());
    asking.locator("button").click();
  }

  @Test
  void namesReferencesAndReasonsOfEveryKindArriveAsTheyWereTypedAndAreNeverMarkup() {
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(page);
          officer.unlock();
          officer.signIn("amy");
          referenceIsRefusedInWords(page, officer);
          named(page, officer);
          reasons(page, officer);
          contradiction(page, officer);
          twins(page, officer);
          struck(page, officer);
          officer.home();
          officer.press("Get what is new");
          officer.truth("Everything is at the force.");
          neverMarkup(page);
          return true;
        });
    assertThat(typed).hasSize(5);
    for (String text : typed) {
      assertThat(has(within(text))).as(text).isTrue();
    }
    assertThat(chromium.complaints()).noneMatch(said -> said.startsWith("error"));
  }

  private static String within(String text) {
    String json = Json.of(text).canonical();
    return json.substring(1, json.length() - 1);
  }

  /** Control's references are of a known make, and stand in addresses and file names. */
  private static void referenceIsRefusedInWords(Page page, OfficerPage officer) {
    officer.press("New incident");
    Locator field = page.getByLabel("Control's reference");
    for (String text : List.of(HIT.trim(), "../../etc", "\u202EMC-1", "A".repeat(60_000))) {
      field.fill(text);
      officer.press("Domestic abuse");
      page.locator("#trouble").filter(OfficerPage.saying("Nothing was saved")).waitFor();
      assertThat(field.inputValue()).isEqualTo(text);
      field.blur();
    }
    neverMarkup(page);
    officer.home();
    officer.begin("Domestic abuse", REFERENCE);
  }

  private void named(Page page, OfficerPage officer) {
    officer.part("Who is here");
    officer.question("How many children live here?").getByText("2").first().click();
    say(officer.question("2 counted; 0 entered. Who").locator(".asking"));
    page.locator("#strip .tile bdi").filter(OfficerPage.saying("hit")).waitFor();
    neverMarkup(page);
  }

  /** "Not because", in words; and why something stands that is doubted. */
  private void reasons(Page page, OfficerPage officer) {
    page.locator("#strip .tile").first().click();
    Locator seen = officer.question("Have you seen");
    seen.waitFor();
    seen.locator(".instead > summary").click();
    seen.locator(".in-words > summary").last().click();
    say(seen.locator(".in-words[open]"));
    seen.getByText("Not answered: ").waitFor();
    neverMarkup(page);
  }

  private void contradiction(Page page, OfficerPage officer) {
    officer.question("Have you seen").getByText("Yes").first().click();
    page.locator("#strip .tile[aria-label*='seen, not heard']").waitFor();
    officer.truth("Everything is at the force.");
    colleague(set(child() + "/seen", "no"));
    fetched(page, officer);
    page.locator("#strip .tile").first().click();
    Locator seen = officer.question("Have you seen");
    seen.getByText("Mine is right").click();
    say(seen.locator(".asking"));
    OfficerPage.hidden(seen.locator(".differ"));
    neverMarkup(page);
  }

  private void twins(Page page, OfficerPage officer) {
    String name = typed.get(0);
    colleague(
        op("add", "child/of-a-colleague", Json.EMPTY).build(),
        set("child/of-a-colleague/name", name));
    fetched(page, officer);
    page.locator("#strip .tile").first().click();
    // In their own part, and not on the screen that was left.
    Locator twin = page.locator(".column .twin").first();
    twin.locator("summary").click();
    say(twin.locator(".asking"));
    OfficerPage.hidden(twin);
    neverMarkup(page);
  }

  private void struck(Page page, OfficerPage officer) {
    page.locator("#strip .plus").click();
    // Their own part, and not the one that was left.
    page.locator(".section h1").filter(OfficerPage.saying("Child ")).waitFor();
    page.locator(".strike > summary").click();
    say(page.locator(".strike"));
    page.getByText("This entry was crossed out.").waitFor();
    neverMarkup(page);
  }

  private void fetched(Page page, OfficerPage officer) {
    officer.home();
    officer.press("Get what is new");
    officer.truth("Everything is at the force.");
    page.locator(".card").first().click();
    page.locator(".sections").waitFor();
  }

  private String child() {
    synchronized (server) {
      return server.log.stream()
          .map(frame -> frame.content())
          .filter(content -> content.contains("\"at\":\"child/"))
          .map(content -> content.replaceAll("(?s).*\"at\":\"(child/[^\"/]+).*", "$1"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void neverMarkup(Page page) {
    assertThat(page.title()).isEqualTo("Seen & Heard");
    assertThat(page.locator("#main img, #main script, #strip img, #trouble img").count()).isZero();
  }

  /** A reason is at most some thousand letters long. */
  @Test
  void reasonThatIsTooLongIsSaidSoAndStaysWhereItWasTyped() {
    String most = "word ".repeat(12_000).trim();
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          page.locator(".strike > summary").click();
          Locator area = page.locator(".strike textarea");
          area.fill(most);
          page.locator(".strike button").click();
          page.locator("#trouble:not(:empty)").waitFor();
          assertThat(page.locator("#trouble").textContent()).contains("long");
          assertThat(area.inputValue()).isEqualTo(most);
          area.fill("by mistake");
          page.locator(".strike button").click();
          page.getByText("This entry was crossed out.").waitFor();
          return true;
        });
  }

  /** The passphrase is any text of eight letters. */
  @Test
  void passphraseOfPicturesAndOtherScriptsOpensThePhoneAgain() {
    String secret = "\uD83D\uDE00 \u0642\u0627\u0644\u062a e\u0301 \u202Eabc";
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(page);
          officer.choose(secret);
          officer.signIn("amy");
          page.reload();
          page.getByLabel("Passphrase of this phone").fill(secret.replace("e\u0301", "e"));
          officer.press("Unlock");
          page.getByText("That is not the passphrase of this phone.").waitFor();
          page.getByLabel("Passphrase of this phone").fill(secret);
          officer.press("Unlock");
          page.getByText("Your incidents").waitFor();
          return true;
        });
  }
}
