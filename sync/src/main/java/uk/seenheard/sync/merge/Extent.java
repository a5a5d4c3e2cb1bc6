package uk.seenheard.sync.merge;

import uk.seenheard.sync.change.Change;

/**
 * How much a record was folded from, whatever stands of it: what reading it costs grows with that.
 *
 * @param changes folded
 * @param operations in them
 * @param chars of their contents
 */
public record Extent(int changes, int operations, long chars) {
  static final Extent NOTHING = new Extent(0, 0, 0);

  Extent with(Change change) {
    return new Extent(
        changes + 1, operations + change.ops().size(), chars + change.content().length());
  }
}
