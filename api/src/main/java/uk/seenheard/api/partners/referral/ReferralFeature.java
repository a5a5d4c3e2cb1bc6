package uk.seenheard.api.partners.referral;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.duty.Addressees;
import uk.seenheard.api.ground.duty.Departures;
import uk.seenheard.api.ground.duty.NoticeWay;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.server.Server;
import uk.seenheard.api.partners.exchange.FeedCursors;
import uk.seenheard.api.partners.exchange.NamedFeed;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/** Puts the way of notices together. */
public final class ReferralFeature implements Feature {
  /** Whether what a notice has to say is said, and officers do not differ about it. */
  @FunctionalInterface
  public interface Wholeness {
    /** Of the notice and of whom it is about. */
    boolean isWhole(IncidentAt at, FieldPath notice, long now);
  }

  private final Optional<Courier> courier;
  private final NotesModel model;
  private final NamedFeed feed;
  private final List<Door> doors;

  private ReferralFeature(
      Optional<Courier> courier, NotesModel model, NamedFeed feed, List<Door> doors) {
    this.courier = courier;
    this.model = model;
    this.feed = feed;
    this.doors = doors;
  }

  /**
   * On the ground.
   *
   * @param given what the force sets; without it nothing leaves, and nothing is found
   * @param wholeness whether a notice says what it has to
   */
  public static ReferralFeature of(
      Core core, Optional<ReferralPolicy> given, FormShelf forms, Wholeness wholeness)
      throws IOException {
    Basis basis = core.basis();
    DocumentStore documents = basis.documents();
    ReferralPolicy policy = given.orElseGet(ReferralPolicy::none);
    Dispatch dispatch = new Dispatch(policy, wholeness, basis.digests(), forms::reading);
    Predicate<String> withdraws = text -> dispatch.withdrawal(text).isPresent();
    Notes notes = new MongoNotes(documents, core.reading().serving()::feed);
    Incidents incidents = core.incidents();
    LongSupplier now = basis.now();
    Map<String, Courier.Carrier> carriers = carriers(basis, policy);
    Optional<Courier> courier =
        given.map(
            one ->
                new Courier(basis.vertx(), incidents, notes, dispatch, carriers, self(core), now));
    PackageService packages =
        new PackageService(
            policy,
            incidents,
            notes,
            dispatch,
            core.writing().ledger(),
            core.looks(),
            new FeedCursors(
                core.writing().epoch(),
                core.writing().positions(core.basis()),
                core.reading().projector()));
    return new ReferralFeature(
        courier,
        new NotesModel(
            feed -> new MongoNotes(documents, feed),
            withdraws,
            incidentsTouched -> courier.ifPresent(one -> one.touched(incidentsTouched))),
        packages.told(),
        List.of(
            new ReferralDoor(
                core.people().tokens(),
                packages,
                new ReceiptService(policy, incidents, dispatch, basis.digests(), now),
                new TriageService(policy, incidents, notes, dispatch, core.looks(), now),
                policy,
                withdraws,
                now)));
  }

  private static Map<String, Courier.Carrier> carriers(Basis basis, ReferralPolicy policy)
      throws IOException {
    return policy.mail().isEmpty()
        ? Map.of()
        : Map.of(
            "secure-mail",
            new SecureMail(
                basis.vertx(), policy.mail().get(), policy.mail().get().trusting(), basis.now()));
  }

  private static Incidents.By self(Core core) {
    return new Incidents.By(
        core.writing().serverWriter().device(),
        Hash.of(core.writing().enrolment(), core.basis().digests()),
        Set.of(Grant.WHOLE_FORCE));
  }

  /** Which notices leave by a server with that policy. */
  public static NoticeWay way(ReferralPolicy policy) {
    return new Addressing(policy);
  }

  /** For whom notices are by that policy, and who may still act on one that was withdrawn. */
  public static Addressees addressees(ReferralPolicy policy, Digests digests) {
    return new Dispatch(policy, (at, notice, now) -> false, digests, form -> Optional.empty());
  }

  /** What leaves once somebody has read it, by that policy. */
  public static Departures departures(ReferralPolicy policy, Digests digests) {
    return new Dispatch(policy, (at, notice, now) -> false, digests, form -> Optional.empty())
        ::departures;
  }

  /** What recipients are owed, for who tells them so. */
  public NamedFeed feed() {
    return feed;
  }

  @Override
  public List<ReadModel> readModels() {
    return List.of(model);
  }

  @Override
  public List<Door> doors() {
    return doors;
  }

  @Override
  public void begin(Server server) {
    courier.ifPresent(Courier::begin);
  }

  @Override
  public void end() {
    courier.ifPresent(Courier::end);
  }
}
