package uk.seenheard.api.desk.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;

/** What axe-core finds wrong with a page: WCAG 2.2, A and AA, and best practice. */
final class Axe {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private Axe() {}

  /** The checker puts styles of its own into the page, which the page's policy refuses: muted. */
  static void findsNothing(Desk desk, Page page) {
    desk.muted(() -> findsNothing(page));
  }

  private static void findsNothing(Page page) {
    assertThat(
            new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                    .map(Axe::told)
                    .collect(Collectors.toList()))
        .as("axe-core on %s", page.url())
        .isEmpty();
  }

  private static String told(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + rule.getNodes().stream()
            .limit(3)
            .map(node -> "\n  " + node.getHtml() + "\n  " + node.getFailureSummary())
            .collect(Collectors.joining());
  }
}
