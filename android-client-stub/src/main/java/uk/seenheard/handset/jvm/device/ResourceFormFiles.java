package uk.seenheard.handset.jvm.device;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import uk.seenheard.handset.core.device.FormFiles;
import uk.seenheard.sync.form.ShippedForms;

/** The shipped form files as resources of the class path. */
public final class ResourceFormFiles implements FormFiles {
  @Override
  public String text(String name) {
    try (InputStream in = ShippedForms.class.getResourceAsStream(ShippedForms.FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the form file " + name + " is not in the product");
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] piece = new byte[8_192];
      for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
        all.write(piece, 0, got);
      }
      return new String(all.toByteArray(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
