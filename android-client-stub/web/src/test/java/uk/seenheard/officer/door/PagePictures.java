package uk.seenheard.officer.door;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.ShippedFiles;

/**
 * Pictures of the page at 360 px, by day and in the dark, for whoever looks at them.
 *
 * <p>Arguments: the folder; and {@code all} for more than the README shows.
 */
public final class PagePictures {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 740;
  private static final int COLOURS = 256;

  /** What the README of the handset shows. */
  private static final Set<String> SHOWN =
      Set.of("home", "child", "voice", "parts", "locked", "offline");

  private static final String TOP =
      "async () => (await import(new URL('parts.js',"
          + " document.querySelector('script').src))).toTop()";

  private final Path folder;
  private final Page page;
  private final boolean all;

  private PagePictures(Path folder, Page page, boolean all) {
    this.folder = folder;
    this.page = page;
    this.all = all;
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
            new PagePictures(folder, page, arguments.length > 1).take(signal);
            return true;
          });
      chromium.complaints().forEach(System.out::println);
    }
  }

  private void take(ServerOnLoopback signal) {
    OfficerPage officer = new OfficerPage(page);
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
    page.evaluate(TOP);
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
    page.evaluate(TOP);
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
    officer.lock();
    picture("locked");
  }

  private void picture(String name) {
    if (!all && !SHOWN.contains(name)) {
      return;
    }
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
      String file = name + '-' + colours.name().toLowerCase(java.util.Locale.ROOT) + ".png";
      write(page.screenshot(), folder.resolve(file));
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /** By 256 colours, the most frequent ones: a third of the bytes, and nobody sees it. */
  private static void write(byte[] picture, Path file) {
    try {
      BufferedImage whole = ImageIO.read(new ByteArrayInputStream(picture));
      Map<Integer, Integer> counts = new HashMap<>();
      for (int y = 0; y < whole.getHeight(); y++) {
        for (int x = 0; x < whole.getWidth(); x++) {
          counts.merge(whole.getRGB(x, y), 1, Integer::sum);
        }
      }
      int[] palette =
          counts.keySet().stream()
              .sorted(Comparator.comparing((Integer colour) -> -counts.get(colour)))
              .limit(COLOURS)
              .mapToInt(Integer::intValue)
              .toArray();
      IndexColorModel colours =
          new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
      BufferedImage small =
          new BufferedImage(
              whole.getWidth(), whole.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colours);
      for (int y = 0; y < whole.getHeight(); y++) {
        for (int x = 0; x < whole.getWidth(); x++) {
          small.getRaster().setSample(x, y, 0, nearest(palette, whole.getRGB(x, y)));
        }
      }
      ImageIO.write(small, "png", file.toFile());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static int nearest(int[] palette, int colour) {
    int best = 0;
    for (int i = 1; i < palette.length; i++) {
      if (distance(palette[i], colour) < distance(palette[best], colour)) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int red = (one >> 16 & 255) - (other >> 16 & 255);
    int green = (one >> 8 & 255) - (other >> 8 & 255);
    int blue = (one & 255) - (other & 255);
    return red * red + green * green + blue * blue;
  }
}
