package uk.seenheard.sync.feed;

import java.util.Optional;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/**
 * The verdict on one change of a push.
 *
 * @param first for a duplicate, the verdict it got the first time
 * @param reason for quarantine, why, in words for the officer; holds nothing of the content
 */
public record Judgement(
    long seq, Hash hash, Verdict verdict, Optional<Verdict> first, Optional<String> reason) {

  private static final int MAX_WORD = 1_000;

  /**
   * What became of the change: for a duplicate, the first verdict. {@link Verdict#UNKNOWN} when a
   * newer server has a word for it that this version does not know; the change is on its disk.
   */
  public Verdict settled() {
    return first.orElse(verdict);
  }

  /** Whether the change takes part in the fold. */
  public boolean isApplied() {
    return settled() == Verdict.APPLIED;
  }

  /** The message. */
  public Json.Obj json() {
    return Json.object()
        .put("seq", seq)
        .put("hash", hash.hex())
        .put("verdict", verdict.word())
        .put("first", first.map(Verdict::word))
        .put("reason", reason)
        .build();
  }

  static Judgement read(WireReader in) {
    return new Judgement(
        in.whole("seq", 1, Long.MAX_VALUE),
        in.hash("hash"),
        Verdict.read(in.anyText("verdict")),
        in.optionalText("first", MAX_WORD).map(Verdict::read),
        in.optionalText("reason", 1_000));
  }
}
