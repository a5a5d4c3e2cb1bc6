package uk.seenheard.officer.door;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/** An officer's page in a browser of its own, in front of the strict server. */
@NeedsChromium
abstract class OnePage {
  static final String REFERENCE = "NM-20261122-0107";

  private static final int PATIENCE_MILLIS = 10_000;

  final FakeServer server = new FakeServer();
  final ServerOnLoopback signal = new ServerOnLoopback(server);
  ShippedFiles files;
  Chromium chromium;

  @BeforeEach
  void openPage() throws IOException {
    files = new ShippedFiles(signal);
    chromium = new Chromium(files.url() + "officer/");
  }

  @AfterEach
  void closePage() {
    chromium.close();
    files.close();
  }

  /** Unlocked and signed in, an incident begun. */
  static OfficerPage begun(Page page) {
    OfficerPage officer = new OfficerPage(page);
    officer.unlock();
    officer.signIn("amy");
    officer.begin("Domestic abuse", REFERENCE);
    return officer;
  }

  static void soon(Page page, BooleanSupplier condition) {
    page.waitForCondition(
        condition, new Page.WaitForConditionOptions().setTimeout(PATIENCE_MILLIS));
  }

  static void comes(Locator one) {
    one.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
  }

  /** Whether the server has a change that says so. */
  boolean has(String... words) {
    synchronized (server) {
      return server.log.stream()
          .anyMatch(
              frame -> {
                for (String word : words) {
                  if (!frame.content().contains(word)) {
                    return false;
                  }
                }
                return true;
              });
    }
  }
}
