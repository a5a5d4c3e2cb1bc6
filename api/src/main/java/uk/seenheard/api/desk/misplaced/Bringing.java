package uk.seenheard.api.desk.misplaced;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.writer.Rise;
import uk.seenheard.api.ground.writer.ServerPiece;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.review.MisplacedWords;

/** Writes words down in the incident where they belong, as they were written. */
final class Bringing {
  private final JsonReader reader;
  private final ChangeCodec codec;
  private final SecureRandom random = new SecureRandom();

  Bringing(JsonReader reader, ChangeCodec codec) {
    this.reader = reader;
    this.codec = codec;
  }

  /**
   * Words as they go into the log there.
   *
   * @param pieces under the author whom the pass proved, and their team
   * @param rises what they add to that incident
   */
  record Brought(List<ServerPiece> pieces, List<Rise> rises) {}

  private String nonce() {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    return Hex.of(nonce);
  }

  Brought brought(MisplacedWords words, StandingWords.Taking taking, String target) {
    List<ServerPiece> pieces = new ArrayList<>();
    List<Rise> rises = new ArrayList<>();
    for (MisplacedWords.Portion portion : words.portions()) {
      var stored = taking.stored().get(portion.change().hash());
      if (stored == null) {
        throw new IllegalStateException("a change is moved that was not read");
      }
      Change copy =
          MisplacedWords.copy(portion, target, stored.at(), nonce(), reader, codec)
              .orElseThrow(
                  () ->
                      new Refusal.NotNow(
                              "One of these is so long that it cannot be moved as a whole: move the"
                                  + " rest entry by entry.")
                          .raised());
      String author = stored.entry().author();
      pieces.add(
          new ServerPiece(
              copy.hash(),
              copy.content(),
              target,
              author,
              stored.entry().team(),
              stored.entry().supervises()));
      rises.add(Rise.of(copy, author));
    }
    return new Brought(pieces, rises);
  }
}
