package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;

/** One thumb at 360 px, and whoever sees little: sizes, places, zoom, focus, forced colours. */
@NeedsChromium
class OneThumbTest extends OnePage {
  private static final String SMALL =
      "() => [...document.querySelectorAll('button, summary, input, textarea')].map(one => [one,"
          + " one.getBoundingClientRect()]).filter(([one, box]) => box.width > 0 &&"
          + " one.checkVisibility() && (box.height < 44 || box.width < 44)).map(([one, box]) =>"
          + " `${one.tagName} ${one.textContent}"
          + " ${Math.round(box.width)}x${Math.round(box.height)}`)";
  private static final String WIDE =
      "() => document.documentElement.scrollWidth > document.documentElement.clientWidth ?"
          + " [...document.querySelectorAll('main *')].filter(one =>"
          + " one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0,"
          + " 80)) : []";

  /** Goes through everything that takes the focus: in order, visible, and under no bar. */
  private static final String HIDDEN =
      "() => { const bar = document.getElementById('bar').getBoundingClientRect(); const head ="
          + " document.querySelector('header'); const found = []; for (const one of"
          + " document.querySelectorAll('main button, main summary, main input, main textarea')) {"
          + " if (!one.checkVisibility()) continue; one.focus(); const box ="
          + " one.getBoundingClientRect(); if (one.tabIndex > 0) found.push('order: ' +"
          + " one.textContent); if (box.height < 200 && (box.bottom > bar.top + 1 || box.top <"
          + " head.getBoundingClientRect().bottom - 1)) found.push(`${one.tagName}"
          + " ${one.textContent.slice(0, 40)} ${Math.round(box.top)}-${Math.round(box.bottom)} of"
          + " ${Math.round(bar.top)}`); } return found; }";

  private static final String UNNAMED =
      "() => [...document.querySelectorAll('button, summary, input, textarea,"
          + " [role=group]')].filter(one => one.checkVisibility()).filter(one =>"
          + " !(one.textContent.trim() || one.ariaLabel || one.placeholder || one.labels?.length ||"
          + " (one.getAttribute('aria-labelledby') &&"
          + " document.getElementById(one.getAttribute('aria-labelledby'))?.textContent))).map(one"
          + " => one.outerHTML.slice(0, 100))";

  private static List<?> asked(Page page, String what) {
    return (List<?>) page.evaluate(what);
  }

  private static List<String> wrong(Page page, String screen) {
    List<String> wrong = new ArrayList<>();
    for (String what : List.of(SMALL, UNNAMED, HIDDEN)) {
      asked(page, what).forEach(one -> wrong.add(screen + ": " + one));
    }
    // 400 % and 200 % of a page that is 1280 px wide.
    for (int width : List.of(320, 640, 360)) {
      page.setViewportSize(width, 740);
      asked(page, WIDE).forEach(one -> wrong.add(screen + " at " + width + " px: " + one));
    }
    return wrong;
  }

  @Test
  void everyScreenIsForOneThumbForZoomAndForWhoeverGoesByKeys() {
    chromium.with(
        page -> {
          page.setViewportSize(360, 740);
          OfficerPage officer = begun(page);
          List<String> wrong = new ArrayList<>(wrong(page, "parts"));
          officer.press("Add a child");
          page.locator(".voice-deed").waitFor();
          wrong.addAll(wrong(page, "child"));
          page.locator(".voice-deed").click();
          page.locator("#words").waitFor();
          wrong.addAll(wrong(page, "voice"));
          page.evaluate("() => scrollTo(0, 0)");
          for (String deed : List.of("Save as said", "Mark in my recording")) {
            double top =
                page.getByText(deed).first().boundingBox().y
                    + page.getByText(deed).first().boundingBox().height / 2;
            assertThat(top).as(deed).isBetween(370.0, 740.0);
          }
          assertThat(page.locator("#bar button").first().boundingBox().y).isGreaterThan(600);
          officer.part("Cameras");
          wrong.addAll(wrong(page, "cameras"));
          page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
          officer
              .question("Was the camera of amy")
              .locator(".chip")
              .filter(OfficerPage.saying("The whole time"))
              .click();
          page.locator(".chip[aria-pressed=true]").waitFor();
          Object chosen =
              page.evaluate(
                  "() => { const of = (pressed) =>"
                      + " getComputedStyle(document.querySelector(`.chip[aria-pressed=${pressed}]`)).backgroundColor;"
                      + " return of(true) !== of(false); }");
          assertThat(chosen).isEqualTo(true);
          officer.home();
          wrong.addAll(wrong(page, "home"));
          assertThat(wrong).isEmpty();
          return true;
        });
  }
}
