package uk.seenheard.sync.change;

import java.util.Optional;
import java.util.function.Function;

/** What came of reading a change's content. */
public sealed interface ChangeReading {

  /** The hash of the content, readable or not. */
  Hash hash();

  /** One of two answers. */
  <T> T fold(Function<Change, T> sound, Function<Nonsense, T> nonsense);

  /** The content is a change. */
  record Sound(Change change) implements ChangeReading {
    @Override
    public Hash hash() {
      return change.hash();
    }

    @Override
    public <T> T fold(Function<Change, T> sound, Function<Nonsense, T> nonsense) {
      return sound.apply(change);
    }
  }

  /**
   * The content is none; a server keeps it in quarantine.
   *
   * @param incident the incident it names, when that much could be read
   * @param where the member at fault, such as {@code ops[3].at}
   * @param reason what is wrong there; holds nothing of the content
   * @param limit the name of the limit that it is beyond, or ""
   */
  record Nonsense(Hash hash, Optional<String> incident, String where, String reason, String limit)
      implements ChangeReading {
    @Override
    public <T> T fold(Function<Change, T> sound, Function<Nonsense, T> nonsense) {
      return nonsense.apply(this);
    }
  }
}
