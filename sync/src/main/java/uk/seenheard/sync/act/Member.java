package uk.seenheard.sync.act;

/**
 * A member of an act.
 *
 * @param name {@code about}, {@code over}, or the name of a member of {@code with}
 * @param isNeeded whether the act is none without it
 */
public record Member(String name, boolean isNeeded) {
  static Member needed(String name) {
    return new Member("with." + name, true);
  }

  static Member optional(String name) {
    return new Member("with." + name, false);
  }

  /** Several, in order; one that may be left out ends in a question mark. */
  static Member[] these(String... names) {
    Member[] these = new Member[names.length];
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      these[i] = name.endsWith("?") ? optional(name.substring(0, name.length() - 1)) : needed(name);
    }
    return these;
  }

  static Member about() {
    return new Member("about", true);
  }

  static Member over() {
    return new Member("over", true);
  }
}
