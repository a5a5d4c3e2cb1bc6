package uk.seenheard.api.ground.http;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.review.Ruling;

/** The one place where refusals become problems as HTTP answers them. */
final class Refusals implements Refusal.Cases<Problem> {
  private static final Refusals CASES = new Refusals();

  private Refusals() {}

  static Problem problem(Refusal refusal) {
    return refusal.fold(CASES);
  }

  @Override
  public Problem malformed(Refusal.Malformed refusal) {
    return Problem.malformed(refusal.field(), refusal.reason());
  }

  @Override
  public Problem unproven(Refusal.Unproven refusal) {
    Problem problem =
        switch (refusal.proof()) {
          case LOGIN -> Problem.unauthenticated(refusal.sentence());
          case ENROLMENT ->
              Problem.of(401, "enrolment-refused", "The enrolment is refused", refusal.sentence());
          case PASS ->
              Problem.of(401, "pass-refused", "A shift pass is refused", refusal.sentence());
          case SIGNATURE ->
              Problem.of(
                      401, "signature-refused", "The signature does not hold", refusal.sentence())
                  .with("field", Json.of("signature"));
        };
    return refusal.reason().map(reason -> problem.with("reason", Json.of(reason))).orElse(problem);
  }

  @Override
  public Problem forbidden(Refusal.Forbidden refusal) {
    return Problem.forbidden(refusal.sentence());
  }

  @Override
  public Problem notFound(Refusal.NotFound refusal) {
    return Problem.notFound(refusal.what());
  }

  @Override
  public Problem notNow(Refusal.NotNow refusal) {
    return Problem.of(409, "not-now", "Not now", refusal.sentence());
  }

  @Override
  public Problem moved(Refusal.Moved refusal) {
    return Problem.of(409, "moved", "The incident has moved", refusal.sentence())
        .with("field", Json.of("frontier"))
        .with("frontier", Json.of(refusal.frontier().hex()))
        .with("new", Json.list(refusal.news()));
  }

  @Override
  public Problem ruled(Refusal.Ruled refusal) {
    Ruling.Refused refused = refusal.ruling();
    List<Json> obstacles = new ArrayList<>();
    refused.obstacles().forEach(obstacle -> obstacles.add(obstacle.json()));
    Problem problem =
        switch (refused.kind()) {
          case MALFORMED -> Problem.of(400, "malformed", "Not decided", refused.sentence());
          case FORBIDDEN -> Problem.forbidden(refused.sentence());
          case NOT_NOW -> Problem.of(409, "not-now", "Not now", refused.sentence());
        };
    return problem.with("field", Json.of(refused.field())).with("obstacles", Json.list(obstacles));
  }

  @Override
  public Problem cursor(Refusal.CursorRefused refusal) {
    return Problem.of(400, "cursor-refused", refusal.title(), refusal.sentence())
        .with("field", Json.of(refusal.field()));
  }

  @Override
  public Problem later(Refusal.Later refusal) {
    return refusal.busy()
        ? Problem.busy(refusal.sentence(), refusal.seconds())
        : Problem.notReady(refusal.sentence(), refusal.seconds());
  }
}
