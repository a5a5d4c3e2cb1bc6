package uk.seenheard.officer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that run what is shipped in a real Chromium; skipped, saying so, where there is none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsChromium.Condition.class)
public @interface NeedsChromium {

  /** Looks for a browser. */
  final class Condition implements ExecutionCondition {
    private static final List<String> USUAL =
        // The shell is the same engine without a window: half the work for a page.
        List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome");

    /** The browser, or empty. */
    public static Optional<Path> browser() {
      Optional<String> named = Optional.ofNullable(System.getenv("CHROMIUM"));
      return named.map(List::of).orElse(USUAL).stream()
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return browser()
          .map(found -> ConditionEvaluationResult.enabled("with " + found))
          .orElseGet(
              () ->
                  ConditionEvaluationResult.disabled(
                      "SKIPPED: no Chromium here, so what the officer's browser runs was not tested."
                          + " Install it (Debian: apt-get install chromium-headless-shell), or name"
                          + " one in CHROMIUM."));
    }
  }
}
