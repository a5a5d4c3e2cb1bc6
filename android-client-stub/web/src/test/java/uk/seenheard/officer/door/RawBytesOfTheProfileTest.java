package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.log.LogStore;
import uk.seenheard.handset.jvm.store.ChannelFile;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/**
 * Every byte that the browser keeps in its folder, OPFS, IndexedDB, caches, history and all:
 * nothing that was recorded is there in clear, and of what was taken off the phone, or wiped,
 * neither the wrapped key nor the sealed text. What the system swaps out is beyond any page.
 */
@NeedsChromium
@Tag("long")
class RawBytesOfTheProfileTest {
  private static final String MARKER = "Zebrafinch under the table";
  private static final String TYPED = "Quokka was begun";
  private static final String REFERENCE = "NM-20261122-0107";
  private static final long HOUR = 3_600_000;

  @TempDir Path profile;
  @TempDir Path copies;

  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);
  private ShippedFiles files;
  private Playwright playwright;
  private BrowserContext browser;
  private int copied;

  @BeforeEach
  void open() throws IOException {
    files = new ShippedFiles(signal);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  @AfterEach
  void close() {
    browser.close();
    playwright.close();
    files.close();
  }

  private Page started() {
    browser =
        playwright
            .chromium()
            .launchPersistentContext(
                profile,
                new BrowserType.LaunchPersistentContextOptions()
                    .setExecutablePath(NeedsChromium.Condition.browser().orElseThrow())
                    .setArgs(List.of("--headless", "--no-sandbox", "--disable-gpu"))
                    .setViewportSize(360, 740));
    Page page = browser.pages().get(0);
    page.setDefaultTimeout(120_000);
    page.navigate(files.url() + "officer/");
    return page;
  }

  @Test
  void nothingIsInClearAndWhatWasTakenOffOrWipedLeavesNeitherKeyNorSealedText() throws IOException {
    Page page = started();
    OfficerPage officer = new OfficerPage(page);
    officer.unlock();
    officer.signIn("amy");
    officer.begin("Domestic abuse", REFERENCE);
    officer.press("Add a child");
    page.locator(".voice-deed").click();
    page.locator("#words").fill(MARKER);
    officer.press("Save as said");
    page.locator("blockquote").waitFor();
    page.locator(".voice-deed").click();
    page.locator("#words").fill(TYPED);
    officer.press("Parts");
    officer.press("Submit");
    officer.truth("What was saved is at the force. Words were begun and are not saved.");
    nothingIsInClear();
    browser.close();
    nothingIsInClear();
    List<byte[]> secrets = secrets();
    assertThat(secrets).hasSizeGreaterThan(6);
    assertThat(held(secrets)).isEqualTo(secrets.size());

    page = started();
    officer = new OfficerPage(page);
    officer.unlock();
    page.getByText(REFERENCE).click();
    // What was begun is on this phone alone: the incident stays until it is saved or emptied.
    page.getByLabel("Child 1: not seen").click();
    officer.press("Go on with their words");
    page.locator("#words").fill("");
    officer.truth("Everything is at the force.");
    officer.press("Parts");
    page.getByText("Take it off this phone").click();
    officer.press("Take it off");
    page.getByText("None yet on this phone.").waitFor();
    nothingIsInClear();
    // What was made here is kept, sealed, until it was safe at the force for three days.
    // The page says of an exchange that found nothing new what it said before: so it is asked more
    // than once.
    for (int days = 0; days < 10 && held(secrets) > 0; days++) {
      later(page, 73 * HOUR);
      officer.press("Get what is new");
      page.waitForFunction("() => !document.getElementById('trouble').textContent");
      officer.truth("Everything is at the force.");
      page.waitForTimeout(500);
    }
    assertThat(held(secrets)).isZero();
    browser.close();
    assertThat(held(secrets)).isZero();
    assertThat(secrets()).isEmpty();

    page = started();
    officer = new OfficerPage(page);
    officer.unlock();
    officer.begin("Domestic abuse", "NM-20261122-0108");
    officer.press("Add a child");
    page.locator(".voice-deed").click();
    page.locator("#words").fill(MARKER);
    officer.press("Save as said");
    page.locator("blockquote").waitFor();
    officer.truth("Everything is at the force.");
    browser.close();
    secrets = secrets();
    assertThat(secrets).isNotEmpty();
    assertThat(held(secrets)).isEqualTo(secrets.size());
    page = started();
    officer = new OfficerPage(page);
    officer.unlock();
    page.getByText("amy, and this phone").click();
    officer.press("Wipe this phone");
    officer.press("Send everything, then wipe");
    page.getByLabel("Passphrase of this phone").waitFor();
    page.waitForFunction("() => document.getElementById('truth').textContent === 'Locked.'");
    assertThat(held(secrets)).isZero();
    nothingIsInClear();
    browser.close();
    assertThat(held(secrets)).isZero();
    nothingIsInClear();
  }

  /** By both clocks, the server's and the device's, it is that much later. */
  private void later(Page page, long millis) {
    server.at += millis;
    String step = "by => { const wall = Date.now.bind(Date); Date.now = () => wall() + by; }";
    for (Worker worker : page.workers()) {
      worker.evaluate(step, (double) millis);
    }
    // Twice: it counts from when it is known to be safe.
    new OfficerPage(page).press("Get what is new");
    new OfficerPage(page).truth("Everything is at the force.");
    server.at += millis;
    for (Worker worker : page.workers()) {
      worker.evaluate(step, (double) millis);
    }
  }

  private void nothingIsInClear() {
    for (String word : List.of(MARKER, TYPED, REFERENCE, OfficerPage.PASSPHRASE)) {
      assertThat(holds(word.getBytes(StandardCharsets.UTF_8))).as(word).isFalse();
      assertThat(holds(word.getBytes(StandardCharsets.UTF_16LE))).as(word).isFalse();
    }
  }

  /** How many of them are somewhere in the folder. */
  private long held(List<byte[]> secrets) {
    return secrets.stream().filter(this::holds).count();
  }

  private boolean holds(byte[] wanted) {
    String needle = new String(wanted, StandardCharsets.ISO_8859_1);
    return all().stream().anyMatch(file -> text(file).contains(needle));
  }

  private List<Path> all() {
    try (Stream<Path> walk = Files.walk(profile)) {
      return walk.filter(Files::isRegularFile).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException gone) {
      return "";
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The wrapped keys and sealed texts of every incident, as they lie in the store's two files. */
  private List<byte[]> secrets() throws IOException {
    List<Path> logs = all().stream().filter(file -> text(file).startsWith("SeenLog1")).toList();
    assertThat(logs).isNotEmpty();
    int number = ++copied;
    Path one =
        Files.copy(
            logs.get(0), copies.resolve("one" + number), StandardCopyOption.REPLACE_EXISTING);
    ChannelFile first = new ChannelFile(one);
    ChannelFile second = new ChannelFile(copies.resolve("two" + number));
    List<byte[]> found = new ArrayList<>();
    try (Store store =
        LogStore.open(
            first,
            second,
            () -> {
              first.close();
              second.close();
            })) {
      for (Space space : List.of(Space.OUTBOX_BODY, Space.REPLICA)) {
        store
            .<List<Row>>read(rows -> rows.scan(space, "", "", 100))
            .forEach(row -> found.add(row.value()));
      }
      store
          .<List<Row>>read(rows -> rows.scan(Space.KEYS, "incident/", "", 100))
          .forEach(row -> found.add(row.value()));
      store
          .<List<Row>>read(rows -> rows.scan(Space.SECRET, "draft/", "", 100))
          .forEach(row -> found.add(row.value()));
    }
    return found;
  }
}
