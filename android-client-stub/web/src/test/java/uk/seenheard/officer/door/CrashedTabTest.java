package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/**
 * The process behind the page crashes in the middle of a save: what was shown as saved is there.
 */
@NeedsChromium
@Tag("long")
class CrashedTabTest {
  private static final int CRASHES = 5;

  /** Saves one answer after the other and says which was shown as saved, until it crashes. */
  private static final String SAVES =
      "from => { import(new URL('link.js', document.querySelector('script').src)).then(async link"
          + " => { const { current } = await link.tell('status'); for (let n = from + 1; ; n++) {"
          + " await link.tell('answer', { incident: current, at: 'place', value: `words ${n}` });"
          + " await link.tell('draft', { incident: current, place: 'account', text: `typed ${n}`"
          + " }); saved(n); } }); }";

  private static final String FOUND =
      "async () => { const link = await import(new URL('link.js',"
          + " document.querySelector('script').src)); const { current } = await"
          + " link.tell('status'); const { sections } = await link.tell('show', { incident: current"
          + " }); let words = 0; for (const { id } of sections) { const { section } = await"
          + " link.tell('show', { incident: current, section: id }); for (const one of"
          + " [...section.questions.map(one => one.field), ...(section.facts ?? [])]) { if (one?.at"
          + " === 'place') words = Number(one.answers?.[0]?.value?.split(' ')[1] ?? 0); } } const {"
          + " drafts } = await link.tell('words', { incident: current }); return [words,"
          + " Number(drafts.account?.split(' ')[1] ?? 0)]; }";

  @TempDir Path folder;

  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);
  private final AtomicInteger saved = new AtomicInteger();

  @Test
  void whatWasShownAsSavedOutlivesACrashInTheMiddleOfTheNextSave() throws IOException {
    Random random = new Random(1);
    try (ShippedFiles files = new ShippedFiles(signal);
        Phone phone = new Phone(folder)) {
      String url = files.url() + "officer/";
      Page page = phone.started(url);
      page.context().exposeFunction("saved", given -> told((Number) given[0]));
      page.reload();
      OnePage.begun(page);
      signal.gone = true;
      for (int crash = 0; crash < CRASHES; crash++) {
        int before = saved.get();
        page.evaluate(SAVES, before);
        page.waitForCondition(() -> saved.get() > before);
        page.waitForTimeout(random.nextInt(300));
        crashes(page);
        page = phone.tab(url);
        new OfficerPage(page).unlock();
        page.getByText(OnePage.REFERENCE).waitFor();
        java.util.List<?> found = (java.util.List<?>) page.evaluate(FOUND);
        int shown = saved.get();
        assertThat(((Number) found.get(0)).intValue()).as("saved").isBetween(shown, shown + 1);
        assertThat(((Number) found.get(1)).intValue()).as("typed").isBetween(shown, shown + 1);
        saved.set(((Number) found.get(0)).intValue());
      }
      signal.gone = false;
      new OfficerPage(page).press("Get what is new");
      new OfficerPage(page).truth("Everything is at the force.");
      phone.stopped();
    }
    for (int number = 1; number <= saved.get(); number++) {
      String words = "\"words " + number + '"';
      assertThat(server.log).anyMatch(frame -> frame.content().contains(words));
    }
  }

  private Object told(Number number) {
    saved.accumulateAndGet(number.intValue(), Math::max);
    return true;
  }

  private static void crashes(Page page) {
    assertThatThrownBy(
            () -> page.navigate("chrome://crash", new Page.NavigateOptions().setTimeout(60_000)))
        .hasMessageContaining("crash");
    page.close();
  }
}
