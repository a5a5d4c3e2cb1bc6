package uk.seenheard.api.field.pull;

import java.util.Optional;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** Says which changes of an incident its puller is handed, and writes them as lines. */
final class ChangeFrames {
  private ChangeFrames() {}

  /**
   * The line for a change of an incident that this person may see. Changes in quarantine are for
   * their author and for supervisors; one whose incident's key is destroyed is for nobody.
   *
   * @param said the change's content, or empty where the key is destroyed
   */
  static Optional<Frame> of(Grant grant, Sight sight, StoredChange stored, Optional<String> said) {
    boolean shown =
        sight.shows(stored)
            && (stored.isApplied()
                || grant.role().reviews()
                || stored.entry().author().equals(grant.person()));
    return shown
        ? said.map(
            content ->
                new Frame.Change(
                    stored.n(),
                    stored.i(),
                    stored.device(),
                    stored.epoch(),
                    stored.seq(),
                    stored.at(),
                    stored.entry().verdict(),
                    content,
                    stored.doubtful() ? Frame.Change.DOUBTFUL : Json.EMPTY))
        : Optional.empty();
  }
}
