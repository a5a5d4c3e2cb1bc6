package uk.seenheard.sync.lazy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Kinds of laziness that still get past, each with how many records. The list may shrink and not
 * grow: more of a kind fails, and so does fewer while the list still says more.
 */
final class KnownGaps {
  private KnownGaps() {}

  static Map<String, Integer> read() {
    try (InputStream in = KnownGaps.class.getResourceAsStream("known-gaps.txt")) {
      Map<String, Integer> gaps = new LinkedHashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(
              line -> {
                int at = line.lastIndexOf(' ');
                gaps.put(line.substring(0, at), Integer.valueOf(line.substring(at + 1)));
              });
      return gaps;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
