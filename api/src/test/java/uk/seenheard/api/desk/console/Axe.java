package uk.seenheard.api.desk.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/**
 * What axe-core finds wrong with a page: WCAG 2.2, A and AA, and best practice. Of what it finds
 * right nothing is carried out of the page.
 */
final class Axe {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final String FOUND =
      "async (rules) => {"
          + " if (document.querySelector('iframe, frame')) throw new Error('frames are not read');"
          + " const found = await axe.run(document,"
          + " {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']});"
          + " return found.violations.map((it) => it.id + ': ' + it.help + it.nodes.slice(0, 3)"
          + ".map((node) => '\\n  ' + node.html + '\\n  ' + node.failureSummary).join('')); }";

  private Axe() {}

  /** The checker puts styles of its own into the page, which the page's policy refuses: muted. */
  static void findsNothing(Desk desk, Page page) {
    desk.muted(() -> findsNothing(page));
  }

  private static void findsNothing(Page page) {
    if (!(Boolean) page.evaluate("() => 'axe' in window")) {
      page.evaluate("() => {" + AxeBuilder.getAxeScript() + "}");
    }
    assertThat((List<?>) page.evaluate(FOUND, RULES)).as("axe-core on %s", page.url()).isEmpty();
  }
}
