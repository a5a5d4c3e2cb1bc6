package uk.seenheard.api.field.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.api.ground.identity.Enrolment;
import uk.seenheard.api.ground.identity.ShiftPass;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.api.ground.vouch.Signatures;
import uk.seenheard.api.ground.writer.Rise;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.feed.Run;
import uk.seenheard.sync.review.CaptureRules;
import uk.seenheard.sync.review.DeviceKnown;
import uk.seenheard.sync.review.PassFacts;
import uk.seenheard.sync.review.WhoseHandset;

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
  private final NamedTokens named;

  Examiner(
      Tokens tokens, Revocations revocations, ChangeCodec codec, Digests digests, String ledger) {
    this.tokens = tokens;
    this.revocations = revocations;
    this.codec = codec;
    this.digests = digests;
    this.ledger = ledger;
    this.named = new NamedTokens(digests);
  }

  /**
   * The push with its enrolment and passes as they are, or empty when this server knows them not.
   */
  Optional<PushRequest> whole(PushRequest request) {
    return named.whole(request);
  }

  /**
   * The device that pushes, by the server's own word; its signature is checked later.
   *
   * @throws Refused when this server never said so
   */
  Enrolment enrolled(PushRequest request) {
    return tokens.enrolment(request.enrolment());
  }

  /**
   * The verified push.
   *
   * @param known of the device before this push
   * @param at receipt time, milliseconds since 1970
   * @throws Refused when the enrolment or the signature does not hold: nothing of it is taken
   */
  ExaminedPush examine(PushRequest request, Enrolment enrolment, DeviceKnown known, long at) {
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
    named.remember(request.enrolment());
    Map<Hash, ShiftPass> passes = passes(request, enrolment);
    List<ExaminedPush.Examined> changes = new ArrayList<>();
    for (String content : request.changes()) {
      changes.add(examine(content, enrolment.device(), passes));
    }
    return new ExaminedPush(
        run, request.signature(), request.clock(), inTurn(changes, request, run, known, at));
  }

  /** Who is who they were by then is known of the run as a whole: its order shows it. */
  private List<ExaminedPush.Examined> inTurn(
      List<ExaminedPush.Examined> changes,
      PushRequest request,
      Run run,
      DeviceKnown known,
      long at) {
    List<WhoseHandset.Claimed> claimed = new ArrayList<>();
    for (ExaminedPush.Examined change : changes) {
      claimed.add(
          new WhoseHandset.Claimed(
              change.reading().fold(Optional::of, nonsense -> Optional.empty()),
              change.handOn(run.device())));
    }
    List<Optional<String>> rulings =
        WhoseHandset.rulings(claimed, run.epoch(), known, request.clock(), at, revocations::since);
    List<ExaminedPush.Examined> ruled = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      ExaminedPush.Examined change = changes.get(i);
      ruled.add(
          change.ruling().isPresent() || rulings.get(i).isEmpty()
              ? change
              : change.kept(rulings.get(i).get()));
    }
    return ruled;
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
          .ifPresent(
              pass -> {
                passes.put(pass.hash(), pass);
                named.remember(token);
              });
    }
    return passes;
  }

  private ExaminedPush.Examined examine(
      String content, String device, Map<Hash, ShiftPass> passes) {
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
    Rise rise =
        reading.fold(
            change -> Rise.of(change, facts.map(PassFacts::person).orElse("")),
            nonsense -> Rise.NONE);
    return new ExaminedPush.Examined(reading, content, pass, ruling, rise);
  }
}
