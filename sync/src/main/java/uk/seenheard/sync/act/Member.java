package uk.seenheard.sync.act;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A member of an act.
 *
 * @param name {@code about}, {@code over}, or the name of a member of {@code with}
 * @param isNeeded whether the act is none without it
 */
public record Member(String name, boolean isNeeded) {
  /**
   * The members that a text names, with spaces between them: a member of {@code with}, one that may
   * be left out with {@code ?} behind it, and {@code @about} or {@code @over}.
   */
  static List<Member> all(String names) {
    if (names.isEmpty()) {
      return List.of();
    }
    List<Member> members = new ArrayList<>();
    int from = 0;
    for (int to = names.indexOf(' '); to >= 0; to = names.indexOf(' ', from)) {
      members.add(one(names.substring(from, to)));
      from = to + 1;
    }
    members.add(one(names.substring(from)));
    return Collections.unmodifiableList(members);
  }

  private static Member one(String name) {
    if (name.startsWith("@")) {
      return new Member(name.substring(1), true);
    }
    return name.endsWith("?")
        ? new Member("with." + name.substring(0, name.length() - 1), false)
        : new Member("with." + name, true);
  }
}
