package uk.seenheard.api.partners.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.IncidentKeys;
import uk.seenheard.api.partners.exchange.Feed;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.Outcomes;
import uk.seenheard.api.partners.exchange.Sent;
import uk.seenheard.api.partners.exchange.Told;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.reading.Words;

/**
 * Takes what the records system says of the revisions it was handed, one item after the other: what
 * it took, under which references; what it did not take, and why. An item that is refused holds
 * nothing up, and neither does a revision that was rejected: it is shown until the records system
 * accepts it or a later one of the incident, or a person ends it.
 *
 * <p>What was said is an act of the ledger, in which the sentence stands sealed with the incident's
 * key, so that an erasure takes it away. A reference enters the record as a change by whoever sent
 * it, before the act is written: who hears nothing sends the same again, and nothing is written
 * twice.
 */
final class OutcomeService {
  static final int MOST_COUNTED = 100;

  private final Feed revisions;
  private final Outcomes outcomes;
  private final Incidents incidents;
  private final ActWriter acts;
  private final IncidentKeys keys;
  private final Digests digests;

  OutcomeService(
      Feed revisions,
      Outcomes outcomes,
      Incidents incidents,
      ActWriter acts,
      IncidentKeys keys,
      Digests digests) {
    this.revisions = revisions;
    this.outcomes = outcomes;
    this.incidents = incidents;
    this.acts = acts;
    this.keys = keys;
    this.digests = digests;
  }

  /** What is stuck, and why, as somebody may read it. */
  record Stuck(Told told, Optional<String> words) {}

  /** What becomes of each item of a batch, in its order: a later one may be about the same. */
  Future<List<Verdict>> take(Grant grant, List<Json> batch) {
    return take(grant, batch, new ArrayList<>(batch.size()));
  }

  private Future<List<Verdict>> take(Grant grant, List<Json> batch, List<Verdict> verdicts) {
    if (verdicts.size() == batch.size()) {
      return Future.succeededFuture(verdicts);
    }
    Outcome.Read read = Outcome.read(batch.get(verdicts.size()));
    Future<Verdict> verdict =
        read.outcome()
            .map(outcome -> known(grant, outcome))
            .orElseGet(() -> Future.succeededFuture(Verdict.of(read.fault())));
    return verdict.compose(
        one -> {
          verdicts.add(one);
          return take(grant, batch, verdicts);
        });
  }

  private Future<Verdict> known(Grant grant, Outcome outcome) {
    Sent of = outcome.of();
    return revisions
        .of(of.incident())
        .compose(
            found ->
                fault(of, found)
                    .map(fault -> Future.succeededFuture((Verdict) fault))
                    .orElseGet(() -> judged(grant, outcome)));
  }

  /** Only of what stands in the feed anything can be said, and not of what was erased since. */
  private static Optional<Verdict.Rejected> fault(Sent of, List<FeedItem> found) {
    boolean isThere = found.stream().anyMatch(one -> one.place().n() == of.n());
    if (isThere) {
      return Optional.empty();
    }
    boolean erased = found.stream().map(Authorisation::of).anyMatch(Authorisation::isErasure);
    return Optional.of(
        erased
            ? new Verdict.Rejected(
                "incident", "erased", "The incident was erased. Erase what you hold of it.")
            : new Verdict.Rejected(
                "n", "unknown-revision", "The feed has no such revision of this incident."));
  }

  private Future<Verdict> judged(Grant grant, Outcome outcome) {
    return outcomes
        .of(outcome.of())
        .compose(
            held ->
                outcome instanceof Outcome.Accepted accepted
                    ? accept(grant, accepted, held)
                    : reject(grant, (Outcome.Rejected) outcome, held));
  }

  private Future<Verdict> accept(Grant grant, Outcome.Accepted accepted, Optional<Told> held) {
    boolean isNew = held.filter(one -> one.standing() == Told.Standing.ACCEPTED).isEmpty();
    return referred(grant, accepted)
        .compose(
            verdict ->
                verdict instanceof Verdict.Rejected || !isNew
                    ? Future.succeededFuture(verdict)
                    : write(grant, said(accepted.of(), "accepted").build()));
  }

  /** Writes the references that are not in the record yet, all or none. */
  private Future<Verdict> referred(Grant grant, Outcome.Accepted accepted) {
    if (accepted.references().isEmpty()) {
      return Future.succeededFuture(new Verdict.Unchanged());
    }
    Incidents.By by = new Incidents.By(grant.person(), grant.token(), Set.of(Grant.WHOLE_FORCE));
    return incidents.change(
        by, accepted.of().incident(), incidents.pure(at -> references(at, accepted)));
  }

  private static Decided<Verdict> references(IncidentAt at, Outcome.Accepted accepted) {
    List<Operation> ops = new ArrayList<>();
    for (Map.Entry<FieldPath, String> one : accepted.references().entrySet()) {
      Optional<Entry> crime = at.record().entry(one.getKey()).filter(entry -> !entry.struck());
      if (crime.isEmpty()) {
        return Decided.nothing(
            new Verdict.Rejected(
                "references",
                "unknown-crime",
                "The record has no crime " + one.getKey().text() + ", or no longer."));
      }
      if (!has(at.record(), crime.get(), one.getValue())) {
        // Beside another one, not over it: who reads both decides which is right.
        ops.addAll(addedWith(at.record(), crime.get()));
        ops.add(answer(crime.get(), Json.of(one.getValue()), Optional.empty()));
      }
    }
    return ops.isEmpty()
        ? Decided.nothing(new Verdict.Unchanged())
        : Decided.of(at, ops, new Verdict.Stored());
  }

  /**
   * What a crime was added with is read while nobody has answered: the first answer would stand in
   * its place, whoever gave it. So it is answered too, and whose word it is said.
   */
  private static List<Operation> addedWith(IncidentRecord record, Entry crime) {
    Map<String, String> said = new LinkedHashMap<>();
    if (record.field(crime.at(), "reference").isEmpty()) {
      for (Entry.Added added : crime.added()) {
        if (added.by().value() instanceof Json.Obj with) {
          with.text("reference")
              .filter(Words::says)
              .ifPresent(reference -> said.putIfAbsent(reference, added.by().author()));
        }
      }
    }
    List<Operation> ops = new ArrayList<>();
    said.forEach(
        (reference, by) ->
            ops.add(
                answer(
                    crime,
                    Json.of(reference),
                    Optional.of("As " + by + " entered it with the crime"))));
    return ops;
  }

  private static Operation answer(Entry crime, Json value, Optional<String> reason) {
    return new Operation.SetField(crime.at().field("reference"), value, List.of(), reason, false);
  }

  private static boolean has(IncidentRecord record, Entry crime, String reference) {
    Json value = Json.of(reference);
    Optional<Field> field = record.field(crime.at(), "reference");
    return field.isPresent()
        ? field.get().values().contains(value)
        : crime.added().stream()
            .anyMatch(
                added ->
                    added.by().value() instanceof Json.Obj said
                        && said.get("reference").equals(Optional.of(value)));
  }

  private Future<Verdict> reject(Grant grant, Outcome.Rejected rejected, Optional<Told> held) {
    if (held.filter(one -> one.standing() == Told.Standing.ACCEPTED).isPresent()) {
      return Future.succeededFuture(new Verdict.Stale());
    }
    Sent of = rejected.of();
    return keys.key(of.incident())
        .compose(
            key ->
                isSame(rejected, held, key)
                    ? Future.succeededFuture(new Verdict.Unchanged())
                    : write(grant, rejection(rejected, key)));
  }

  /** Whether the same was said last, whatever a person made of it since. */
  private boolean isSame(
      Outcome.Rejected rejected, Optional<Told> held, Optional<IncidentKey> key) {
    Optional<Told.Fault> fault = held.flatMap(Told::fault);
    return fault
        .filter(one -> one.path().equals(rejected.path()) && one.code().equals(rejected.code()))
        .filter(
            one ->
                key.isEmpty()
                    || words(rejected.of(), one, key).equals(Optional.of(rejected.words())))
        .isPresent();
  }

  private Json.Obj rejection(Outcome.Rejected rejected, Optional<IncidentKey> key) {
    Json.Builder with =
        said(rejected.of(), "rejected").put("path", rejected.path()).put("code", rejected.code());
    key.ifPresent(
        one ->
            with.put(
                "words",
                Base64.getEncoder()
                    .encodeToString(one.seal(bound(rejected.of()), rejected.words()).bytes())));
    return with.build();
  }

  private static Json.Builder said(Sent of, String outcome) {
    return Json.object().put("n", of.n()).put("incident", of.incident()).put("outcome", outcome);
  }

  private Future<Verdict> write(Grant grant, Json.Obj with) {
    return acts.write(grant, RevisionsModel.OUTCOME, with).map(new Verdict.Stored());
  }

  /** What the sentence about a revision is sealed with. */
  private Hash bound(Sent of) {
    return Hash.of("seenheard/outcome/1\n" + of.text(), digests);
  }

  private Optional<String> words(Sent of, Told.Fault fault, Optional<IncidentKey> key) {
    return fault.words().flatMap(words -> key.flatMap(one -> one.open(bound(of), words)));
  }

  /** What is stuck, the oldest first. */
  Future<List<Stuck>> stuck(String after, int most) {
    return outcomes.stuck(after, most).compose(found -> opened(found, new ArrayList<>()));
  }

  private Future<List<Stuck>> opened(List<Told> found, List<Stuck> opened) {
    if (opened.size() == found.size()) {
      return Future.succeededFuture(opened);
    }
    Told told = found.get(opened.size());
    return keys.key(told.of().incident())
        .compose(
            key -> {
              opened.add(
                  new Stuck(told, told.fault().flatMap(fault -> words(told.of(), fault, key))));
              return opened(found, opened);
            });
  }

  /**
   * Of how many revisions the records system has said nothing: neither that it received them, nor
   * what it did with them. No more than {@link #MOST_COUNTED} are counted.
   */
  Future<Integer> unsaid() {
    return revisions
        .acknowledged()
        .compose(place -> revisions.after(place, MOST_COUNTED))
        .map(found -> found.stream().map(Authorisation::of).filter(one -> !one.isErasure()))
        .compose(found -> unsaid(found.iterator(), 0));
  }

  private Future<Integer> unsaid(Iterator<Authorisation> left, int counted) {
    if (!left.hasNext()) {
      return Future.succeededFuture(counted);
    }
    return outcomes
        .of(left.next().item().sent())
        .compose(told -> unsaid(left, told.isPresent() ? counted : counted + 1));
  }

  /** A person sees to it that something else is done than sending it again. */
  Future<Long> end(Grant grant, String place, String reason) {
    Sent of = Sent.of(place);
    return outcomes
        .of(of)
        .compose(
            held ->
                held.filter(one -> one.standing() == Told.Standing.STUCK).isPresent()
                    ? acts.write(
                        grant,
                        RevisionsModel.ENDED,
                        Json.object()
                            .put("n", of.n())
                            .put("incident", of.incident())
                            .put("reason", reason)
                            .build())
                    : Future.failedFuture(new Refusal.NotFound("The rejection").raised()));
  }
}
