package uk.seenheard.api.field.forms;

/**
 * A form file as its author wrote it.
 *
 * @param name the file's name without {@code .json}; the name of a part is what forms share it by
 */
public record FormSource(String name, String text) {

  /** The line, from 1, on which the item of that id or name is defined; 1 when it is nowhere. */
  int line(String list, String id) {
    int from = Math.max(0, text.indexOf('"' + list + '"'));
    int at = defined("id", id, from);
    at = at < 0 ? defined("name", id, from) : at;
    at = list.equals("upcasts") ? defined("from", id, from) : at;
    at = at < 0 ? text.indexOf('"' + id + '"', from) : at;
    return at < 0 ? 1 : lineAt(at);
  }

  private int defined(String member, String id, int from) {
    int tight = text.indexOf('"' + member + "\":\"" + id + '"', from);
    return tight >= 0 ? tight : text.indexOf('"' + member + "\": \"" + id + '"', from);
  }

  private int lineAt(int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return line;
  }
}
