package uk.seenheard.api.field.forms;

/**
 * Something that is wrong with a form file.
 *
 * @param file the file it stands in
 * @param line the line, from 1
 * @param where the item and its member, such as {@code prompts child-seen, when}
 * @param reason what is wrong, and what to do
 */
public record FormFault(String file, int line, String where, String reason) {
  @Override
  public String toString() {
    return file + ':' + line + ": " + where + ": " + reason;
  }
}
