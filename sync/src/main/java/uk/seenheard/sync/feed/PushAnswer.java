package uk.seenheard.sync.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/**
 * The server's answer to a push that it took: everything up to a position is safe.
 *
 * @param epoch the epoch that the positions count in
 * @param acknowledgedThrough every change up to this position is on disk at the server
 * @param n the last commit of the log that holds one of them
 * @param at the server's clock at receipt, milliseconds since 1970
 * @param verdicts one for each change of the push, in order
 * @param feed names the log's life: a restore from a backup begins another, in which nothing that
 *     was acknowledged before is known to be held
 * @param commit hash of commit {@code n}: another one at that position is another life of the log
 * @param orders what the handset is told to do
 */
public record PushAnswer(
    int epoch,
    long acknowledgedThrough,
    long n,
    long at,
    List<Judgement> verdicts,
    Optional<String> feed,
    Optional<Hash> commit,
    List<DeviceOrder> orders) {
  /** Copies the lists. */
  public PushAnswer {
    verdicts = List.copyOf(verdicts);
    orders = List.copyOf(orders);
  }

  /** An answer without orders that names its commit. */
  public PushAnswer(
      int epoch,
      long acknowledgedThrough,
      long n,
      long at,
      List<Judgement> verdicts,
      Optional<String> feed,
      Optional<Hash> commit) {
    this(epoch, acknowledgedThrough, n, at, verdicts, feed, commit, List.of());
  }

  /** An answer without orders. */
  public PushAnswer(
      int epoch,
      long acknowledgedThrough,
      long n,
      long at,
      List<Judgement> verdicts,
      Optional<String> feed) {
    this(epoch, acknowledgedThrough, n, at, verdicts, feed, Optional.empty(), List.of());
  }

  /** An answer that does not name the log's life. */
  public PushAnswer(
      int epoch, long acknowledgedThrough, long n, long at, List<Judgement> verdicts) {
    this(epoch, acknowledgedThrough, n, at, verdicts, Optional.empty());
  }

  /** The same answer, and orders with it. */
  public PushAnswer with(List<DeviceOrder> given) {
    return new PushAnswer(epoch, acknowledgedThrough, n, at, verdicts, feed, commit, given);
  }

  /** The message. */
  public Json.Obj json() {
    List<Json> judged = new ArrayList<>();
    for (Judgement verdict : verdicts) {
      judged.add(verdict.json());
    }
    Json.Builder answer =
        Json.object()
            .put("epoch", epoch)
            .put("acknowledgedThrough", acknowledgedThrough)
            .put("n", n)
            .put("at", at)
            .put("verdicts", Json.list(judged))
            .put("feed", feed)
            .put("commit", commit.map(Hash::hex));
    return orders.isEmpty() ? answer.build() : answer.put("orders", AskAnswer.list(orders)).build();
  }

  /** Reads a message; members it does not know are left aside. */
  public static PushAnswer read(Json value) {
    WireReader in = new WireReader(value);
    List<Judgement> verdicts = new ArrayList<>();
    for (WireReader verdict : in.objects("verdicts")) {
      verdicts.add(Judgement.read(verdict));
    }
    return new PushAnswer(
        (int) in.whole("epoch", 1, PushRequest.MAX_EPOCH),
        in.whole("acknowledgedThrough", 0, Long.MAX_VALUE),
        in.whole("n", 0, Long.MAX_VALUE),
        in.whole("at", Long.MIN_VALUE, Long.MAX_VALUE),
        verdicts,
        in.optionalText("feed", 64),
        in.optionalHash("commit"),
        AskAnswer.orders(value));
  }
}
