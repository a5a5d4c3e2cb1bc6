package uk.seenheard.sync.lazy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.prompt.OpenForms;
import uk.seenheard.sync.prompt.PromptState;

/**
 * What a person has to look at before a record is authorised: one of some prompts of an entry, a
 * field, an entry that was struck, or which form the incident is.
 */
record Look(What what, String key, List<String> names) {
  enum What {
    PROMPT,
    OPEN,
    FIELD,
    STRUCK,
    FORM
  }

  /** One of these prompts holds the record back. */
  static Look prompt(String key, String... prompts) {
    return new Look(What.PROMPT, key, List.of(prompts));
  }

  /** This prompt is not even excused: the reason given is none. */
  static Look open(String key, String prompt) {
    return new Look(What.OPEN, key, List.of(prompt));
  }

  /** A prompt that is answered by one of these fields holds the record back. */
  static Look field(String key, String... fields) {
    return new Look(What.FIELD, key, List.of(fields));
  }

  static Look struck(String key) {
    return new Look(What.STRUCK, key, List.of());
  }

  static Look form() {
    return new Look(What.FORM, Account.INCIDENT, List.of());
  }

  /** Whether whoever authorises is held back by exactly this. */
  boolean isAskedFor(Notebook book, List<PromptState> blocking) {
    return switch (what) {
      case PROMPT -> blocking.stream().anyMatch(prompt -> isAbout(book, prompt) && isNamed(prompt));
      case OPEN ->
          blocking.stream()
              .anyMatch(prompt -> prompt.isOpen() && isAbout(book, prompt) && isNamed(prompt));
      case FIELD -> names.stream().anyMatch(name -> isAsked(book, blocking, name));
      case STRUCK -> isToRead(book, book.path(key));
      case FORM ->
          blocking.stream().anyMatch(prompt -> prompt.prompt().equals(OpenForms.WHICH))
              || isToRead(book, new FieldPath("form"));
    };
  }

  private boolean isAbout(Notebook book, PromptState prompt) {
    return prompt.subject().equals(Optional.ofNullable(book.path(key)));
  }

  private boolean isNamed(PromptState prompt) {
    return names.contains(prompt.rule()) || names.contains(prompt.prompt());
  }

  private boolean isAsked(Notebook book, List<PromptState> blocking, String name) {
    FieldPath at = book.field(key, name);
    String collection = key.isEmpty() ? "" : key.substring(0, key.indexOf('.'));
    return blocking.stream()
            .anyMatch(
                prompt ->
                    prompt.asks().equals(Optional.of(at))
                        || prompt.addsTo().equals(Optional.of(collection))
                            && prompt.typed().equals(Optional.of(name))
                            && prompt.subject().equals(book.subject(key)))
        || isToRead(book, at);
  }

  private static boolean isToRead(Notebook book, FieldPath at) {
    return book.written(at).stream().anyMatch(book.toRead()::contains);
  }

  @Override
  public String toString() {
    String of = key.isEmpty() ? "the incident" : key;
    String named = names.stream().collect(Collectors.joining(" or "));
    return switch (what) {
      case PROMPT -> named + " of " + of;
      case OPEN -> named + " of " + of + ", not excused";
      case FIELD -> "what is written as " + named + " of " + of;
      case STRUCK -> of + ", who was struck out";
      case FORM -> "which form this is";
    };
  }
}
