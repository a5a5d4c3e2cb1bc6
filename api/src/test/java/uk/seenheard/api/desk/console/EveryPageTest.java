package uk.seenheard.api.desk.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;

/**
 * Every page of the desk, as people have it: on a phone, a tablet and a desk, at 200 %, in the
 * dark, in forced colours, by keyboard alone and on paper. {@code -Dpages=FOLDER} keeps the
 * pictures.
 */
@NeedsChromium
class EveryPageTest {
  /** A window of 1,280 pixels at 200 %. */
  private static final int DOUBLED = 640;

  private static final int MOST_STOPS = 600;

  /** What can be reached, but for what cannot be seen, is switched off, or is one of a group. */
  private static final String STOPS =
      "() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary,"
          + " [tabindex=\"0\"]')].filter((it) => it.checkVisibility({visibilityProperty: true}) &&"
          + " !it.disabled && it.tabIndex >= 0 && it.type !== 'radio').length";

  /**
   * Marks where the focus is; tells whether that shows, or that it is back at the beginning. A
   * field for a date is passed through part by part.
   */
  private static final String STOP =
      "() => { const it = document.activeElement; if (!it || it === document.body) return 'end';"
          + " if (it === window.last) return 'passed'; window.last = it;"
          + " if (it.dataset.stopped) return 'again'; it.dataset.stopped = 'yes';"
          + " if (it.type === 'radio') return 'passed';"
          + " const drawn = (one) => { const style = getComputedStyle(one); return"
          + " (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) ||"
          + " style.boxShadow !== 'none'; };"
          + " return drawn(it) || drawn(it.closest('.card') ?? it) ? 'seen' : 'unseen ' +"
          + " it.outerHTML.slice(0, 200); }";

  @TempDir static Path folder;
  private static LiveServer server;
  private static Desk desk;
  private static Map<String, String> pages;
  private static String kitchen;

  @BeforeAll
  static void shiftComesIn() throws Exception {
    server = LiveServer.start(folder.resolve("data"), System::currentTimeMillis, Map.of());
    try (LateShift shift = LateShift.at(server.url(), folder)) {
      kitchen = shift.kitchen();
      shift.wellButDiffering("MC-2026-1122-0501");
      for (int i = 0; i < 5; i++) {
        shift.concern("MC-2026-1122-06" + (10 + i), i + " Mill Lane", "standard", 1 + i % 2);
      }
    }
    desk = new Desk(server.url());
    pages = new LinkedHashMap<>();
    pages.put("/", ".row-children");
    pages.put("/overdue", "sh-overdue h1 ~ *, .late-list, .empty");
    pages.put("/brief", ".brief-lines");
    pages.put("/footage", "sh-standing .empty, sh-standing .late");
    pages.put("/search", "sh-search h1");
    pages.put("/people", ".colleague");
    pages.put("/handsets", "tbody tr");
    pages.put("/measures", ".chart canvas");
    pages.put("/measures?of=heard", ".behind .hit");
    pages.put("/triage", "sh-triage .empty, .notice");
    pages.put("/partners", "[data-act=makeClient]");
    pages.put("/help", ".help");
    pages.put("/incidents/" + kitchen, "sh-linked");
  }

  @AfterEach
  void everybodyLeaves() {
    desk.leave();
  }

  @AfterAll
  static void shiftEnds() {
    desk.close();
    server.close();
  }

  private static void at(Page page, String address) {
    page.navigate(address);
    page.waitForSelector(pages.get(address));
    page.waitForSelector("h1");
  }

  private static void picture(Page page, String address, String how) {
    String album = System.getProperty("pages");
    if (album != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(album, name(address) + "-" + how + ".png")));
    }
  }

  private static String name(String address) {
    return address.equals("/")
        ? "queue"
        : address.startsWith("/incidents") ? "incident" : address.substring(1).replace('?', '-');
  }

  private static int wide(Page page) {
    return ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
  }

  private static void looksRight(int width, int height, ColorScheme colours) {
    Page page = Desk.signIn(desk.tab(width, height, colours), "insp71");
    for (String address : pages.keySet()) {
      at(page, address);
      assertThat(wide(page)).as("width of %s at %d", address, width).isLessThanOrEqualTo(width);
      picture(page, address, width + "-" + colours);
      Axe.findsNothing(desk, page);
    }
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  void onAPhoneInTheDark() {
    looksRight(360, 740, ColorScheme.DARK);
  }

  @Test
  @Tag("long")
  void onATablet() {
    looksRight(768, 1024, ColorScheme.LIGHT);
  }

  @Test
  void onADeskInTheDark() {
    looksRight(1280, 2_400, ColorScheme.DARK);
  }

  @Test
  @Tag("long")
  void atTwoHundredPercent() {
    looksRight(DOUBLED, 430, ColorScheme.LIGHT);
  }

  @Test
  @Tag("long")
  void inForcedColours() {
    Page page = Desk.signIn(desk.tab(1280, 860, ColorScheme.DARK), "insp71");
    page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    for (String address : pages.keySet()) {
      at(page, address);
      picture(page, address, "forced");
    }
    // A missing voice has an edge where its colour is gone.
    page.navigate("/incidents/" + kitchen);
    page.waitForSelector(".hole");
    assertThat(page.evaluate("() => getComputedStyle(document.querySelector('.hole')).borderStyle"))
        .isEqualTo("dashed");
  }

  @Test
  @Tag("long")
  void byKeyboardAlone() {
    Page page = Desk.signIn(desk.tab(1280, 860, ColorScheme.LIGHT), "insp71");
    for (String address : pages.keySet()) {
      at(page, address);
      page.waitForTimeout(300);
      int stops = ((Number) page.evaluate(STOPS)).intValue();
      int seen = 0;
      List<String> unseen = new ArrayList<>();
      String stop = "";
      // From the top, wherever the page has put the focus.
      page.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); }");
      for (int i = 0; i < MOST_STOPS && !stop.equals("end") && !stop.equals("again"); i++) {
        page.keyboard().press("Tab");
        stop = String.valueOf(page.evaluate(STOP));
        seen += stop.equals("seen") ? 1 : 0;
        if (stop.startsWith("unseen")) {
          unseen.add(stop);
        }
      }
      assertThat(unseen).as("focus that nobody sees at %s", address).isEmpty();
      assertThat(seen).as("what Tab reaches at %s", address).isEqualTo(stops);
    }
  }

  @Test
  void onPaper() throws Exception {
    Page page = Desk.signIn(desk.tab(1280, 860, ColorScheme.DARK), "ps401");
    for (String address : List.of("/brief", "/incidents/" + kitchen)) {
      at(page, address);
      page.evaluate("() => { window.print = () => {}; }");
      page.locator("sh-printing button").click();
      page.waitForSelector("html.is-printing");
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      page.setViewportSize(703, 1_000);
      assertThat(wide(page)).as("width of %s on A4", address).isLessThanOrEqualTo(703);
      assertThat(page.locator("main button:visible")).hasCount(0);
      if (address.contains(kitchen)) {
        assertThat(page.locator(".contradiction:visible").first()).containsText("PC ");
        assertThat(page.locator(".settle:visible")).hasCount(0);
      }
      assertThat(page.locator(".paper")).containsText("Sergeant Winifred Calloway-Dunn");
      // A print that is over shows nobody any longer: it comes last.
      byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4").setPrintBackground(true));
      String text = new String(pdf, StandardCharsets.ISO_8859_1);
      assertThat(text).startsWith("%PDF-").contains("/Type /Page");
      if (System.getProperty("pages") != null) {
        Files.write(Path.of(System.getProperty("pages"), name(address) + ".pdf"), pdf);
      }
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
      page.setViewportSize(1280, 860);
    }
  }
}
