package uk.seenheard.api.partners.referral;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.referral.Attempt;
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
      items.add(
          Json.object()
              .put("n", one.n())
              .put("referral", one.at().incident() + '.' + entry.substring(entry.indexOf('/') + 1))
              .put("key", one.key())
              .put("erased", one.erased())
              .build());
    }
    return Json.object()
        .put("notices", Json.list(items))
        .put("cursor", feed.through())
        .put("more", feed.more())
        .build();
  }

  static Json.Obj page(TriageService.Page page) {
    List<Json> lines = new ArrayList<>();
    page.lines().forEach(line -> lines.add(line(line)));
    Json.Builder out = Json.object().put("referrals", Json.list(lines));
    page.next()
        .ifPresent(
            at ->
                out.put(
                    "after",
                    at.incident() + '.' + at.entry().substring(at.entry().indexOf('/') + 1)));
    return out.build();
  }

  private static Json.Obj line(TriageService.Line line) {
    Referral referral = line.referral();
    return Json.object()
        .put("referral", line.name())
        .put("kind", referral.kind())
        .put("state", referral.state().word())
        .put("grade", referral.grade())
        .put("notYetRead", line.unread())
        .put("earlierLow", line.earlier())
        .put("since", line.since())
        .put("recipients", Json.texts(line.recipients()))
        .put("forAPerson", Json.texts(line.open()))
        .put("sent", sent(referral.sending()))
        .put("receipts", receipts(referral.sending()))
        .build();
  }

  static Json.Obj handed(PackageService.Package handed, boolean toRecipient) {
    Referral referral = handed.referral();
    Json.Builder out =
        Json.object()
            .put("referral", handed.name())
            .put("kind", referral.kind())
            .put("grade", referral.grade())
            .put("partyWorksWithChildren", handed.sheet().party())
            .put("content", handed.sheet().content());
    handed
        .sent()
        .ifPresent(
            sent ->
                out.put("key", sent.key())
                    .put("notYetRead", sent.unread())
                    .put("supersedes", sent.supersedes()));
    if (!toRecipient) {
      out.put("state", referral.state().word())
          .put("sent", sent(referral.sending()))
          .put("receipts", receipts(referral.sending()));
    }
    return out.build();
  }

  private static Json sent(Sending sending) {
    List<Json> sent = new ArrayList<>();
    for (Attempt one : sending.attempts()) {
      sent.add(
          Json.object()
              .put("key", one.key())
              .put("recipient", one.recipient())
              .put("channel", one.channel())
              .put("at", one.at())
              .put("notYetRead", one.unread())
              .put("supersedes", one.supersedes())
              .put("failure", one.failure())
              .build());
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
