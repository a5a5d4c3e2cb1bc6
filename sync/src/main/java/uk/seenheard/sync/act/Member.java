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

  static Member about() {
    return new Member("about", true);
  }

  static Member over() {
    return new Member("over", true);
  }
}
