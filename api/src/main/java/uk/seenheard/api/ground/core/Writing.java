package uk.seenheard.api.ground.core;

import io.vertx.core.Future;
import java.security.SecureRandom;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.KeptHead;
import uk.seenheard.api.ground.log.LogSeal;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.IncidentKeys;
import uk.seenheard.api.ground.seal.MongoIncidentKeys;
import uk.seenheard.api.ground.vouch.Signatures;
import uk.seenheard.api.ground.writer.IncidentWeights;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.api.ground.writer.LogPositions;
import uk.seenheard.api.ground.writer.LogWriter;
import uk.seenheard.api.ground.writer.ProcessKey;
import uk.seenheard.api.ground.writer.ServerAuthor;
import uk.seenheard.api.ground.writer.ServerWriter;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Json;

/**
 * The log, and everything by which this process writes into it.
 *
 * @param epoch the life of the log, which is another one after a restore
 * @param seal what vouches for the log
 * @param head where the key folder keeps the log's end
 * @param ledgerId the incident of the force's ledger
 * @param keys the server's secrets
 * @param incidentKeys what seals each incident's contents
 * @param ledger where an act about no single incident is noted
 * @param weights how much incidents hold, as the writer knows it
 * @param enrolment the token that says whose chain this process writes
 */
public record Writing(
    CommitLog log,
    String epoch,
    LogSeal seal,
    KeptHead head,
    String ledgerId,
    Keys keys,
    IncidentKeys incidentKeys,
    LogWriter writer,
    ServerAuthor author,
    ServerWriter serverWriter,
    Ledger ledger,
    IncidentWeights weights,
    String enrolment) {
  private static final long AGAIN_MILLIS = 1_000;

  /**
   * The log as it was opened.
   *
   * @param inserted the same log, whose inserts somebody may time
   */
  public record Opened(
      CommitLog log, CommitLog inserted, String epoch, LogSeal seal, KeptHead head) {}

  static Writing of(Basis basis, People people, Keys keys, Opened opened) {
    String force = people.force().id();
    String ledgerId = Identity.ledger(force, basis.digests());
    IncidentKeys incidentKeys =
        new MongoIncidentKeys(basis.documents(), force, IncidentKey.of(keys.forceKey()));
    IncidentWeights weights = new IncidentWeights();
    LogWriter writer =
        new LogWriter(
            basis.vertx(),
            basis.context(),
            opened.inserted(),
            opened.seal(),
            basis.clock(),
            weights);
    long now = basis.now().getAsLong();
    String device = ServerAuthor.DEVICE_PREFIX + Identity.uuid7(now, random());
    ProcessKey key = ProcessKey.fresh();
    ServerAuthor author = new ServerAuthor(basis.codec(), device, basis.now());
    ServerWriter serverWriter =
        new ServerWriter(
            basis.vertx(),
            writer,
            incidentKeys,
            basis.digests(),
            new ServerWriter.Device(force, device, key),
            basis.now());
    return new Writing(
        opened.log(),
        opened.epoch(),
        opened.seal(),
        opened.head(),
        ledgerId,
        keys,
        incidentKeys,
        writer,
        author,
        serverWriter,
        new Ledger(
            author,
            serverWriter,
            ledgerId,
            Hash.of("seenheard/ledger/1\n" + force, basis.digests())),
        weights,
        people.tokens().issueEnrolment(device, Signatures.text(key.publicKey()), device, now));
  }

  /** Has the key folder remember where the log ends, once nothing is written any more. */
  public void keepHead() {
    writer.standing().ifPresent(head::keep);
  }

  /**
   * Says what is a place in this log; where it seems to be too short, a write at its tail knows.
   */
  public LogPositions positions(Basis basis) {
    Hash proof = Hash.of(enrolment, basis.digests());
    return new LogPositions(
        log,
        seal,
        writer,
        () -> ledger.note(serverWriter.device(), proof, "log-questioned", Json.EMPTY));
  }

  /**
   * Writes down whose chain this process is, so that its signatures can be verified later. While
   * the clock is behind the log nothing can be written: a person has to be served who decides.
   */
  Future<Void> begin(Basis basis) {
    return started(basis)
        .recover(
            failed -> {
              if (basis.clock().behind().isEmpty()) {
                return Future.failedFuture(failed);
              }
              basis.vertx().setTimer(AGAIN_MILLIS, timer -> begin(basis));
              return Future.succeededFuture();
            });
  }

  private Future<Void> started(Basis basis) {
    return ledger
        .note(
            serverWriter.device(),
            Hash.of(enrolment, basis.digests()),
            "server-started",
            Json.object().put("enrolment", enrolment).build())
        .mapEmpty();
  }

  private static byte[] random() {
    byte[] bytes = new byte[10];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
