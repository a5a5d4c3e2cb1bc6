package uk.seenheard.sync.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables against the JDK's own knowledge of Unicode, which the product must not lean on. */
class CharactersTest {
  /** The JDK whose Unicode the tables were written from; a later one knows more characters. */
  private static final boolean SAME_UNICODE = Runtime.version().feature() == 17;

  @Test
  void lettersAreTheJdks() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (Characters.isLetter(c) != TableWriter.isLetter(c)) {
        assertThat(SAME_UNICODE || Characters.isLetter(c)).as("U+%04X", c).isFalse();
      }
    }
  }

  @Test
  void whatIsNotSeenIsAtLeastWhatTheJdkCallsSo() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      boolean unseen =
          Character.isWhitespace(c)
              || Character.isSpaceChar(c)
              || Character.isISOControl(c)
              || Character.getType(c) == Character.FORMAT;
      if (unseen && SAME_UNICODE) {
        assertThat(Characters.isBlank(c)).as("U+%04X", c).isTrue();
      }
      if (Characters.isBlank(c)) {
        assertThat(Characters.isLetter(c)).as("U+%04X", c).isFalse();
      }
    }
  }

  @Test
  void smallLettersAreTheJdks() {
    for (int c = 0; c <= 0xFFFF; c++) {
      if (SAME_UNICODE && c != 0x130) {
        assertThat(Characters.small(c)).as("U+%04X", c).isEqualTo(Character.toLowerCase(c));
      }
    }
  }

  @Test
  void compositionOfEveryCharacterIsTheJdks() {
    for (int c = 0; c <= 0xFFFF; c++) {
      boolean ideograph = c >= 0xF900 && c <= 0xFAFF;
      if (SAME_UNICODE && !ideograph && !Character.isSurrogate((char) c)) {
        String text = "a" + (char) c + "b";
        assertThat(Composition.nfc(text)).isEqualTo(nfc(text));
        assertThat(Composition.nfd(text)).isEqualTo(nfd(text));
      }
    }
  }

  /** Letters and marks thrown together: what composes, what stands in the way of what. */
  @Test
  void compositionOfAnyTextIsTheJdks() {
    Random random = new Random(20_261_128);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(7); j >= 0; j--) {
        text.append(drawn(random));
      }
      if (SAME_UNICODE) {
        assertThat(Composition.nfc(text.toString()))
            .as("%s", text.chars().mapToObj(Integer::toHexString).toList())
            .isEqualTo(nfc(text.toString()));
      }
    }
  }

  private static char drawn(Random random) {
    switch (random.nextInt(6)) {
      case 0:
        return (char) (0x300 + random.nextInt(0x70));
      case 1:
        return "aeiouAcnsz".charAt(random.nextInt(10));
      case 2:
        return (char) (0xC0 + random.nextInt(0x190));
      case 3:
        return (char) (0x1E00 + random.nextInt(0x200));
      case 4:
        return (char) (0x1100 + random.nextInt(0x100));
      default:
        int c = random.nextInt(0xD800);
        return (char) c;
    }
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static String nfd(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  @Test
  void theTablesAreWhatTheWriterWrites() {
    if (SAME_UNICODE) {
      assertThat(CharacterTables.LETTERS).isEqualTo(TableWriter.letters());
      assertThat(CharacterTables.LOWER).isEqualTo(TableWriter.lower());
      assertThat(CharacterTables.CLASSES).isEqualTo(TableWriter.classes());
      assertThat(CharacterTables.PAIRS).isEqualTo(TableWriter.pairs());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"No", "7", "ñ", "Да", "不", "نعم", "٣", "x", "a\u0301", "𝒜", "<b>"})
  void oneLetterOrDigitOfAnyScriptSaysSomething(String text) {
    assertThat(Words.says(text)).isTrue();
    assertThat(Words.says("\u200b" + text + "\u00a0")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u200d\u200d",
        "\u2060",
        "\u00ad",
        "\u3164",
        "\u115f",
        "\uffa0",
        "\u034f",
        "\u180e",
        "\u2800",
        "\t\r\n",
        "\u0000",
        "\u007f",
        "\u0085",
        "\u2028",
        "\u3000",
        "\u202e\u202c",
        "\ufe0f",
        "\udb40\udc20",
        ".",
        "-",
        "?",
        "!!!",
        "…",
        "—",
        "*",
        "/",
        "\u0301",
        "\u00a0.\u200b-",
        "ー",
        "ـــ",
        "ˈ",
        "😀",
        "💬🏽",
        "(…)",
        "____",
        "\ud800"
      })
  void marksAndWhatIsNotSeenSayNothing(String text) {
    assertThat(Words.says(text)).isFalse();
    assertThat(Words.describes(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Calm and chatty.",
        "in bed",
        "not hurt",
        "calm,quiet",
        "well-fed, clean",
        "哭了很久",
        "is ok",
        "crying\u00a0loudly",
        "O'Neill's house",
        "2 bruises"
      })
  void moreThanOneWordDescribes(String text) {
    assertThat(Words.describes(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "x x",
        "ok",
        "fine",
        "ok ok",
        "OK ok Ok",
        "a b",
        "fi\u200bne",
        "well-fed",
        "x."
      })
  void oneWordOrTheSameAgainDoesNot(String text) {
    assertThat(Words.describes(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n/a",
        "N/A",
        " N / A. ",
        "n.a.",
        "None",
        "NONE.",
        "nil",
        "Unknown",
        "(unknown)",
        "not known",
        "Not\u00a0known",
        "Not applicable!",
        "n/k",
        "As above.",
        "see BWV",
        "-ditto-",
        "Don\u2019t know",
        "NFA!",
        "x",
        "X.",
        "xx",
        "\u0445"
      })
  void standInsAreKnownWhateverTheirCaseAndStops(String text) {
    assertThat(standsIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Na",
        "Nila",
        "none of them cried",
        "Unknown to his mother",
        "Nilsson",
        "7",
        "00",
        "xy",
        "\u4e0d",
        "-"
      })
  void whatOnlyLooksLikeOneIsNone(String text) {
    assertThat(standsIn(text)).isFalse();
  }

  private static boolean standsIn(String text) {
    return Words.standsIn(text, Words.STAND_INS) || Words.saysNothingOfItsOwn(text);
  }
}
