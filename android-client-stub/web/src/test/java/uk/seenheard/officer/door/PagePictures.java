package uk.seenheard.officer.door;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.ShippedFiles;

/** Pictures of the page at 360 px, by day and in the dark, for whoever looks at them. */
public final class PagePictures {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 740;

  private final Path folder;
  private final Page page;

  private PagePictures(Path folder, Page page) {
    this.folder = folder;
    this.page = page;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    FakeServer server = new FakeServer();
    ServerOnLoopback signal = new ServerOnLoopback(server);
    signal.allForms = true;
    try (ShippedFiles files = new ShippedFiles(signal);
        Chromium chromium = new Chromium(files.url() + "officer/")) {
      chromium.with(
          page -> {
            page.setViewportSize(WIDTH, HEIGHT);
            new PagePictures(folder, page).take(signal);
            return true;
          });
      chromium.complaints().forEach(System.out::println);
    }
  }

  private void take(ServerOnLoopback signal) {
    OfficerPage officer = new OfficerPage(page);
    picture("locked");
    officer.unlock();
    officer.signIn("amy");
    page.evaluate("() => navigator.storage.persist()");
    officer.press("New incident");
    page.getByLabel("Control's reference").fill("NM-2026-1122-0107");
    picture("forms");
    officer.press("Domestic abuse");
    page.locator(".column .question").first().waitFor();
    picture("column");
    officer.part("Who is here");
    officer.question("How many children live here?").getByText("2").first().click();
    picture("here");
    for (String name : List.of("Robin", "Wren")) {
      officer.question("Who is not entered yet?").locator("textarea").fill(name);
      officer.question("Who is not entered yet?").getByText("Add").click();
      page.getByLabel(name + ": not seen").waitFor();
    }
    signal.gone = true;
    page.getByLabel("Robin: not seen").click();
    page.locator(".voice-deed").waitFor();
    officer.question("Have you seen Robin").getByText("Yes").first().click();
    page.getByLabel("Robin: seen, not heard").waitFor();
    page.evaluate("() => scrollTo(0, 0)");
    picture("child");
    page.locator(".voice-deed").click();
    page.locator("#words").fill("Dad threw the blue cup. I took Wren under the table.");
    page.locator("#v-question + textarea").fill("What happened tonight?");
    picture("voice");
    officer.press("Save as said");
    page.getByLabel("Robin: seen and heard").waitFor();
    picture("heard");
    officer.press("Parts");
    page.locator(".sections").waitFor();
    picture("parts");
    officer.press("Written on paper before");
    officer.press("An hour ago");
    picture("paper");
    officer.press("Notebook");
    page.locator("#notes").filter(OfficerPage.saying("It is over")).waitFor();
    page.getByLabel("Wren: not seen").click();
    officer.question("Have you seen Wren").getByText("Yes").first().click();
    officer.question("Have you seen Wren").getByText("from the notebook, written").waitFor();
    page.evaluate("() => scrollTo(0, 0)");
    picture("noted");
    officer.home();
    page.locator(".cards").waitFor();
    picture("offline");
    signal.gone = false;
    officer.press("Get what is new");
    officer.truth("Everything is at the force.");
    officer.home();
    page.locator(".cards").waitFor();
    picture("home");
  }

  private void picture(String name) {
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
      String file = name + '-' + colours.name().toLowerCase(java.util.Locale.ROOT) + ".png";
      page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(file)));
    }
  }
}
