package uk.seenheard.sync.codec;

/**
 * What every reader of JSON holds its tokens against, so that a text is readable everywhere or
 * nowhere, whatever the parser underneath thinks of it.
 */
public final class JsonBounds {
  private JsonBounds() {}

  /**
   * The depth inside an object or list that begins at a depth (0: the text's own).
   *
   * @throws UnreadableJson when that is too deep
   */
  public static int inside(int depth) {
    if (depth >= Limits.JSON_DEPTH) {
      throw new UnreadableJson("json-depth", "is nested deeper than " + Limits.JSON_DEPTH);
    }
    return depth + 1;
  }

  /**
   * A member's name.
   *
   * @throws UnreadableJson when it is too long or no text
   */
  public static String name(String name) {
    if (name.length() > Limits.NAME_CHARS) {
      throw new UnreadableJson(
          "name-chars", "holds a name of more than " + Limits.NAME_CHARS + " characters");
    }
    return text(name);
  }

  /**
   * A text: half a surrogate pair has no UTF-8 bytes, so that two ends would hash two texts.
   *
   * @throws UnreadableJson when half a pair stands in it
   */
  public static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else {
        throw new UnreadableJson("holds half a surrogate pair");
      }
    }
    return text;
  }
}
