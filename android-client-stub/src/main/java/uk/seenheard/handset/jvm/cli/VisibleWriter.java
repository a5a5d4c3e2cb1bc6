package uk.seenheard.handset.jvm.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * Writes to a terminal and shows what would steer it instead of letting it: what people typed is
 * only ever read. Control characters and those that turn the direction of writing stand as their
 * numbers.
 */
final class VisibleWriter extends FilterWriter {
  VisibleWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    if (isHidden((char) c)) {
      out.write(String.format(Locale.ROOT, "‹U+%04X›", c));
    } else {
      out.write(c);
    }
  }

  @Override
  public void write(char[] text, int from, int count) throws IOException {
    write(new String(text, from, count), 0, count);
  }

  @Override
  public void write(String text, int from, int count) throws IOException {
    int begun = from;
    for (int at = from; at < from + count; at++) {
      if (isHidden(text.charAt(at))) {
        out.write(text, begun, at - begun);
        write(text.charAt(at));
        begun = at + 1;
      }
    }
    out.write(text, begun, from + count - begun);
  }

  private static boolean isHidden(char c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    boolean turns = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    return control || turns;
  }
}
