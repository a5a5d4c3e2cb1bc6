package uk.seenheard.api.partners.sheet;

import java.util.Map;
import java.util.Set;
import uk.seenheard.sync.codec.Json;

/**
 * What a recipient may see of a notice, as lines to be read by a person or aloud: one fact a line,
 * in the order of the template.
 */
public final class SheetText {
  private static final int MOST_DEPTH = 8;

  /** What no font draws, or no reader sees. */
  private static final Set<Integer> HIDDEN =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.SURROGATE,
          (int) Character.UNASSIGNED,
          (int) Character.PRIVATE_USE,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR);

  private SheetText() {}

  /** All of it. */
  public static String of(Json.Obj content, boolean unread, boolean corrects) {
    StringBuilder text = new StringBuilder();
    if (unread) {
      text.append("NOT YET READ by a supervisor. A correction follows if one is needed.\n\n");
    }
    if (content.text("withdrawn").isPresent()) {
      text.append("WITHDRAWN: what you were sent before stands no more.\n\n");
      lines(content.object("notice"), "", 0, text);
      return text.toString();
    }
    if (corrects) {
      text.append("CORRECTION: this takes the place of what you were sent before.\n\n");
    }
    lines(content, "", 0, text);
    return text.toString();
  }

  private static void lines(Json value, String indent, int depth, StringBuilder text) {
    if (depth > MOST_DEPTH) {
      // Nothing is written as deep as that, and nothing that somebody said is left out.
      text.append(indent).append(shown(plain(value))).append('\n');
      return;
    }
    if (value instanceof Json.Obj object) {
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        text.append(indent).append(shown(member.getKey()));
        under(member.getValue(), indent, depth, text);
      }
    } else if (value instanceof Json.Arr list) {
      for (Json item : list.items()) {
        text.append(indent).append('-');
        under(item, indent, depth, text);
      }
    }
  }

  private static void under(Json value, String indent, int depth, StringBuilder text) {
    if (value instanceof Json.Obj || value instanceof Json.Arr) {
      text.append(":\n");
      lines(value, indent + "  ", depth + 1, text);
    } else {
      text.append(": ").append(shown(plain(value))).append('\n');
    }
  }

  static String plain(Json value) {
    return value instanceof Json.Text words ? words.value() : value.canonical();
  }

  /**
   * What is typed stands apart and on one line: a line break, and characters that cannot be seen or
   * that turn the direction of what follows, are shown as what they are.
   */
  static String shown(String typed) {
    StringBuilder shown = new StringBuilder();
    typed
        .codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (HIDDEN.contains(type)) {
                shown.append(
                    c == '\n' ? " / " : String.format(java.util.Locale.ROOT, "[U+%04X]", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }
}
