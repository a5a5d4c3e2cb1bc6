package uk.seenheard.api.ground.chronology;

import java.util.Locale;

/**
 * Something that one incident says about a child and that later incidents count.
 *
 * @param incident the incident that says it
 * @param at when it was, milliseconds since 1970
 */
public record ChildEvent(Kind kind, String incident, long at) {
  /** What is counted. */
  public enum Kind {
    /** A public protection notice of the lowest grade was sent. */
    LOW_NOTICE,
    /** The child was missing. */
    MISSING,
    /** The child was a victim, of an offence or of domestic abuse, whether or not as a crime. */
    VICTIM;

    /** The word in stores and answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of a word. */
    public static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
