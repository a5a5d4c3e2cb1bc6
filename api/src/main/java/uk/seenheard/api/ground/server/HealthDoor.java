package uk.seenheard.api.ground.server;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.sync.codec.Json;

/**
 * Says whether the process lives, and whether it can do its work: named checks, each with what to
 * do when it fails.
 */
public final class HealthDoor implements Door {
  private static final long MOST_MILLIS = 5_000;
  private static final int RETRY_SECONDS = 2;

  private final Readiness readiness;
  private final Optional<String> version;

  /** With what must be there before work is taken; the version is that of the build. */
  public HealthDoor(Readiness readiness) {
    this(readiness, Optional.ofNullable(HealthDoor.class.getPackage().getImplementationVersion()));
  }

  /** The same; no version for what was never packed. */
  HealthDoor(Readiness readiness, Optional<String> version) {
    this.readiness = readiness;
    this.version = version;
  }

  @Override
  public void mount(Router router) {
    router
        .get("/health/live")
        .handler(
            context -> Answers.json(context, 200, Json.object().put("status", "live").build()));
    router.get("/health/ready").handler(this::ready);
  }

  private void ready(RoutingContext context) {
    readiness
        .checks()
        .timeout(MOST_MILLIS, TimeUnit.MILLISECONDS)
        .otherwise(
            late ->
                List.of(
                    new Readiness.Check(
                        "readiness", false, "the checks failed or took longer than 5 s")))
        .onComplete(checks -> answer(context, checks), context::fail);
  }

  private void answer(RoutingContext context, List<Readiness.Check> checks) {
    List<Json> listed = new ArrayList<>();
    List<String> failing = new ArrayList<>();
    for (Readiness.Check check : checks) {
      listed.add(
          Json.object()
              .put("name", check.name())
              .put("ready", check.ready())
              .put("detail", check.detail())
              .build());
      if (!check.ready()) {
        failing.add(check.name());
      }
    }
    if (failing.isEmpty()) {
      boolean degraded = checks.stream().anyMatch(Readiness.Check::isDegraded);
      Answers.json(
          context,
          200,
          Json.object()
              .put("status", degraded ? "degraded" : "ready")
              .put("version", version)
              .put("checks", Json.list(listed))
              .build());
      return;
    }
    Problem missing =
        Problem.notReady("Not ready: " + String.join(", ", failing), RETRY_SECONDS)
            .with("checks", Json.list(listed));
    Answers.problem(
        context, version.map(built -> missing.with("version", Json.of(built))).orElse(missing));
  }
}
