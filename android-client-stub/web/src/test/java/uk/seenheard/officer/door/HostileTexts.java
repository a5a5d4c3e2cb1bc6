package uk.seenheard.officer.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts as nobody means them and somebody types or pastes them: markup, scripts of other
 * directions, pictures, what cannot be seen, what looks like a path, a number or a template, and
 * texts of 60 KB. Each is another, by its number at the end.
 */
final class HostileTexts {
  private static final int LONG = 60_000;
  private static final int LONG_EACH = 40;

  private static final List<String> PIECES =
      List.of(
          "<img src=x onerror=\"document.title='hit'\">",
          "<script>document.title='hit'</script>",
          "<b>Mia</b> &lt;sleeps&gt; &amp; so on",
          "]]> <!-- so -->",
          "\u05e9\u05dc\u05d5\u05dd \u05d9\u05dc\u05d3\u05d4",
          "\u0642\u0627\u0644\u062a \u0644\u0627 \u062a\u062e\u0628\u0631",
          "\u202Edesrever\u202C",
          "\u5979\u5f88\u5bb3\u6015",
          "\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66 no",
          "\uD83D\uDE00",
          "e\u0301 is not \u00e9",
          "Mia\u200b Brown\u00a0",
          "\ufeffbegins",
          "M\u0456a \u0412r\u043ewn",
          "line\nline\ttab",
          "\u2028 and \u2029",
          "\\ \" ' ` ${x} {{name}} {name}",
          "=cmd|' /C calc'!A0",
          "'; drop table child; --",
          "%00%2e%2e%2f and \\u0000",
          "__proto__ constructor valueOf",
          "/../ child/nobody",
          "9999-99-99T99:99Z",
          "0012345",
          "true",
          "null");

  private HostileTexts() {}

  /** That many, by a seed. */
  static List<String> of(long seed, int count) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      StringBuilder text = new StringBuilder();
      int pieces = 1 + random.nextInt(3);
      for (int piece = 0; piece < pieces; piece++) {
        text.append(PIECES.get(random.nextInt(PIECES.size()))).append(' ');
      }
      if (i % LONG_EACH == 0) {
        String once = text.toString();
        while (bytes(text) + bytes(once) < LONG) {
          text.append(once);
        }
      }
      texts.add(text.append('#').append(i).toString());
    }
    return texts;
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }
}
