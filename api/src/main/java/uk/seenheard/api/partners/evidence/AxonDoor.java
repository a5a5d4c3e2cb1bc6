package uk.seenheard.api.partners.evidence;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Window;

/** Where Axon's files come in and go out. */
final class AxonDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final AxonService axon;
  private final LongSupplier now;

  AxonDoor(Gatekeeper gatekeeper, AxonService axon, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.axon = axon;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/footage/axon").handler(this::take);
    router.get("/v1/footage/axon.csv").handler(this::printout);
  }

  private Grant admitted(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private void take(RoutingContext context) {
    admitted(context);
    Asked asked = Asked.of(context);
    Answers.json(
        context, 200, axon.take(asked.text("source"), asked.text("csv")), AxonDoor::verdicts);
  }

  private static Json.Obj verdicts(AxonService.Taken taken) {
    List<Json> lines = new ArrayList<>();
    for (int i = 0; i < taken.verdicts().size(); i++) {
      Json.Builder line = taken.verdicts().get(i).into(Json.object());
      if (taken.items().get(i) instanceof Json.Obj item) {
        line.put("id", item.text("id"));
      }
      lines.add(line.build());
    }
    return Json.object().put("verdicts", Json.list(lines)).build();
  }

  private void printout(RoutingContext context) {
    Grant grant = admitted(context);
    axon.printout(grant, day(Asked.of(context).text("day")))
        .onComplete(
            text ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8; header=present")
                    .putHeader("Content-Disposition", "attachment; filename=\"auto-tagging.csv\"")
                    .end(text),
            context::fail);
  }

  private static Window day(String day) {
    try {
      return AxonCsv.day(day);
    } catch (DateTimeException none) {
      throw Problem.malformed("day", "is no day of the calendar, such as 2026-11-29");
    }
  }
}
