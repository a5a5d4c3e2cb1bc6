package uk.seenheard.api.partners.records;

import io.vertx.core.Future;
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
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.api.partners.exchange.Told;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.codec.Json;

/** Where the records system says what it took and what not, and people see what is stuck. */
final class OutcomeDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final OutcomeService outcomes;
  private final Looks looks;
  private final LongSupplier now;

  OutcomeDoor(Gatekeeper gatekeeper, OutcomeService outcomes, Looks looks, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.outcomes = outcomes;
    this.looks = looks;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/records/outcomes").handler(this::take);
    router.get("/v1/records/rejections").handler(this::stuck);
    router.post("/v1/records/rejections/:rejection/end").handler(this::end);
  }

  private Grant admitted(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private void take(RoutingContext context) {
    Grant grant = admitted(context);
    List<Json> items = Asked.of(context).items("outcomes");
    Answers.json(context, 200, outcomes.take(grant, items), OutcomeDoor::verdicts);
  }

  private static Json.Obj verdicts(List<Verdict> taken) {
    List<Json> lines = new ArrayList<>();
    taken.forEach(one -> lines.add(one.json()));
    return Json.object().put("verdicts", Json.list(lines)).build();
  }

  private void stuck(RoutingContext context) {
    Grant grant = admitted(context);
    Asked asked = Asked.of(context);
    int most = (int) asked.whole("limit");
    Answers.json(
        context,
        200,
        outcomes
            .stuck(asked.optionalText("after").orElse(""), most)
            .compose(found -> seen(grant, found))
            .compose(found -> outcomes.unsaid().map(unsaid -> rejections(found, most, unsaid))),
        text -> text);
  }

  private Future<List<OutcomeService.Stuck>> seen(Grant grant, List<OutcomeService.Stuck> found) {
    List<String> about = new ArrayList<>();
    found.forEach(one -> about.add(one.told().of().incident()));
    return looks.at(grant, "rejections", about, found);
  }

  private static Json.Obj rejections(List<OutcomeService.Stuck> found, int most, int unsaid) {
    List<Json> lines = new ArrayList<>();
    found.forEach(one -> lines.add(rejection(one)));
    return Json.object()
        .put("rejections", Json.list(lines))
        .put("more", found.size() == most)
        .put("unsaid", (long) unsaid)
        .build();
  }

  private static Json.Obj rejection(OutcomeService.Stuck stuck) {
    Told told = stuck.told();
    Json.Builder line =
        Json.object()
            .put("rejection", told.place())
            .put("n", told.of().n())
            .put("incident", told.of().incident())
            .put("since", told.since())
            .put("by", told.by())
            .put("words", stuck.words());
    told.fault().ifPresent(fault -> line.put("path", fault.path()).put("code", fault.code()));
    return line.build();
  }

  private void end(RoutingContext context) {
    Grant grant = admitted(context);
    Asked asked = Asked.of(context);
    String rejection = asked.text("rejection");
    Answers.json(
        context,
        200,
        outcomes.end(grant, rejection, asked.text("reason")),
        done -> Json.object().put("ended", rejection).build());
  }
}
