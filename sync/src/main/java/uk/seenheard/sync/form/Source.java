package uk.seenheard.sync.form;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a question or a duty comes from: a statute with its section, guidance with title and year.
 *
 * @param id how questions name it
 * @param title statute and section, or title and year
 * @param nation where it holds, when that is not England and Wales alike
 * @param validFrom the day from which it holds, {@code 2025-11-07}, when that is of interest
 * @param confirmed whether the product's authors read it in public text; what they only know is
 *     shown as such, never as law
 */
public record Source(
    String id,
    Kind kind,
    String title,
    Optional<String> nation,
    Optional<String> validFrom,
    boolean confirmed) {

  /** What kind of text a source is. */
  public enum Kind {
    STATUTE,
    CODE,
    GUIDANCE,
    PRACTICE,
    FORCE,
    PRODUCT;

    /** As form files write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The source in one line, with what is to be known of it. */
  public String line() {
    StringBuilder line = new StringBuilder(title);
    nation.ifPresent(of -> line.append(" (").append(of).append(')'));
    validFrom.ifPresent(day -> line.append(", from ").append(day));
    if (!confirmed) {
      line.append(" [not confirmed in public text]");
    }
    return line.toString();
  }
}
