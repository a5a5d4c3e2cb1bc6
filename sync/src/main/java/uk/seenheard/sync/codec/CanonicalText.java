package uk.seenheard.sync.codec;

import java.util.Map;

/** Writes a JSON value as its canonical text. */
final class CanonicalText {
  private static final String DIGITS = "0123456789abcdef";

  private CanonicalText() {}

  static void append(Json value, StringBuilder out) {
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
        append(item, out);
        separator = ',';
      }
      out.append(list.items().isEmpty() ? "[]" : "]");
    } else if (value instanceof Json.Obj object) {
      char separator = '{';
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        out.append(separator);
        quote(member.getKey(), out);
        out.append(':');
        append(member.getValue(), out);
        separator = ',';
      }
      out.append(object.members().isEmpty() ? "{}" : "}");
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
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
}
