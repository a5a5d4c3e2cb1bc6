package uk.seenheard.api.ground.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;

/** A JSON file of the program's or of the force's. */
public final class JsonFile {
  private static final long MIB = 1024 * 1024;

  private JsonFile() {}

  /**
   * What ships with the program beside a class.
   *
   * @throws IllegalStateException when the program was built without it
   */
  public static Json shipped(Class<?> beside, String name, JsonReader reader) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program's resources");
      }
      return reader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new IllegalStateException(name + " cannot be read", unreadable);
    }
  }

  /**
   * What a force's file holds.
   *
   * @param what what the file is, to begin a sentence with: {@code "the roster"}
   * @param mostMib its most, in MiB
   * @throws IllegalArgumentException when it is too large or no JSON
   * @throws IOException when it cannot be read
   */
  public static Json load(Path file, String what, long mostMib, JsonReader reader)
      throws IOException {
    if (Files.size(file) > mostMib * MIB) {
      throw new IllegalArgumentException(what + " is larger than " + mostMib + " MiB");
    }
    try {
      return reader.read(Files.readString(file));
    } catch (UnreadableJson unreadable) {
      throw new IllegalArgumentException(what + " is no JSON: " + unreadable.getMessage());
    }
  }
}
