package uk.seenheard.api.partners.referral;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.api.partners.exchange.FeedCursors;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.NamedFeed;
import uk.seenheard.api.partners.sheet.SheetPdf;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.ReviewState;
import uk.seenheard.sync.referral.Attempt;
import uk.seenheard.sync.referral.Challenge;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.Referrals;

/**
 * Hands a recipient what was sent to it, as it stood when it was sent, and tells it what else left.
 * Each fetch is a disclosure, written down before it is answered.
 */
final class PackageService {
  private static final FeedCursors.Asked ASKED =
      new FeedCursors.Asked(
          "place",
          "begin again without a place and without a cursor: what you have comes again under the"
              + " same keys.");

  private final ReferralPolicy policy;
  private final Incidents incidents;
  private final Notes notes;
  private final Dispatch dispatch;
  private final Ledger ledger;
  private final Looks looks;
  private final FeedCursors cursors;
  private final EarlierNotices earlier;

  PackageService(
      ReferralPolicy policy,
      Incidents incidents,
      Notes notes,
      Dispatch dispatch,
      Ledger ledger,
      Looks looks,
      FeedCursors cursors) {
    this.policy = policy;
    this.incidents = incidents;
    this.notes = notes;
    this.dispatch = dispatch;
    this.ledger = ledger;
    this.looks = looks;
    this.cursors = cursors;
    this.earlier = new EarlierNotices(incidents);
  }

  /**
   * What is handed out of a notice.
   *
   * @param challenge that the force does not agree with the answer, while it waits for another
   * @param earlier of whom it is about, by other incidents: for triage, never for a recipient
   * @param copy of what the desk reads: that it is nothing that left, in words
   */
  record Package(
      String name,
      Referral referral,
      Outline.Sheet sheet,
      Optional<Attempt> sent,
      Optional<Challenge> challenge,
      List<EarlierNotices.Earlier> earlier,
      Optional<String> copy) {
    Package {
      earlier = List.copyOf(earlier);
    }

    Package with(List<EarlierNotices.Earlier> found) {
      return new Package(name, referral, sheet, sent, challenge, found, copy);
    }

    Package with(Optional<Challenge> now) {
      return new Package(name, referral, sheet, sent, now, earlier, copy);
    }
  }

  /** The same as it is printed. */
  static SheetPdf.Page page(Package handed) {
    Optional<Attempt> sent = handed.sent();
    return new SheetPdf.Page(
        handed.name(),
        sent.map(Attempt::key),
        handed.sheet().printed(),
        sent.map(Attempt::unread).orElse(false),
        sent.flatMap(Attempt::supersedes).isPresent(),
        handed.sheet().party(),
        handed.copy());
  }

  /**
   * A part of the feed of one recipient, and the commit after which the next begins.
   *
   * @param place the same commit, and in which log: a text that nobody takes apart
   */
  record Feed(List<Notes.Sent> sent, long through, String place, boolean more) {
    Feed {
      sent = List.copyOf(sent);
    }
  }

  /** What left behind a place that the feed gave, or behind a commit by its number alone. */
  Future<Feed> feed(Grant grant, Optional<String> place, long cursor, int most) {
    return place
        .map(one -> cursors.place(one, ASKED).map(Place::n))
        .orElseGet(() -> cursors.behind(cursor))
        .compose(after -> feed(grant, after, most));
  }

  private Future<Feed> feed(Grant grant, long after, int most) {
    Optional<Recipient> to = policy.byLogin(grant.person());
    return to.map(one -> notes.feed(one.id(), after, Notes.PAGE))
        // Who is in no directory was sent nothing.
        .orElseGet(() -> Future.succeededFuture(List.of()))
        .compose(
            found -> {
              List<Notes.Sent> page = new ArrayList<>();
              // Never half of a commit: the next page begins behind it.
              for (Notes.Sent one : found) {
                if (page.size() >= most && one.n() != page.get(page.size() - 1).n()) {
                  break;
                }
                page.add(one);
              }
              long through = page.isEmpty() ? after : page.get(page.size() - 1).n();
              boolean more = page.size() < found.size();
              return cursors
                  .cursor(new Place(through, 0))
                  .map(text -> new Feed(page, through, text, more));
            });
  }

  Future<Package> fetch(Grant grant, ReferralName name) {
    return grant.role() == Role.RECIPIENT ? handed(grant, name) : read(grant, name);
  }

  private Future<Package> handed(Grant grant, ReferralName name) {
    Recipient to = policy.byLogin(grant.person()).orElseThrow(ReceiptService::none);
    return notes
        .last(name.note(), to.id())
        .compose(
            found -> {
              Notes.Sent sent =
                  found.filter(one -> !one.erased()).orElseThrow(ReceiptService::none);
              return incidents
                  .upToDate()
                  .compose(n -> incidents.at(Set.of(Grant.WHOLE_FORCE), name.incident(), sent.n()))
                  .compose(at -> incidents.about(at.record(), () -> made(at, name, sent.key())))
                  .compose(made -> challenged(name, made))
                  .compose(made -> disclosed(grant, name, to, sent, made));
            });
  }

  /** What it said is as it stood when it left; that the answer is challenged is as it is now. */
  private Future<Package> challenged(ReferralName name, Package made) {
    return incidents
        .at(Set.of(Grant.WHOLE_FORCE), name.incident())
        .compose(
            at ->
                incidents.about(
                    at.record(),
                    () ->
                        made.with(
                            made.sheet().isWithdrawal()
                                ? Optional.empty()
                                : TriageService.find(at.incident(), name)
                                    .sending()
                                    .openChallenge())));
  }

  private Future<Package> disclosed(
      Grant grant, ReferralName name, Recipient to, Notes.Sent sent, Package made) {
    Json.Obj with =
        Json.object()
            .put("incidents", Json.texts(List.of(name.incident())))
            .put("recipient", to.id())
            .put("key", sent.key())
            .build();
    return ledger.note(grant.person(), grant.token(), "disclosed-to-referral", with).map(made);
  }

  private Package made(IncidentAt at, ReferralName name, String key) {
    Incident incident = at.incident();
    Referral referral = dispatch.toAll(incident, TriageService.find(incident, name));
    Optional<Attempt> sent = referral.sending().attempt(key);
    Outline.Sheet sheet =
        sent.flatMap(one -> dispatch.withdrawal(one.text()))
            .orElseGet(() -> dispatch.sheet(incident, referral));
    return new Package(
        ReferralName.of(at.id(), referral.at()),
        referral,
        sheet,
        sent,
        referral.sending().openChallenge(),
        List.of(),
        key.isEmpty() ? Optional.of(copy(incident, referral)) : Optional.empty());
  }

  /** Whoever holds the desk's own print could take it for a notice. */
  private static String copy(Incident incident, Referral referral) {
    boolean stands =
        Referrals.of(incident).stream().anyMatch(one -> one.at().equals(referral.at()));
    return "A copy of the desk, and no notice: it says nothing of what was sent."
        + (incident.review().state() == ReviewState.AUTHORISED
            ? ""
            : " No supervisor has read it as it stands.")
        + (stands ? "" : " Crossed out: it stands no more.");
  }

  private Future<Package> read(Grant grant, ReferralName name) {
    return incidents
        .at(Set.of(Grant.WHOLE_FORCE), name.incident())
        .compose(at -> incidents.about(at.record(), () -> beside(at, name)))
        .compose(
            beside ->
                earlier
                    .of(beside.known())
                    .compose(
                        found ->
                            looks.at(grant, "notice", beside.seen(), beside.made().with(found))));
  }

  /** A notice and the incidents from which its children are known. */
  private record Beside(Package made, Map<String, Long> known) {
    Set<String> seen() {
      Set<String> seen = new TreeSet<>(known.keySet());
      seen.add(made.name().substring(0, made.name().indexOf('.')));
      return seen;
    }
  }

  private Beside beside(IncidentAt at, ReferralName name) {
    Package made = made(at, name, "");
    return new Beside(made, EarlierNotices.incidents(at, made.referral()));
  }

  /**
   * What recipients are told of by webhooks: that something left for them, is withdrawn or was
   * erased since, or that their answer is challenged; once for what left together. An event names
   * where the recipient's own feed goes on with it.
   */
  NamedFeed told() {
    return new NamedFeed(
        "notices",
        item -> "/v1/feeds/referrals?cursor=" + Math.max(0, item.sent().n() - 1),
        (owner, place, most) ->
            policy
                .byLogin(owner)
                .map(
                    to ->
                        notes
                            .feed(to.id(), Math.max(0, place.n() - 1), Notes.PAGE)
                            .map(found -> items(found, place, most)))
                .orElseGet(() -> Future.succeededFuture(List.of())));
  }

  private static String happened(Notes.Sent one) {
    if (one.erased()) {
      return "erased";
    }
    if (one.challenged() > 0) {
      return "challenged";
    }
    return one.withdrawn() ? "withdrawn" : "sent";
  }

  private static List<FeedItem> items(List<Notes.Sent> found, Place after, int most) {
    Map<Place, FeedItem> items = new LinkedHashMap<>();
    List<Notes.Sent> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingLong(Notes.Sent::n).thenComparingInt(Notes.Sent::i));
    for (Notes.Sent one : sorted) {
      Place place = new Place(one.n(), one.i());
      boolean behind = one.n() > after.n() || (one.n() == after.n() && one.i() > after.i());
      if (behind && items.size() < most) {
        items.putIfAbsent(
            place,
            new FeedItem(
                place,
                one.at().incident(),
                happened(one),
                one.recipient(),
                one.when(),
                Json.EMPTY));
      }
    }
    return List.copyOf(items.values());
  }
}
