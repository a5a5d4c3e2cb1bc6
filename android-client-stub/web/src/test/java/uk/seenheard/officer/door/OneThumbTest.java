package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;

/** One thumb at 360 px, and whoever sees little: sizes, places, zoom, focus, forced colours. */
@NeedsChromium
class OneThumbTest extends OnePage {
  private static final int HEIGHT = 740;

  private static final String SMALL =
      "() => [...document.querySelectorAll('button, summary, input, textarea')].map(one => [one,"
          + " one.getBoundingClientRect()]).filter(([one, box]) => box.width > 0 &&"
          + " one.checkVisibility() && (box.height < 44 || box.width < 44)).map(([one, box]) =>"
          + " `small: ${one.tagName} ${one.textContent}"
          + " ${Math.round(box.width)}x${Math.round(box.height)}`)";
  private static final String WIDE =
      "() => document.documentElement.scrollWidth > document.documentElement.clientWidth ?"
          + " [...document.querySelectorAll('main *')].filter(one =>"
          + " one.getBoundingClientRect().right > innerWidth + 1).map(one => `wide:"
          + " ${one.outerHTML.slice(0, 80)}`) : []";

  /** Goes through everything that takes the focus: in order, visible, and under no bar. */
  private static final String HIDDEN =
      "() => { const rect = document.getElementById('bar').getBoundingClientRect(); const bar ="
          + " rect.height === 0 ? innerHeight : rect.top; const head ="
          + " document.querySelector('header'); const found = []; for (const one of"
          + " document.querySelectorAll('main button, main summary, main input, main textarea')) {"
          + " if (!one.checkVisibility()) continue; one.focus(); const box ="
          + " one.getBoundingClientRect(); if (one.tabIndex > 0) found.push('order: ' +"
          + " one.textContent); if (box.height < 200 && (box.bottom > bar + 1 || box.top <"
          + " head.getBoundingClientRect().bottom - 1)) found.push(`covered: ${one.tagName}"
          + " ${one.textContent.slice(0, 40)} ${Math.round(box.top)}-${Math.round(box.bottom)} of"
          + " ${Math.round(bar)}`); } return found; }";

  /** Whoever goes by keys comes from above to below, and in a line from left to right. */
  private static final String ORDER =
      "() => { const all = [...document.querySelectorAll('main button, main summary, main input,"
          + " main textarea')].filter(one => one.checkVisibility() && one.tabIndex >= 0).map(one =>"
          + " [one, one.getBoundingClientRect()]); return all.slice(1).filter(([, box], i) => {"
          + " const before = all[i][1]; return box.bottom <= before.top + 1 || (Math.abs(box.top -"
          + " before.top) < 2 && box.left < before.left); }).map(([one]) => `jumps to:"
          + " ${one.outerHTML.slice(0, 80)}`); }";

  private static final String UNNAMED =
      "() => [...document.querySelectorAll('button, summary, input, textarea,"
          + " [role=group]')].filter(one => one.checkVisibility()).filter(one =>"
          + " !(one.textContent.trim() || one.ariaLabel || one.placeholder || one.labels?.length ||"
          + " (one.getAttribute('aria-labelledby') &&"
          + " document.getElementById(one.getAttribute('aria-labelledby'))?.textContent))).map(one"
          + " => `no name: ${one.outerHTML.slice(0, 100)}`)";

  /** What is too far up to be drawn down into the lower half; before it how many are not. */
  private static final String REACH =
      "() => { const bar = document.getElementById('bar').getBoundingClientRect(); const floor ="
          + " bar.height === 0 ? innerHeight : bar.top; const ceiling ="
          + " document.querySelector('header').getBoundingClientRect().bottom; const all ="
          + " [...document.querySelectorAll('main button, main summary, main input, main"
          + " textarea')].filter(one => one.checkVisibility()).map(one => [one,"
          + " one.getBoundingClientRect()]).map(([one, box]) => [one, (box.top + box.bottom) / 2]);"
          + " const seen = all.filter(([, y]) => y > ceiling && y < floor); const far ="
          + " all.filter(([, y]) => y + scrollY < innerHeight / 2); return [seen.filter(([, y]) =>"
          + " y >= innerHeight / 2).length, seen.length, all.length - far.length, all.length,"
          + " ...far.map(([one, y]) => `out of reach: ${one.tagName} ${one.textContent.slice(0,"
          + " 40)} ${Math.round(y + scrollY)}`)]; }";

  /** As a screen is shown first. */
  private static final String TOP =
      "async () => (await import(new URL('parts.js',"
          + " document.querySelector('script').src))).toTop()";

  /** Screens that are short: they lie where the thumb is from the first. */
  private static final List<String> LOW =
      List.of("locked", "passphrase, once more", "sign in", "home, empty");

  private final List<String> wrong = new ArrayList<>();
  private final List<String> screens = new ArrayList<>();

  private void look(Page page, String screen) {
    screens.add(screen);
    if (!LOW.contains(screen)) {
      page.evaluate(TOP);
    }
    List<?> reach = asked(page, REACH);
    System.out.printf(
        Locale.ROOT,
        "%s: in the lower half %s of %s as it opens, %s of %s once drawn down%n",
        screen,
        reach.get(0),
        reach.get(1),
        reach.get(2),
        reach.get(3));
    reach.subList(4, reach.size()).forEach(one -> wrong.add(screen + ": " + one));
    if (LOW.contains(screen)) {
      assertThat(reach.get(0)).as(screen).isEqualTo(reach.get(1));
    }
    for (String what : List.of(SMALL, UNNAMED, ORDER, HIDDEN)) {
      asked(page, what).forEach(one -> wrong.add(screen + ": " + one));
    }
    // 400 % and 200 % of a page that is 1280 px wide.
    for (int width : List.of(320, 640, 360)) {
      page.setViewportSize(width, HEIGHT);
      asked(page, WIDE).forEach(one -> wrong.add(screen + " at " + width + " px: " + one));
    }
  }

  private static List<?> asked(Page page, String what) {
    return (List<?>) page.evaluate(what);
  }

  @Test
  void everyScreenIsForOneThumbForZoomAndForWhoeverGoesByKeys() {
    chromium.with(
        page -> {
          page.setViewportSize(360, HEIGHT);
          OfficerPage officer = new OfficerPage(page);
          page.getByText("Nothing is kept on this phone yet.").waitFor();
          look(page, "locked");
          page.getByLabel("Passphrase of this phone").fill(OfficerPage.PASSPHRASE);
          officer.press("Unlock");
          page.getByLabel(OfficerPage.AGAIN).waitFor();
          look(page, "passphrase, once more");
          page.reload();
          officer.unlock();
          page.getByLabel("Who are you?").waitFor();
          look(page, "sign in");
          officer.signIn("amy");
          look(page, "home, empty");
          officer.press("New incident");
          page.getByLabel("Control's reference").waitFor();
          look(page, "forms");
          officer.home();
          officer.begin("Domestic abuse", REFERENCE);
          look(page, "parts");
          officer.part("Who is here");
          look(page, "who is here");
          officer.press("Add a child");
          page.locator(".voice-deed").waitFor();
          officer.question("Have you seen").getByText("Yes").first().click();
          page.getByLabel("Child 1: seen, not heard").waitFor();
          look(page, "child");
          mark(page);
          page.locator(".voice-deed").click();
          page.locator("#words").waitFor();
          look(page, "voice");
          page.locator("#words").focus();
          page.evaluate(TOP);
          for (String deed : List.of("Save as said", "Mark in my recording")) {
            assertThat(middle(page.getByText(deed).first())).as(deed).isBetween(370.0, 740.0);
          }
          assertThat(page.locator("#bar button").first().boundingBox().y).isGreaterThan(600);
          officer.part("What happened");
          look(page, "what happened");
          officer.part("Cameras");
          look(page, "cameras");
          camera(page, officer);
          officer.press("Parts");
          officer.press("Written on paper before");
          page.locator(".paper").waitFor();
          look(page, "paper");
          officer.home();
          look(page, "home");
          page.getByText("amy, and this phone").click();
          officer.press("Wipe this phone");
          page.getByText("Send everything, then wipe").waitFor();
          look(page, "wiping");
          assertThat(wrong).isEmpty();
          assertThat(screens).hasSize(16);
          return true;
        });
  }

  private static double middle(Locator one) {
    return one.boundingBox().y + one.boundingBox().height / 2;
  }

  /** Every chip of a mark on a child's card is as high as a thumb, and takes one press. */
  private void mark(Page page) {
    Locator marks = page.locator(".marks .chip");
    assertThat(marks.count()).isGreaterThan(2);
    for (Locator one : marks.all()) {
      assertThat(one.boundingBox().height).as(one.textContent()).isGreaterThanOrEqualTo(48);
    }
    marks.first().click();
    page.getByText("Marked: ").first().waitFor();
    look(page, "child, marked");
  }

  /** The question about one's own camera: its chips in reach, and told apart in forced colours. */
  private void camera(Page page, OfficerPage officer) {
    Locator camera = officer.question("Was the camera of amy");
    for (Locator one : camera.locator(".chip").all()) {
      assertThat(one.boundingBox().height).isGreaterThanOrEqualTo(48);
    }
    camera.getByText("Part of it").click();
    camera.getByText("Part only: the place was left").waitFor();
    look(page, "cameras, a reason owed");
    forced(page, "active");
    camera.locator(".chip").filter(OfficerPage.saying("The whole time")).click();
    page.locator(".chip[aria-pressed=true]").filter(OfficerPage.saying("The whole time")).waitFor();
    Object chosen =
        page.evaluate(
            "() => { const of = (pressed) =>"
                + " getComputedStyle(document.querySelector(`.chip[aria-pressed=${pressed}]`)).backgroundColor;"
                + " return of(true) !== of(false); }");
    assertThat(chosen).isEqualTo(true);
    forced(page, "none");
  }

  /** Not by Playwright's own: it makes "actıve" of it on a Turkish machine. */
  private static void forced(Page page, String colours) {
    JsonObject feature = new JsonObject();
    feature.addProperty("name", "forced-colors");
    feature.addProperty("value", colours);
    JsonArray features = new JsonArray();
    features.add(feature);
    JsonObject media = new JsonObject();
    media.add("features", features);
    page.context().newCDPSession(page).send("Emulation.setEmulatedMedia", media);
  }
}
