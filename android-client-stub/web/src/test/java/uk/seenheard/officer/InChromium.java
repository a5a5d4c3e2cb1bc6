package uk.seenheard.officer;

import java.io.IOException;
import java.io.UncheckedIOException;

/** One browser for all tests of a run, closed at its end. */
public final class InChromium {
  private static InChromium only;

  private final ShippedFiles files;
  private final Chromium chromium;

  private InChromium() {
    try {
      files = new ShippedFiles();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    chromium = new Chromium(files.url());
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** The browser, started when it is first asked for. */
  public static synchronized Chromium chromium() {
    if (only == null) {
      only = new InChromium();
    }
    return only.chromium;
  }

  private void close() {
    chromium.close();
    files.close();
  }
}
