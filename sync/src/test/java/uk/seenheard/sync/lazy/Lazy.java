package uk.seenheard.sync.lazy;

import java.util.List;
import java.util.stream.Collectors;
import uk.seenheard.sync.prompt.PromptState;

/**
 * A record that is careful but for one thing (or lazy throughout), and what a person has to look at
 * before it is authorised.
 */
record Lazy(String form, String kind, String way, Account account, List<Look> looks) {

  Lazy(String kind, String way, Account account, Look... looks) {
    this(account.form.id(), kind, way, account, List.of(looks));
  }

  String name() {
    return form + " · " + kind + " · " + way;
  }

  /** What nobody has to look at, although somebody has to. */
  List<Look> passedOver() {
    Notebook book = account.write();
    List<PromptState> blocking = book.blocking();
    return looks.stream()
        .filter(look -> !look.isAskedFor(book, blocking))
        .collect(Collectors.toList());
  }
}
