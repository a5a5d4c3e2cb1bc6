package uk.seenheard.api.trust.erasure;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.seal.ErasedWords;
import uk.seenheard.api.partners.footage.FootageFeature;
import uk.seenheard.sync.codec.Json;

/**
 * Erases what the catalogue of body-worn video has of a year or of one recording: as with incidents
 * the act comes first, so that an erasure that was interrupted is finished by whoever reads the log
 * next, and it is answered when this process has done it. Done twice, it is done.
 */
final class ErasedFootage implements LedgerFollower {
  private static final String ERASED = "footage-erased";

  private final FootageFeature catalogue;
  private final ErasedWords words;

  ErasedFootage(FootageFeature catalogue, ErasedWords words) {
    this.catalogue = catalogue;
    this.words = words;
  }

  /**
   * What is to be erased: a year, or one recording.
   *
   * @param source the system that has the recording
   * @param clip its name there
   */
  record What(Optional<Long> year, Optional<String> source, Optional<String> clip) {
    boolean isOne() {
      boolean one = source.isPresent() && clip.isPresent();
      return source.isPresent() == clip.isPresent() && one != year.isPresent();
    }
  }

  /**
   * Writes the erasure down; the answer comes when this process has done it. A recording that the
   * catalogue never had is refused: whoever mistyped its name would read that it is gone.
   */
  Future<Void> write(ActWriter acts, Grant by, What what, String ground, String reason) {
    Future<Boolean> there =
        what.year().isPresent()
            ? Future.succeededFuture(true)
            : catalogue.knows(what.source().orElse(""), what.clip().orElse(""));
    return there.compose(
        known ->
            known
                ? written(acts, by, what, ground, reason)
                : Future.failedFuture(
                    new Refusal.Malformed(
                            "clip",
                            "is no recording that the catalogue has of that source: nothing was"
                                + " erased. Write both as they stand at the incident")
                        .raised()));
  }

  private Future<Void> written(ActWriter acts, Grant by, What what, String ground, String reason) {
    Json.Builder with = Json.object();
    what.year().ifPresent(year -> with.put("year", year));
    with.put("source", what.source()).put("clip", what.clip());
    return acts.write(by, ERASED, with.put("ground", ground).put("reason", reason).build())
        .mapEmpty();
  }

  @Override
  public Future<Void> follow(List<LedgerAct> acts) {
    Future<Void> done = Future.succeededFuture();
    for (LedgerAct act : acts) {
      if (act.act().equals(ERASED)) {
        done = done.compose(before -> erase(act.with()));
      }
    }
    return done;
  }

  private Future<Void> erase(Json.Obj with) {
    Optional<Long> year = with.whole("year");
    Future<Void> gone =
        year.isPresent()
            ? catalogue.eraseYear(Math.toIntExact(year.get()))
            : catalogue.erase(with.text("source").orElse(""), with.text("clip").orElse(""));
    // Answered only when no file holds what was destroyed.
    return gone.compose(done -> words.purge());
  }
}
