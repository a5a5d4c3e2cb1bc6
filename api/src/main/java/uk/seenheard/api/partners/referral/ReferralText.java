package uk.seenheard.api.partners.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Notices;
import uk.seenheard.sync.referral.Attempt;
import uk.seenheard.sync.referral.Challenge;
import uk.seenheard.sync.referral.Receipt;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.Sending;

/** How notices are written down for those who ask. */
final class ReferralText {
  private ReferralText() {}

  static Json.Obj feed(PackageService.Feed feed) {
    List<Json> items = new ArrayList<>();
    for (Notes.Sent one : feed.sent()) {
      String entry = one.at().entry();
      Json.Builder item =
          Json.object()
              .put("n", one.n())
              .put("referral", one.at().incident() + '.' + entry.substring(entry.indexOf('/') + 1))
              .put("key", one.key())
              .put("erased", one.erased());
      if (one.challenged() > 0) {
        item.put("challenged", (long) one.challenged());
      }
      if (one.withdrawn() && !one.erased()) {
        item.put("withdrawn", true);
      }
      items.add(item.build());
    }
    return Json.object()
        .put("notices", Json.list(items))
        .put("cursor", feed.through())
        .put("place", feed.place())
        .put("more", feed.more())
        .build();
  }

  /**
   * A page of triage's list.
   *
   * @param withdraws whether what left by that text says that what was sent before is withdrawn
   */
  static Json.Obj page(
      TriageService.Page page, ReferralPolicy policy, Predicate<String> withdraws) {
    List<Json> lines = new ArrayList<>();
    Set<String> named = new TreeSet<>();
    for (TriageService.Line line : page.lines()) {
      lines.add(line(line, policy, withdraws));
      named.addAll(line.recipients());
      named.addAll(line.withdrawnFrom());
    }
    Json.Builder out =
        Json.object()
            .put("referrals", Json.list(lines))
            .put("recipients", directory(named, policy))
            .put("routes", routes(policy))
            .put("levels", (long) policy.levels().size());
    page.next()
        .ifPresent(
            at ->
                out.put(
                    "after",
                    at.incident() + '.' + at.entry().substring(at.entry().indexOf('/') + 1)));
    return out.build();
  }

  private static Json directory(Set<String> named, ReferralPolicy policy) {
    List<Json> all = new ArrayList<>();
    for (String id : named) {
      policy
          .recipient(id)
          .ifPresent(
              one -> {
                List<Json> channels = new ArrayList<>();
                one.channels()
                    .forEach(
                        by ->
                            channels.add(
                                Json.object()
                                    .put("kind", by.kind())
                                    .put("address", by.address())
                                    .build()));
                all.add(
                    Json.object()
                        .put("recipient", one.id())
                        .put("name", one.name())
                        .put("kind", one.kind())
                        .put("channels", Json.list(channels))
                        .build());
              });
    }
    return Json.list(all);
  }

  private static Json routes(ReferralPolicy policy) {
    List<Json> routes = new ArrayList<>();
    new TreeMap<>(policy.routes())
        .forEach(
            (code, label) ->
                routes.add(Json.object().put("code", code).put("label", label).build()));
    return Json.list(routes);
  }

  private static Json.Obj line(
      TriageService.Line line, ReferralPolicy policy, Predicate<String> withdraws) {
    Referral referral = line.referral();
    Json.Builder out = Json.object();
    referral
        .sending()
        .triage()
        .ifPresent(
            one ->
                out.put("route", one.route())
                    .put("triagedBy", one.by())
                    .put("triagedAt", one.at()));
    referral
        .sending()
        .openChallenge()
        .ifPresent(
            one ->
                out.put("challenge", (long) one.level())
                    .put("answerBy", policy.answerBy(one.level(), one.at())));
    return out.put("referral", line.name())
        .put("kind", referral.kind())
        .put("state", referral.state().word())
        .put("grade", referral.grade())
        .put("notYetRead", line.unread())
        .put("earlierLow", line.earlier())
        .put("since", line.since())
        .put("recipients", Json.texts(line.recipients()))
        .put("forAPerson", Json.texts(line.open()))
        .put("withdrawnFrom", Json.texts(line.withdrawnFrom()))
        .put("reference", line.reference())
        .put("children", Json.texts(line.children()))
        .put("sent", sent(referral.sending(), withdraws))
        .put("receipts", receipts(referral.sending()))
        .build();
  }

  static Json.Obj handed(
      PackageService.Package handed,
      boolean toRecipient,
      ReferralPolicy policy,
      Predicate<String> withdraws) {
    Referral referral = handed.referral();
    boolean withdrawn = handed.sheet().isWithdrawal();
    Json.Builder out =
        Json.object()
            .put("referral", handed.name())
            // What became of it since is nothing for who is to have it no more.
            .put("kind", withdrawn ? Outline.WITHDRAWN : referral.kind())
            .put("grade", withdrawn ? Notices.NOT_GRADED : referral.grade())
            .put("partyWorksWithChildren", handed.sheet().party())
            .put("content", handed.sheet().content());
    handed
        .sent()
        .ifPresent(
            sent ->
                out.put("key", sent.key())
                    .put("notYetRead", sent.unread())
                    .put("supersedes", sent.supersedes()));
    handed
        .challenge()
        .ifPresent(
            one ->
                out.put("challenge", challenge(one, referral.kind(), toRecipient, policy).build()));
    if (!toRecipient) {
      out.put("state", referral.state().word())
          .put("sent", sent(referral.sending(), withdraws))
          .put("receipts", receipts(referral.sending()))
          .put("earlier", earlier(handed.earlier()));
    }
    return out.build();
  }

  /** Why, in words, reads who gets the whole notice; anybody else is told by a person. */
  private static Json.Builder challenge(
      Challenge one, String kind, boolean toRecipient, ReferralPolicy policy) {
    ReferralPolicy.Kind of = policy.kinds().get(kind);
    boolean whole = of != null && of.template() == ReferralPolicy.Template.FULL;
    Json.Builder out =
        Json.object()
            .put("level", (long) one.level())
            .put("at", one.at())
            .put("answerBy", policy.answerBy(one.level(), one.at()));
    return toRecipient && !whole ? out : out.put("why", one.why());
  }

  private static Json earlier(List<EarlierNotices.Earlier> found) {
    List<Json> earlier = new ArrayList<>();
    for (EarlierNotices.Earlier one : found) {
      earlier.add(
          Json.object()
              .put("referral", one.name())
              .put("reference", one.reference())
              .put("at", one.at())
              .put("kind", one.kind())
              .put("grade", one.grade())
              .put("state", one.state())
              .put("decided", one.decided())
              .build());
    }
    return Json.list(earlier);
  }

  private static Json sent(Sending sending, Predicate<String> withdraws) {
    List<Json> sent = new ArrayList<>();
    for (Attempt one : sending.attempts()) {
      Json.Builder item =
          Json.object()
              .put("key", one.key())
              .put("recipient", one.recipient())
              .put("channel", one.channel())
              .put("at", one.at())
              .put("notYetRead", one.unread())
              .put("supersedes", one.supersedes())
              .put("failure", one.failure());
      if (withdraws.test(one.text())) {
        item.put("withdrawn", true);
      }
      sent.add(item.build());
    }
    return Json.list(sent);
  }

  private static Json receipts(Sending sending) {
    List<Json> receipts = new ArrayList<>();
    for (Receipt one : sending.receipts()) {
      receipts.add(
          Json.object()
              .put("key", one.key())
              .put("recipient", one.recipient())
              .put("state", one.state().word())
              .put("at", one.at())
              .put("by", one.by())
              .put("reference", one.reference())
              .put("code", one.code())
              .put("words", one.words())
              .put("author", one.author())
              .put("heardAt", one.heard())
              .build());
    }
    return Json.list(receipts);
  }

  static Json.Obj done(ReferralName name, boolean written) {
    return Json.object()
        .put("referral", ReferralName.of(name.incident(), name.at()))
        .put("written", written)
        .build();
  }
}
