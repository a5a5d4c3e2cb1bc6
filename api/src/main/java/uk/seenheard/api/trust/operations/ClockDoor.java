package uk.seenheard.api.trust.operations;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;
import uk.seenheard.api.ground.clock.Mend;
import uk.seenheard.api.ground.clock.ServerClock;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/**
 * Where a person says that the server's clock is right and what it wrote before is not: the one way
 * in which a log goes on behind commits of a later time.
 */
public final class ClockDoor implements Door {
  private static final String PATH = "/operations/clock";
  private static final long PROJECTION_WAIT_MILLIS = 5_000;
  private static final String OPERATIONS = "operations";

  private final OperatorAccess access;
  private final ServerClock clock;
  private final ClockMending mending;
  private final Ledger ledger;
  private final Hash proof;
  private final Projector projector;

  /**
   * In front of a server's clock.
   *
   * @param proof what stands in the ledger for who decided
   */
  ClockDoor(
      OperatorAccess access,
      ServerClock clock,
      ClockMending mending,
      Ledger ledger,
      Hash proof,
      Projector projector) {
    this.access = access;
    this.clock = clock;
    this.mending = mending;
    this.ledger = ledger;
    this.proof = proof;
    this.projector = projector;
  }

  @Override
  public void mount(Router router) {
    router.get(PATH).handler(this::show);
    router.post(PATH).handler(this::mend);
  }

  private void show(RoutingContext context) {
    access.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    Answers.json(context, 200, text());
  }

  private Json.Obj text() {
    OptionalLong behind = clock.behind();
    Json.Builder text =
        Json.object()
            .put("now", clock.getAsLong())
            .put("writes", behind.isEmpty())
            .put("doubted", clock.ahead() != 0)
            .put("ahead", clock.ahead())
            .put("standing", clock.standing());
    behind.ifPresent(millis -> text.put("behind", millis));
    return text.build();
  }

  private void mend(RoutingContext context) {
    access.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    Asked asked = Asked.of(context);
    Answers.json(context, 200, mend(asked), done -> text());
  }

  private Future<Void> mend(Asked asked) {
    return mending
        .after(clock.getAsLong())
        .compose(
            found -> {
              if (found.isEmpty()) {
                throw new Refusal.NotNow(
                        "The clock is not behind the log's last commit: there is nothing to decide")
                    .raised();
              }
              ClockMending.Found wrong = found.get();
              Json.Obj with =
                  Json.object()
                      .put("mend", Long.toString(wrong.from()))
                      .put("from", wrong.from())
                      .put("ahead", asked.optionalWhole("ahead").orElse(wrong.ahead()))
                      .put("by", asked.text("by"))
                      .put("reason", asked.text("reason"))
                      .build();
              clock.believeOver(wrong.end());
              return ledger.note(OPERATIONS, proof, Mend.ACT, with);
            })
        .compose(n -> projector.reached(n, PROJECTION_WAIT_MILLIS));
  }
}
