package uk.seenheard.api.field.push;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.PushRequest;

/**
 * Where handsets hand over changes. There is no login here: the device's key is enough, so that an
 * expired or revoked login strands no words.
 */
public final class PushDoor implements Door {
  private final PushService pushes;

  /** In front of the service. */
  public PushDoor(PushService pushes) {
    this.pushes = pushes;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/sync/push").handler(this::push);
  }

  private void push(RoutingContext context) {
    PushRequest request = Answers.message(context, PushRequest::read);
    pushes
        .push(request, Answers.requestId(context))
        .onSuccess(result -> answer(context, result))
        .onFailure(context::fail);
  }

  private static void answer(RoutingContext context, PushResult result) {
    if (result instanceof PushResult.Taken taken) {
      Answers.json(context, 200, taken.answer().json());
    } else if (result instanceof PushResult.ResendFrom resend) {
      context.fail(
          Problem.of(
                  409,
                  "resend-from",
                  "Changes are missing before these",
                  "from is beyond what the log holds of this device; push again from resendFrom.")
              .with("field", Json.of("from"))
              .with("epoch", Json.of(resend.epoch()))
              .with("resendFrom", Json.of(resend.seq())));
    } else if (result instanceof PushResult.SendWhole) {
      context.fail(
          Problem.of(
              409,
              "send-whole",
              "The server has to see enrolment and passes again",
              "enrolment or a pass is named by a hash that this server does not know. Nothing was"
                  + " taken: send the same again with all of them as they are."));
    } else if (result instanceof PushResult.Forked forked) {
      context.fail(
          Problem.of(
                  409,
                  "forked",
                  "The log holds other changes at these positions",
                  "This handset was cloned or restored. Nothing is lost: take the epoch after this"
                      + " one and push everything that is not known to be in the log.")
              .with("epoch", Json.of(forked.epoch())));
    }
  }
}
