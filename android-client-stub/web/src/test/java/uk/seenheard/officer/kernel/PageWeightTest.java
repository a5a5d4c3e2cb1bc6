package uk.seenheard.officer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/** What a phone loads before it can be used: every file of the page, each packed by itself. */
@NeedsChromium
class PageWeightTest {
  private static final int MOST_BYTES = 300_000;

  @Test
  void allFilesOfThePageWeighNoMoreThanTheyMay() throws IOException {
    List<String> names = new ArrayList<>(ShippedFiles.names());
    names.addAll(List.of("index.html", "sw.js"));
    int all = 0;
    for (String name : names) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(ShippedFiles.file('/' + name));
      }
      all += packed.size();
    }
    assertThat(all).isBetween(MOST_BYTES / 2, MOST_BYTES);
  }
}
