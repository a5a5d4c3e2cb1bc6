package uk.seenheard.sync.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON (RFC 8259) read without any library, for ends that have none: a browser, a small handset.
 * What it says of an unreadable text is where, never what: the text may be a child's words.
 */
public final class PlainJsonReader implements JsonReader {

  @Override
  public Json read(String text) {
    Reading reading = new Reading(text);
    reading.skip();
    Json value = reading.value(0);
    reading.skip();
    if (reading.at < text.length()) {
      throw reading.broken("goes on after its value");
    }
    return value;
  }

  /** One text and how far it is read. */
  private static final class Reading {
    private final String text;
    private int at;

    Reading(String text) {
      this.text = text;
    }

    UnreadableJson broken(String reason) {
      return new UnreadableJson(reason + ", at character " + at);
    }

    void skip() {
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private char next() {
      if (at >= text.length()) {
        throw broken("ends too early");
      }
      return text.charAt(at);
    }

    Json value(int depth) {
      char c = next();
      switch (c) {
        case '{':
          return object(JsonBounds.inside(depth));
        case '[':
          return list(JsonBounds.inside(depth));
        case '"':
          return Json.of(JsonBounds.text(string()));
        case 't':
          return word("true", Json.TRUE);
        case 'f':
          return word("false", Json.FALSE);
        case 'n':
          return word("null", Json.NULL);
        default:
          return Json.number(number());
      }
    }

    private Json word(String word, Json value) {
      if (!text.startsWith(word, at)) {
        throw broken("is no JSON");
      }
      at += word.length();
      return value;
    }

    private Json object(int depth) {
      Map<String, Json> members = new TreeMap<>();
      at++;
      skip();
      if (next() == '}') {
        at++;
        return new Json.Obj(members);
      }
      while (true) {
        if (next() != '"') {
          throw broken("has a member without a name");
        }
        String name = JsonBounds.name(string());
        skip();
        if (next() != ':') {
          throw broken("has a name without a value");
        }
        at++;
        skip();
        if (members.put(name, value(depth)) != null) {
          throw broken("has a member name twice");
        }
        skip();
        if (ends('}')) {
          return new Json.Obj(members);
        }
      }
    }

    private Json list(int depth) {
      List<Json> items = new ArrayList<>();
      at++;
      skip();
      if (next() == ']') {
        at++;
        return Json.list(items);
      }
      while (true) {
        items.add(value(depth));
        skip();
        if (ends(']')) {
          return Json.list(items);
        }
      }
    }

    /** Whether a list or object ends here; if not, a comma leads on to its next item. */
    private boolean ends(char end) {
      char c = next();
      if (c != end && c != ',') {
        throw broken("has something else between two items than a comma");
      }
      at++;
      skip();
      return c == end;
    }

    private String string() {
      at++;
      int from = at;
      int end = text.length();
      // Nearly every character of a form or a record goes through here.
      for (; at < end; at++) {
        char c = text.charAt(at);
        if (c == '"' || c == '\\') {
          break;
        }
        if (c < 0x20) {
          at++;
          throw broken("has a control character in a text");
        }
      }
      if (next() == '"') {
        return text.substring(from, at++);
      }
      StringBuilder out = new StringBuilder(text.substring(from, at));
      while (next() != '"') {
        char c = text.charAt(at++);
        if (c < 0x20) {
          throw broken("has a control character in a text");
        }
        out.append(c == '\\' ? escaped() : c);
      }
      at++;
      return out.toString();
    }

    private char escaped() {
      char c = next();
      at++;
      switch (c) {
        case '"', '\\', '/':
          return c;
        case 'b':
          return '\b';
        case 'f':
          return '\f';
        case 'n':
          return '\n';
        case 'r':
          return '\r';
        case 't':
          return '\t';
        case 'u':
          return unit();
        default:
          throw broken("has an escape that is none");
      }
    }

    private char unit() {
      int unit = 0;
      for (int i = 0; i < 4; i++) {
        char c = next();
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
          throw broken("has an escape that is none");
        }
        unit = unit * 16 + digit;
        at++;
      }
      return (char) unit;
    }

    private String number() {
      int from = at;
      at += next() == '-' ? 1 : 0;
      if (next() == '0') {
        at++;
      } else {
        digits();
      }
      if (at < text.length() && text.charAt(at) == '.') {
        at++;
        digits();
      }
      if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
        at++;
        at += next() == '+' || next() == '-' ? 1 : 0;
        digits();
      }
      return text.substring(from, at);
    }

    private void digits() {
      int from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at == from) {
        throw broken("is no JSON");
      }
    }
  }
}
