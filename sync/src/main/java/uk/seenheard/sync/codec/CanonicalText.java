package uk.seenheard.sync.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a JSON value as its canonical text, in one or in parts. */
final class CanonicalText {
  private static final String DIGITS = "0123456789abcdef";

  private final int most;
  private final List<String> parts = new ArrayList<>();
  private StringBuilder out = new StringBuilder();

  private CanonicalText(int most) {
    this.most = most;
  }

  static String of(Json value) {
    CanonicalText text = new CanonicalText(Integer.MAX_VALUE);
    text.append(value);
    return text.out.toString();
  }

  /** The text in parts, each of which ends with the first thing by which it has so many chars. */
  static List<String> inParts(Json value, int chars) {
    CanonicalText text = new CanonicalText(chars);
    text.append(value);
    text.parts.add(text.out.toString());
    return text.parts;
  }

  private void append(Json value) {
    if (out.length() >= most) {
      parts.add(out.toString());
      out = new StringBuilder(most);
    }
    if (value instanceof Json.Null) {
      out.append("null");
    } else if (value instanceof Json.Bool bool) {
      out.append(bool.value());
    } else if (value instanceof Json.Num number) {
      out.append(number.value().toPlainString());
    } else if (value instanceof Json.Text text) {
      quote(text.value(), out);
    } else if (value instanceof Json.Arr list) {
      char separator = '[';
      for (Json item : list.items()) {
        out.append(separator);
        append(item);
        separator = ',';
      }
      out.append(list.items().isEmpty() ? "[]" : "]");
    } else if (value instanceof Json.Obj object) {
      char separator = '{';
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        out.append(separator);
        quote(member.getKey(), out);
        out.append(':');
        append(member.getValue());
        separator = ',';
      }
      out.append(object.members().isEmpty() ? "{}" : "}");
    }
  }

  private static void quote(String text, StringBuilder out) {
    int plain = plain(text);
    out.append('"');
    if (plain == text.length()) {
      // Nearly every text: copied as it is.
      out.append(text).append('"');
      return;
    }
    out.append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(DIGITS.charAt(c >> 4)).append(DIGITS.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** How many chars stand before the first that is written otherwise. */
  private static int plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        return i;
      }
    }
    return text.length();
  }
}
