package uk.seenheard.handset.core.outbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.SealingKey;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Judgement;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.feed.Verdict;

/**
 * Every change made on this handset: the one thing that cannot be had again.
 *
 * <p>Contents are appended and never changed; beside each stands its place in the chain and what
 * became of it. Nothing takes a content away but {@link #erase}, which refuses while one change of
 * that incident is not known to be in the server's log.
 */
public final class Outbox {
  private static final String CHAIN = "chain";
  private static final String ORDER = "order";

  /** UTF-8 bytes of content in one push: even with every character escaped below its limit. */
  private static final int BATCH_BYTES = 3 * 1024 * 1024;

  private final Keyring keys;
  private final Account account;
  private final HandsetPorts ports;
  private final ChangeCodec codec;

  /** Of the store that this ring belongs to. */
  public Outbox(Keyring keys, Account account, HandsetPorts ports) {
    this.keys = keys;
    this.account = account;
    this.ports = ports;
    this.codec = new ChangeCodec(ports.json(), ports.digests());
  }

  /**
   * Writes a change down, in the next position of the chain.
   *
   * @throws IllegalArgumentException when it is above a limit of the protocol
   */
  public Change append(WritableRows rows, Draft draft) {
    Change change = codec.write(draft);
    long order = rows.text(Space.META, ORDER).map(Long::parseLong).orElse(0L) + 1;
    rows.put(Space.META, ORDER, Long.toString(order));
    OutboxEntry posted =
        new OutboxEntry(
            order,
            change.hash(),
            change.incident(),
            1,
            0,
            change.hash(),
            change.pass(),
            OutboxEntry.State.QUEUED,
            Optional.empty(),
            false);
    SealingKey key = keys.of(rows, change.incident());
    rows.put(
        Space.OUTBOX_BODY,
        RowNames.order(order),
        key.sealText(change.hash().hex(), change.content()));
    rows.put(Space.OUTBOX_HASH, change.hash().hex(), RowNames.order(order));
    layNext(rows, posted);
    return change;
  }

  private void layNext(WritableRows rows, OutboxEntry posted) {
    ChainHead head = head(rows);
    long seq = head.seq() + 1;
    Hash link = Chain.link(head.link(), seq, posted.hash(), ports.digests());
    put(rows, posted.at(head.epoch(), seq, link));
    rows.put(Space.CHAIN, RowNames.position(head.epoch(), seq), RowNames.order(posted.order()));
    rows.put(Space.META, CHAIN, new ChainHead(head.epoch(), seq, link, head.acknowledged()).text());
  }

  private ChainHead head(Rows rows) {
    return rows.text(Space.META, CHAIN)
        .map(text -> ChainHead.read(ports.json().read(text)))
        .orElseGet(() -> fresh(rows, 1));
  }

  private ChainHead fresh(Rows rows, int epoch) {
    String device =
        account
            .device(rows)
            .orElseThrow(() -> new IllegalStateException("a chain without a device"));
    return new ChainHead(epoch, 0, Chain.start(device, epoch, ports.digests()), 0);
  }

  /** The next run of the chain that the server has not judged, or empty when all is judged. */
  public Optional<Batch> next(Rows rows, int most) {
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
      OutboxEntry posted = at(rows, head.epoch(), seq);
      String content = content(rows, posted);
      bytes += content.getBytes(StandardCharsets.UTF_8).length;
      boolean newPass = !passes.containsKey(posted.pass());
      boolean full = bytes > BATCH_BYTES || (newPass && passes.size() == PushRequest.MAX_PASSES);
      if (full && !changes.isEmpty()) {
        break;
      }
      passes.computeIfAbsent(
          posted.pass(),
          pass ->
              account
                  .passText(rows, pass)
                  .orElseThrow(() -> new IllegalStateException("a shift pass is missing")));
      changes.add(posted);
      contents.add(content);
    }
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    Hash previous =
        from == 1 ? fresh(rows, head.epoch()).link() : at(rows, head.epoch(), from - 1).link();
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

  /**
   * Takes the server's verdicts, one by one and by hash: only what was in the batch, and stands
   * where it stood, is marked. A change that was made meanwhile stays queued.
   *
   * @return how many positions of the chain need not be pushed again
   */
  public int judge(WritableRows rows, Batch batch, PushAnswer answer) {
    Set<Long> judged = new HashSet<>();
    for (Judgement judgement : answer.verdicts()) {
      long place = judgement.seq() - batch.from();
      if (answer.epoch() != batch.epoch()
          || judgement.seq() > answer.acknowledgedThrough()
          || place < 0
          || place >= batch.changes().size()) {
        continue;
      }
      OutboxEntry pushed = batch.changes().get((int) place);
      if (pushed.hash().equals(judgement.hash())) {
        judged.add(judgement.seq());
        mark(rows, byOrder(rows, pushed.order()), judgement);
      }
    }
    ChainHead head = head(rows);
    if (head.epoch() != batch.epoch() || head.acknowledged() != batch.from() - 1) {
      return 0;
    }
    // Only what this answer judged moves the mark: after a restore the server asks again for
    // positions that were judged before, and each of them has to be pushed again.
    long through = head.acknowledged();
    while (judged.contains(through + 1)) {
      through++;
    }
    rows.put(Space.META, CHAIN, head.acknowledgedThrough(through).text());
    return (int) (through - head.acknowledged());
  }

  private static void mark(WritableRows rows, OutboxEntry now, Judgement judgement) {
    if (now.state() != OutboxEntry.State.SEEN) {
      // What a newer server's word means is not known; that it has the change on disk is. It goes
      // on being shown as this handset's own.
      boolean held = judgement.settled() == Verdict.QUARANTINED;
      put(
          rows,
          held
              ? now.in(OutboxEntry.State.QUARANTINED, judgement.reason())
              : now.in(OutboxEntry.State.ACKNOWLEDGED, Optional.empty()));
    }
  }

  /** Notes that a change came back in the feed. */
  public void seen(WritableRows rows, Hash hash, Verdict verdict) {
    find(rows, hash)
        .ifPresent(
            posted -> {
              if (verdict == Verdict.APPLIED) {
                put(rows, posted.in(OutboxEntry.State.SEEN, Optional.empty()));
              } else if (verdict == Verdict.UNKNOWN) {
                if (!posted.isSafe()) {
                  put(rows, posted.in(OutboxEntry.State.ACKNOWLEDGED, Optional.empty()));
                }
              } else if (posted.state() != OutboxEntry.State.SEEN) {
                put(rows, posted.in(OutboxEntry.State.QUARANTINED, posted.reason()));
              }
            });
  }

  /**
   * Goes back to a position that the server asks for.
   *
   * @return whether that can be; not when it lies ahead, or a content from there on was erased
   */
  public boolean resendFrom(WritableRows rows, int epoch, long seq) {
    ChainHead head = head(rows);
    if (epoch != head.epoch() || seq < 1 || seq > head.acknowledged() + 1) {
      return false;
    }
    boolean whole = true;
    for (long at = seq; at <= head.seq(); at++) {
      OutboxEntry posted = at(rows, epoch, at);
      whole &= !posted.erased();
      // The server no longer has it: until it says so again, this handset alone does.
      doubt(rows, posted);
    }
    if (whole) {
      rows.put(Space.META, CHAIN, head.acknowledgedThrough(seq - 1).text());
    }
    return whole;
  }

  private static boolean doubt(WritableRows rows, OutboxEntry posted) {
    if (posted.erased() || !posted.isSafe()) {
      return false;
    }
    put(rows, posted.in(OutboxEntry.State.QUEUED, Optional.empty()));
    return true;
  }

  /**
   * Lays anew, in a new chain, what the server once acknowledged and no longer shows: it was put
   * back to an earlier state. What it has after all, it knows by its hash.
   *
   * @param shows whether the server sent a change since
   * @return how many changes were laid anew
   */
  public int layMissing(WritableRows rows, BiPredicate<String, Hash> shows) {
    List<OutboxEntry> missing = new ArrayList<>();
    each(
        rows,
        posted -> {
          if (!shows.test(posted.incident(), posted.hash())) {
            missing.add(posted);
          }
        });
    int doubted = 0;
    for (OutboxEntry posted : missing) {
      doubted += doubt(rows, posted) ? 1 : 0;
    }
    return doubted == 0 ? 0 : fork(rows, head(rows).epoch());
  }

  /**
   * Begins a new chain with everything that is not known to be in the server's log: another handset
   * with this one's memory has gone on where this one stood.
   *
   * @param epoch the epoch that the server calls forked
   * @return how many changes were laid anew
   */
  public int fork(WritableRows rows, int epoch) {
    int next = Math.max(epoch, head(rows).epoch()) + 1;
    rows.put(Space.META, CHAIN, fresh(rows, next).text());
    List<OutboxEntry> unsafe = new ArrayList<>();
    each(
        rows,
        posted -> {
          if (!posted.isSafe()) {
            unsafe.add(posted);
          }
        });
    unsafe.forEach(posted -> layNext(rows, posted));
    return unsafe.size();
  }

  /** The changes of an incident made on this handset, in the order they were made. */
  public List<OutboxEntry> of(Rows rows, String incident) {
    List<OutboxEntry> found = new ArrayList<>();
    marks(rows, incident).forEach(mark -> found.add(byOrder(rows, mark.order())));
    return found;
  }

  /** A change of this handset that a mark stands for. */
  public OutboxEntry of(Rows rows, OutboxIndexRow mark) {
    return byOrder(rows, mark.order());
  }

  /** The marks of an incident's changes made on this handset, in the order they were made. */
  public List<OutboxIndexRow> marks(Rows rows, String incident) {
    List<OutboxIndexRow> found = new ArrayList<>();
    String prefix = incident + '/';
    String after = "";
    List<Row> page;
    do {
      page = rows.scan(Space.OUTBOX_INCIDENT, prefix, after, Rows.MAX_ROWS);
      for (Row row : page) {
        long order = Long.parseLong(row.key().substring(prefix.length()));
        found.add(OutboxIndexRow.read(order, row.text()));
        after = row.key();
      }
    } while (page.size() == Rows.MAX_ROWS);
    return found;
  }

  /** The change of that hash, when it was made on this handset. */
  public Optional<OutboxEntry> find(Rows rows, Hash hash) {
    return rows.text(Space.OUTBOX_HASH, hash.hex()).map(order -> byName(rows, order));
  }

  /** The content of a change of this handset, exactly as it was hashed. */
  public String content(Rows rows, OutboxEntry posted) {
    byte[] envelope =
        rows.get(Space.OUTBOX_BODY, RowNames.order(posted.order()))
            .orElseThrow(() -> new IllegalStateException("an outbox content is missing"));
    return keys.find(rows, posted.incident())
        .orElseThrow(() -> new IllegalStateException("an incident's key is missing"))
        .openText(posted.hash().hex(), envelope);
  }

  /** Forgets the contents of an incident; positions and hashes stay, so that the chain is whole. */
  public void erase(WritableRows rows, String incident) {
    List<OutboxEntry> changes = of(rows, incident);
    for (OutboxEntry posted : changes) {
      if (!posted.isSafe()) {
        throw new IllegalStateException("an unsent change would be erased");
      }
    }
    for (OutboxEntry posted : changes) {
      rows.delete(Space.OUTBOX_BODY, RowNames.order(posted.order()));
      put(rows, posted.withoutContent());
    }
  }

  /** Whether a change of that incident is not known to be in the server's log. */
  public boolean isUnsent(Rows rows, String incident) {
    return marks(rows, incident).stream()
        .anyMatch(mark -> mark.state() == OutboxEntry.State.QUEUED);
  }

  /** The states of all changes, counted. */
  public OutboxCounts counts(Rows rows) {
    long[] counts = new long[OutboxEntry.State.values().length];
    each(rows, posted -> counts[posted.state().ordinal()]++);
    return new OutboxCounts(counts[0], counts[1], counts[2], counts[3]);
  }

  /** Walks all changes in the order they were made. */
  public void each(Rows rows, Consumer<OutboxEntry> visit) {
    String after = "";
    List<Row> page;
    do {
      page = rows.scan(Space.OUTBOX, "", after, Rows.MAX_ROWS);
      for (Row row : page) {
        visit.accept(OutboxEntry.read(ports.json().read(row.text())));
        after = row.key();
      }
    } while (page.size() == Rows.MAX_ROWS);
  }

  private OutboxEntry at(Rows rows, int epoch, long seq) {
    return rows.text(Space.CHAIN, RowNames.position(epoch, seq))
        .map(order -> byName(rows, order))
        .orElseThrow(() -> new IllegalStateException("a position of the chain is missing"));
  }

  private OutboxEntry byOrder(Rows rows, long order) {
    return byName(rows, RowNames.order(order));
  }

  private OutboxEntry byName(Rows rows, String order) {
    return rows.text(Space.OUTBOX, order)
        .map(text -> OutboxEntry.read(ports.json().read(text)))
        .orElseThrow(() -> new IllegalStateException("an outbox row is missing"));
  }

  private static void put(WritableRows rows, OutboxEntry posted) {
    rows.put(Space.OUTBOX, RowNames.order(posted.order()), posted.text());
    rows.put(
        Space.OUTBOX_INCIDENT,
        posted.incident() + '/' + RowNames.order(posted.order()),
        OutboxIndexRow.text(posted));
  }
}
