package uk.seenheard.sync.form;

import java.util.Optional;
import uk.seenheard.sync.logic.JsonLogic;

/**
 * A fact that several conditions share, read as {@code is.NAME}.
 *
 * @param each what it is a fact about: {@code incident} or a collection
 * @param count when present, the fact is how many entries of that collection meet the rule
 * @param about whether only the entries about the same subject are counted
 * @param rule what the fact is, or what a counted entry meets
 */
public record FactRule(
    String name, String each, Optional<String> count, boolean about, JsonLogic rule) {
  /** What stands before a shared fact's name where a condition reads it. */
  public static final String IS = "is.";
}
