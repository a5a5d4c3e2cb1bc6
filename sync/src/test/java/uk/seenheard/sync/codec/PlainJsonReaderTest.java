package uk.seenheard.sync.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reader in plain Java, which a browser and a small handset have. */
class PlainJsonReaderTest extends JsonReaderContract {
  private final PlainJsonReader plain = new PlainJsonReader();

  @Override
  protected JsonReader reader() {
    return plain;
  }

  /** Texts made by breaking a sound one: it takes and refuses what the library does. */
  @Test
  void readsAndRefusesWhatALibraryDoes() {
    JsonReader library = new JacksonJsonReader();
    Random random = new Random(20_261_128);
    String sound = "{\"a\":[1.5e-3,{\"b\":\"x\\u00e9\\n \"},true,null],\"c\":-0, \"d\":[ ]}";
    String alphabet = "{}[]\":,\\u019eE+-. \ttrfnab\u0000\u00e9";
    int taken = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(sound);
      for (int j = random.nextInt(3); j >= 0; j--) {
        int at = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        if (random.nextBoolean()) {
          text.setCharAt(at, c);
        } else if (random.nextBoolean()) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, c);
        }
      }
      String read = read(plain, text.toString());
      assertThat(read).as("%s", text).isEqualTo(read(library, text.toString()));
      taken += read.equals("refused") ? 0 : 1;
    }
    assertThat(taken).isGreaterThan(1_000);
  }

  private static String read(JsonReader reader, String text) {
    try {
      return reader.read(text).canonical();
    } catch (UnreadableJson refused) {
      return "refused";
    }
  }
}
