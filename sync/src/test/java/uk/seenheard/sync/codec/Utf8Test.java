package uk.seenheard.sync.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** UTF-8 in plain Java against the JDK's. */
class Utf8Test {
  private static final String[] LETTERS = {
    "a",
    "\u0000",
    "\u007f",
    "\u0080",
    "é",
    "\u07ff",
    "\u0800",
    "\ud7ff",
    "\ue000",
    "\uffff",
    "😀",
    "\ud800",
    "\udbff",
    "\udc00",
    "\udfff",
    "\ud800\udc00",
    "\udbff\udfff"
  };

  @Test
  void everyCodePointHasTheLibrarysBytes() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      holds(new StringBuilder().appendCodePoint(point).toString());
    }
  }

  @Test
  void everyMixtureOfLettersAndHalvesHasTheLibrarysBytes() {
    Random random = new Random(20_261_129);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append(LETTERS[random.nextInt(LETTERS.length)]);
      }
      holds(text.toString());
    }
  }

  @Test
  void bytesThatAreNoTextAreSeenAsSuchWhereTheLibrarySeesIt() {
    Random random = new Random(20_261_129);
    int[] likely = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0};
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(7)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] =
            (byte)
                (random.nextBoolean()
                    ? likely[random.nextInt(likely.length)]
                    : 0xe0 + random.nextInt(32));
      }
      String library = new String(bytes, StandardCharsets.UTF_8);
      if (library.indexOf('\uFFFD') < 0) {
        assertThat(Utf8.text(bytes)).as("%s", Hex.of(bytes)).isEqualTo(library);
      } else {
        assertThat(Utf8.text(bytes)).as("%s", Hex.of(bytes)).contains("\uFFFD");
      }
    }
  }

  private static void holds(String text) {
    byte[] owed = text.getBytes(StandardCharsets.UTF_8);
    byte[] made = Utf8.bytes(text);
    // Compared by hand: a million calls of an assertion cost more than what they hold.
    if (!java.util.Arrays.equals(made, owed)
        || Utf8.length(text) != owed.length
        || !Utf8.text(owed).equals(new String(owed, StandardCharsets.UTF_8))) {
      assertThat(Hex.of(made)).as("%s", text).isEqualTo(Hex.of(owed));
      assertThat(Utf8.length(text)).isEqualTo(owed.length);
      assertThat(Utf8.text(owed)).isEqualTo(new String(owed, StandardCharsets.UTF_8));
    }
  }
}
