package uk.seenheard.api.partners.referral;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.partners.sheet.SheetPdf;
import uk.seenheard.sync.referral.Receipt;

/** Where recipients fetch notices and answer, and where people triage and challenge. */
final class ReferralDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final PackageService packages;
  private final ReceiptService receipts;
  private final TriageService triage;
  private final ReferralPolicy policy;
  private final Predicate<String> withdraws;
  private final LongSupplier now;

  ReferralDoor(
      Gatekeeper gatekeeper,
      PackageService packages,
      ReceiptService receipts,
      TriageService triage,
      ReferralPolicy policy,
      Predicate<String> withdraws,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.packages = packages;
    this.receipts = receipts;
    this.triage = triage;
    this.policy = policy;
    this.withdraws = withdraws;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/feeds/referrals").handler(this::feed);
    router.get("/v1/referrals").handler(this::list);
    router.get("/v1/referrals/:referral/package").handler(this::fetch);
    router.get("/v1/referrals/:referral/package.pdf").handler(this::pdf);
    router.post("/v1/referrals/:referral/receipts").handler(this::receipt);
    router.post("/v1/referrals/:referral/triage").handler(this::triage);
    router.post("/v1/referrals/:referral/challenge").handler(this::challenge);
    router.post("/v1/referrals/:referral/end").handler(this::end);
  }

  private Grant caller(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private static ReferralName name(RoutingContext context) {
    return named(Asked.of(context).text("referral"), "referral");
  }

  private static ReferralName named(String text, String field) {
    return ReferralName.read(text).orElseThrow(() -> Problem.malformed(field, "is no notice's id"));
  }

  private void feed(RoutingContext context) {
    Grant grant = caller(context);
    Asked asked = Asked.of(context);
    Answers.json(
        context,
        200,
        packages.feed(
            grant, asked.optionalText("place"), asked.whole("cursor"), (int) asked.whole("limit")),
        ReferralText::feed);
  }

  private void list(RoutingContext context) {
    Grant grant = caller(context);
    Asked asked = Asked.of(context);
    Answers.json(
        context,
        200,
        triage.open(
            grant,
            asked.optionalText("state"),
            asked.optionalText("after").map(text -> named(text, "after"))),
        page -> ReferralText.page(page, policy, withdraws));
  }

  private void fetch(RoutingContext context) {
    Grant grant = caller(context);
    Answers.json(
        context,
        200,
        packages.fetch(grant, name(context)).recover(ReferralDoor::asNotice),
        handed -> ReferralText.handed(handed, grant.role() == Role.RECIPIENT, policy, withdraws));
  }

  private void pdf(RoutingContext context) {
    Grant grant = caller(context);
    ReferralName name = name(context);
    packages
        .fetch(grant, name)
        .recover(ReferralDoor::asNotice)
        .compose(
            handed ->
                context
                    .vertx()
                    .executeBlocking(() -> SheetPdf.of(PackageService.page(handed)), false))
        .onComplete(
            made ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/pdf")
                    .putHeader("Content-Disposition", "attachment; filename=\"notice.pdf\"")
                    .end(Buffer.buffer(made)),
            context::fail);
  }

  private void receipt(RoutingContext context) {
    Grant grant = caller(context);
    Asked asked = Asked.of(context);
    Receipt.State state =
        Receipt.State.of(asked.text("state"))
            .orElseThrow(() -> Problem.malformed("state", "is no state of a receipt"));
    ReceiptService.Said said =
        new ReceiptService.Said(
            state,
            asked.whole("at"),
            asked.text("by"),
            asked.optionalText("key"),
            asked.optionalText("recipient"),
            asked.optionalText("channel"),
            asked.optionalText("reference"),
            asked.optionalText("code"),
            asked.optionalText("words"));
    answer(context, receipts.take(grant, name(context), said));
  }

  private void triage(RoutingContext context) {
    Grant grant = caller(context);
    Asked asked = Asked.of(context);
    answer(
        context,
        triage.triage(
            grant,
            name(context),
            asked.text("route"),
            asked.text("grade"),
            asked.optionalText("why"),
            asked.texts("together").stream().map(text -> named(text, "together")).toList()));
  }

  private void challenge(RoutingContext context) {
    Grant grant = caller(context);
    Asked asked = Asked.of(context);
    answer(
        context, triage.challenge(grant, name(context), asked.whole("level"), asked.text("why")));
  }

  private void end(RoutingContext context) {
    Grant grant = caller(context);
    answer(context, triage.close(grant, name(context), Asked.of(context).text("reason")));
  }

  private static void answer(RoutingContext context, Future<Boolean> written) {
    ReferralName name = name(context);
    Answers.json(
        context,
        200,
        written.recover(ReferralDoor::asNotice),
        done -> ReferralText.done(name, done));
  }

  /**
   * Whatever is not there, it is the notice: one sentence, so that nobody learns from it which
   * incidents there are.
   */
  private static <T> Future<T> asNotice(Throwable failed) {
    return Future.failedFuture(
        failed instanceof Refused refused && refused.refusal() instanceof Refusal.NotFound
            ? ReceiptService.none()
            : failed);
  }
}
