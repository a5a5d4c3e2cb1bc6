package uk.seenheard.handset.core.outbox;

import java.util.Locale;
import java.util.Optional;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/**
 * A change of this handset: where it stands in the chain, and what became of it.
 *
 * @param order the order in which the changes were made on this handset, from 1
 * @param link chain hash at its position
 * @param pass the shift pass that it names
 * @param reason why it is in quarantine, in the server's words
 * @param erased whether its content was forgotten after an evict
 */
public record OutboxEntry(
    long order,
    Hash hash,
    String incident,
    int epoch,
    long seq,
    Hash link,
    Hash pass,
    State state,
    Optional<String> reason,
    boolean erased) {

  /** What became of a change, as far as the handset knows. */
  public enum State {
    /** Nobody but this handset is known to have it. */
    QUEUED,
    /** The server has it on disk. */
    ACKNOWLEDGED,
    /** The server has it on disk, in quarantine. */
    QUARANTINED,
    /** It came back in the feed: it takes part in everybody's record. */
    SEEN
  }

  OutboxEntry in(State next, Optional<String> why) {
    return new OutboxEntry(order, hash, incident, epoch, seq, link, pass, next, why, erased);
  }

  OutboxEntry at(int newEpoch, long newSeq, Hash newLink) {
    return new OutboxEntry(
        order, hash, incident, newEpoch, newSeq, newLink, pass, state, reason, erased);
  }

  OutboxEntry withoutContent() {
    return new OutboxEntry(order, hash, incident, epoch, seq, link, pass, state, reason, true);
  }

  /** Whether the log is known to hold it, applied or in quarantine. */
  public boolean isSafe() {
    return state != State.QUEUED;
  }

  String text() {
    return Json.object()
        .put("order", order)
        .put("hash", hash.hex())
        .put("incident", incident)
        .put("epoch", epoch)
        .put("seq", seq)
        .put("link", link.hex())
        .put("pass", pass.hex())
        .put("state", state.name().toLowerCase(Locale.ROOT))
        .put("reason", reason)
        .put("erased", erased)
        .build()
        .canonical();
  }

  static OutboxEntry read(Json value) {
    if (!(value instanceof Json.Obj in)) {
      throw new IllegalStateException("an outbox row is no object");
    }
    return new OutboxEntry(
        in.whole("order").orElse(0L),
        new Hash(in.text("hash").orElse("")),
        in.text("incident").orElse(""),
        in.whole("epoch").orElse(1L).intValue(),
        in.whole("seq").orElse(0L),
        new Hash(in.text("link").orElse("")),
        new Hash(in.text("pass").orElse("")),
        State.valueOf(in.text("state").orElse("queued").toUpperCase(Locale.ROOT)),
        in.text("reason"),
        in.isTrue("erased"));
  }
}
