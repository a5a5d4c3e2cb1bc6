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

  /** Whether the change takes part in the fold. */
  public boolean isApplied() {
    return first.orElse(verdict) == Verdict.APPLIED;
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
        Verdict.of(in.text("verdict", 20))
            .orElseThrow(() -> new WireFault("verdict", "is no verdict")),
        in.optionalText("first", 20).flatMap(Verdict::of),
        in.optionalText("reason", 1_000));
  }
}
