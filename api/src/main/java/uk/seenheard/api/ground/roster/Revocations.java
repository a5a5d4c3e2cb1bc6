package uk.seenheard.api.ground.roster;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import uk.seenheard.api.ground.clock.Mend;

/**
 * Whose accounts are withdrawn, and since when, as this process knows it: the log says it, and each
 * process follows the log.
 */
public final class Revocations {
  private final Map<String, Long> since = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /** Tells a listener of each person whose account is withdrawn, once it is refused. */
  public void onWithdrawn(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** When a person's account was withdrawn, milliseconds since 1970; empty while it stands. */
  public OptionalLong since(String person) {
    Long from = since.get(person);
    return from == null ? OptionalLong.empty() : OptionalLong.of(from);
  }

  /**
   * Corrects what a clock that was ahead had dated: a withdrawal at a time to come would let in
   * what is made until then.
   */
  public void mended(Mend mend) {
    since.replaceAll((person, at) -> at > mend.at() ? mend.right(at) : at);
  }

  /** Takes note that an account is withdrawn since then, or, when empty, that it stands again. */
  public void note(String person, OptionalLong from) {
    if (from.isPresent()) {
      since.put(person, from.getAsLong());
      listeners.forEach(listener -> listener.accept(person));
    } else {
      since.remove(person);
    }
  }
}
