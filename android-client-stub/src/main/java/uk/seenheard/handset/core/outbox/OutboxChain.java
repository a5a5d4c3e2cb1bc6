package uk.seenheard.handset.core.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Utf8;
import uk.seenheard.sync.feed.PushRequest;

/** The device's chain over the outbox: where it ends, what is laid next, what is to be pushed. */
final class OutboxChain {
  private static final String CHAIN = "chain";

  /** UTF-8 bytes of content in one push: even with every character escaped below its limit. */
  private static final int BATCH_BYTES = 3 * 1024 * 1024;

  private final Account account;
  private final OutboxRows table;
  private final Digests digests;

  OutboxChain(Account account, OutboxRows table, Digests digests) {
    this.account = account;
    this.table = table;
    this.digests = digests;
  }

  void keep(WritableRows rows, ChainHead head) {
    rows.put(Space.META, CHAIN, head.text());
  }

  void layNext(WritableRows rows, OutboxEntry entry) {
    ChainHead head = head(rows);
    long seq = head.seq() + 1;
    Hash link = Chain.link(head.link(), seq, entry.hash(), digests);
    table.put(rows, entry.at(head.epoch(), seq, link));
    rows.put(Space.CHAIN, RowNames.position(head.epoch(), seq), RowNames.order(entry.order()));
    keep(rows, new ChainHead(head.epoch(), seq, link, head.acknowledged()));
  }

  ChainHead head(Rows rows) {
    return rows.text(Space.META, CHAIN)
        .map(text -> ChainHead.read(table.json().read(text)))
        .orElseGet(() -> fresh(rows, 1));
  }

  ChainHead fresh(Rows rows, int epoch) {
    String device =
        account
            .device(rows)
            .orElseThrow(() -> new IllegalStateException("a chain without a device"));
    return new ChainHead(epoch, 0, Chain.start(device, epoch, digests), 0);
  }

  /** The next run of the chain that the server has not judged, or empty when all is judged. */
  Optional<Batch> next(Rows rows, int most) {
    if (!account.device(rows).isPresent()) {
      return Optional.empty();
    }
    ChainHead head = head(rows);
    long from = head.acknowledged() + 1;
    List<OutboxEntry> changes = new ArrayList<>();
    List<String> contents = new ArrayList<>();
    Map<Hash, String> passes = new LinkedHashMap<>();
    int bytes = 0;
    for (long seq = from; seq <= head.seq() && changes.size() < most; seq++) {
      OutboxEntry entry = table.at(rows, head.epoch(), seq);
      String content = table.content(rows, entry);
      bytes += Utf8.length(content);
      boolean newPass = !passes.containsKey(entry.pass());
      boolean full = bytes > BATCH_BYTES || (newPass && passes.size() == PushRequest.MAX_PASSES);
      if (full && !changes.isEmpty()) {
        break;
      }
      passes.computeIfAbsent(
          entry.pass(),
          pass ->
              account
                  .passText(rows, pass)
                  .orElseThrow(() -> new IllegalStateException("a shift pass is missing")));
      changes.add(entry);
      contents.add(content);
    }
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    Hash previous =
        from == 1
            ? fresh(rows, head.epoch()).link()
            : table.at(rows, head.epoch(), from - 1).link();
    return Optional.of(
        new Batch(
            head.epoch(),
            from,
            previous,
            changes,
            contents,
            new ArrayList<>(passes.values()),
            head.seq() - from + 1 - changes.size()));
  }
}
