package uk.seenheard.handset.core.outbox;

import uk.seenheard.sync.change.Hash;

/**
 * The little of a change of this handset that a view needs before it reads contents; it stands in
 * the incident's index, so that one scan gives it for all.
 */
public record OutboxIndexRow(long order, Hash hash, OutboxEntry.State state, boolean erased) {

  /** Whether the change takes part in what this handset shows. */
  public boolean isShown() {
    return !erased && state != OutboxEntry.State.QUARANTINED;
  }

  static String text(OutboxEntry entry) {
    return letter(entry.state()) + (entry.erased() ? "-" : "+") + entry.hash().hex();
  }

  static OutboxIndexRow read(long order, String text) {
    return new OutboxIndexRow(
        order, new Hash(text.substring(2)), state(text), text.charAt(1) == '-');
  }

  /** The state alone, for who counts. */
  static OutboxEntry.State state(String text) {
    switch (text.charAt(0)) {
      case 'q':
        return OutboxEntry.State.QUEUED;
      case 'a':
        return OutboxEntry.State.ACKNOWLEDGED;
      case 'x':
        return OutboxEntry.State.QUARANTINED;
      case 's':
        return OutboxEntry.State.SEEN;
      default:
        throw new IllegalStateException("an outbox index row has no state");
    }
  }

  private static String letter(OutboxEntry.State state) {
    return switch (state) {
      case QUEUED -> "q";
      case ACKNOWLEDGED -> "a";
      case QUARANTINED -> "x";
      case SEEN -> "s";
    };
  }
}
