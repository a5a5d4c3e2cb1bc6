package uk.seenheard.api.field.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import uk.seenheard.api.ground.identity.Enrolment;
import uk.seenheard.api.ground.identity.ShiftPass;
import uk.seenheard.api.ground.identity.Signatures;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.api.ground.writer.Rise;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.feed.Run;
import uk.seenheard.sync.review.CaptureRules;
import uk.seenheard.sync.review.PassFacts;

/**
 * Verifies a push: one signature vouches for the whole run, and each change is read and ruled on.
 * Computes for milliseconds and belongs on a worker thread.
 */
final class Examiner {
  private final Tokens tokens;
  private final Revocations revocations;
  private final ChangeCodec codec;
  private final Digests digests;
  private final String ledger;

  Examiner(
      Tokens tokens, Revocations revocations, ChangeCodec codec, Digests digests, String ledger) {
    this.tokens = tokens;
    this.revocations = revocations;
    this.codec = codec;
    this.digests = digests;
    this.ledger = ledger;
  }

  /**
   * The verified push.
   *
   * @param at receipt time, milliseconds since 1970
   * @throws Refused when the enrolment or the signature does not hold: nothing of it is taken
   */
  ExaminedPush examine(PushRequest request, long at) {
    Enrolment enrolment = tokens.enrolment(request.enrolment());
    List<Hash> hashes = new ArrayList<>(request.changes().size());
    for (String content : request.changes()) {
      hashes.add(Hash.of(content, digests));
    }
    Run run =
        Run.of(
            enrolment.device(),
            request.epoch(),
            request.from(),
            request.previous(),
            hashes,
            digests);
    verifySignature(enrolment, run, request.signature());
    Map<Hash, ShiftPass> passes = passes(request, enrolment);
    List<ExaminedPush.Examined> changes = new ArrayList<>();
    for (String content : request.changes()) {
      changes.add(examine(content, enrolment.device(), passes, request.clock(), at));
    }
    return new ExaminedPush(run, request.signature(), request.clock(), changes);
  }

  private Optional<String> revoked(Change change, ClockReading sent, long at) {
    OptionalLong since = revocations.since(change.author());
    return since.isPresent()
        ? CaptureRules.revoked(change, sent, at, since.getAsLong())
        : Optional.empty();
  }

  private void verifySignature(Enrolment enrolment, Run run, String signature) {
    String text =
        Chain.headText(enrolment.force(), run.device(), run.epoch(), run.to(), run.head());
    if (!Signatures.signed(enrolment.key(), text, signature)) {
      throw new Refusal.Unproven(
              Refusal.Proof.SIGNATURE,
              Optional.empty(),
              "signature does not match the chain's head under the device's enrolled key; nothing"
                  + " was taken. Keep everything and enrol again at the next login.")
          .raised();
    }
  }

  /** The genuine passes of this force; one that is forged counts as one that was not shown. */
  private Map<Hash, ShiftPass> passes(PushRequest request, Enrolment enrolment) {
    Map<Hash, ShiftPass> passes = new HashMap<>();
    for (String token : request.passes()) {
      tokens
          .genuinePass(token)
          .filter(pass -> pass.force().equals(enrolment.force()))
          .ifPresent(pass -> passes.put(pass.hash(), pass));
    }
    return passes;
  }

  private ExaminedPush.Examined examine(
      String content, String device, Map<Hash, ShiftPass> passes, ClockReading sent, long at) {
    ChangeReading reading = codec.read(content);
    Optional<ShiftPass> pass =
        reading.fold(
            change -> Optional.ofNullable(passes.get(change.pass())), nonsense -> Optional.empty());
    Optional<PassFacts> facts =
        pass.map(shown -> new PassFacts(shown.person(), shown.device(), shown.role().isPerson()));
    Optional<String> ruling = CaptureRules.ruling(reading, device, facts);
    if (!ruling.isPresent()
        && reading.fold(change -> change.incident().equals(ledger), n -> true)) {
      ruling = Optional.of("The change is about the force's ledger, which only the server writes.");
    }
    if (!ruling.isPresent()) {
      ruling = reading.fold(change -> revoked(change, sent, at), nonsense -> Optional.empty());
    }
    Rise rise =
        reading.fold(
            change -> Rise.of(change, facts.map(PassFacts::person).orElse("")),
            nonsense -> Rise.NONE);
    return new ExaminedPush.Examined(reading, content, pass, ruling, rise);
  }
}
