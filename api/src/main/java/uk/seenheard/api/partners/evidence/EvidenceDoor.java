package uk.seenheard.api.partners.evidence;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.codec.Json;

/**
 * Where evidence systems fetch how recordings are to stand and say what became of it, and people
 * see what is open.
 */
final class EvidenceDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final WishService wishes;
  private final WishText text;
  private final RefusalService refusals;
  private final StandingService standing;
  private final StandingText lines;
  private final LongSupplier now;

  EvidenceDoor(
      Gatekeeper gatekeeper,
      WishService wishes,
      WishText text,
      RefusalService refusals,
      StandingService standing,
      StandingText lines,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.wishes = wishes;
    this.text = text;
    this.refusals = refusals;
    this.standing = standing;
    this.lines = lines;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/footage/wishes").handler(this::wishes);
    router.post("/v1/footage/wishes/outcomes").handler(this::outcomes);
    router.post("/v1/footage/wishes/:wish/end").handler(this::end);
    router.get("/v1/footage/standing").handler(this::standing);
  }

  private Grant admitted(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private void wishes(RoutingContext context) {
    Grant grant = admitted(context);
    Asked asked = Asked.of(context);
    Answers.json(
        context,
        200,
        wishes.page(
            grant,
            asked.optionalText("cursor"),
            asked.optionalText("source"),
            (int) asked.whole("limit")),
        text::page);
  }

  private void outcomes(RoutingContext context) {
    Grant grant = admitted(context);
    List<Json> items = Asked.of(context).items("outcomes");
    Answers.json(context, 200, refusals.take(grant, items), EvidenceDoor::verdicts);
  }

  private static Json.Obj verdicts(List<Verdict> taken) {
    List<Json> lines = new ArrayList<>();
    taken.forEach(one -> lines.add(one.json()));
    return Json.object().put("verdicts", Json.list(lines)).build();
  }

  private void end(RoutingContext context) {
    Grant grant = admitted(context);
    Asked asked = Asked.of(context);
    String wish = asked.text("wish");
    Answers.json(
        context,
        200,
        refusals.end(grant, wish, asked.text("reason")),
        done -> Json.object().put("ended", wish).build());
  }

  private void standing(RoutingContext context) {
    Grant grant = admitted(context);
    Asked asked = Asked.of(context);
    Answers.json(
        context,
        200,
        standing.look(grant, asked.whole("days"), (int) asked.whole("limit")),
        found -> lines.of(found, grant.role()));
  }
}
