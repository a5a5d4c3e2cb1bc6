package uk.seenheard.sync.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The form files of the product, as tests read them. */
final class FormFiles {
  private FormFiles() {}

  static String text(String name) {
    try (InputStream in = FormFiles.class.getResourceAsStream(ShippedForms.FOLDER + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
