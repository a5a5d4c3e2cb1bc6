package uk.seenheard.handset.core.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.SealingKey;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Judgement;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.Verdict;

/**
 * Every change made on this handset: the one thing that cannot be had again.
 *
 * <p>Contents are appended and never changed; beside each stands its place in the chain and what
 * became of it. Nothing takes a content away but {@link #erase}, which refuses while one change of
 * that incident is not known to be in the server's log.
 */
public final class Outbox {
  private static final String ORDER = "order";

  private final Keyring keys;
  private final ChangeCodec codec;
  private final OutboxRows table;
  private final OutboxChain chain;

  /** Of the store that this ring belongs to. */
  public Outbox(Keyring keys, Account account, HandsetPorts ports) {
    this.keys = keys;
    this.codec = new ChangeCodec(ports.json(), ports.digests());
    this.table = new OutboxRows(keys, ports.json());
    this.chain = new OutboxChain(account, table, ports.digests());
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
    OutboxEntry entry =
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
    chain.layNext(rows, entry);
    return change;
  }

  /** The next run of the chain that the server has not judged, or empty when all is judged. */
  public Optional<Batch> next(Rows rows, int most) {
    return chain.next(rows, most);
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
        mark(rows, table.byOrder(rows, pushed.order()), judgement);
      }
    }
    ChainHead head = chain.head(rows);
    if (head.epoch() != batch.epoch() || head.acknowledged() != batch.from() - 1) {
      return 0;
    }
    // Only what this answer judged moves the mark: after a restore the server asks again for
    // positions that were judged before, and each of them has to be pushed again.
    long through = head.acknowledged();
    while (judged.contains(through + 1)) {
      through++;
    }
    chain.keep(rows, head.acknowledgedThrough(through));
    return (int) (through - head.acknowledged());
  }

  private void mark(WritableRows rows, OutboxEntry now, Judgement judgement) {
    if (now.state() != OutboxEntry.State.SEEN) {
      // What a newer server's word means is not known; that it has the change on disk is. It goes
      // on being shown as this handset's own.
      boolean held = judgement.settled() == Verdict.QUARANTINED;
      table.put(
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
            entry -> {
              if (verdict == Verdict.APPLIED) {
                table.put(rows, entry.in(OutboxEntry.State.SEEN, Optional.empty()));
              } else if (verdict == Verdict.UNKNOWN) {
                if (!entry.isSafe()) {
                  table.put(rows, entry.in(OutboxEntry.State.ACKNOWLEDGED, Optional.empty()));
                }
              } else if (entry.state() != OutboxEntry.State.SEEN) {
                table.put(rows, entry.in(OutboxEntry.State.QUARANTINED, entry.reason()));
              }
            });
  }

  /**
   * Goes back to a position that the server asks for.
   *
   * @return whether that can be; not when it lies ahead, or a content from there on was erased
   */
  public boolean resendFrom(WritableRows rows, int epoch, long seq) {
    ChainHead head = chain.head(rows);
    if (epoch != head.epoch() || seq < 1 || seq > head.acknowledged() + 1) {
      return false;
    }
    boolean whole = true;
    for (long at = seq; at <= head.seq(); at++) {
      OutboxEntry entry = table.at(rows, epoch, at);
      whole &= !entry.erased();
      // The server no longer has it: until it says so again, this handset alone does.
      doubt(rows, entry);
    }
    if (whole) {
      chain.keep(rows, head.acknowledgedThrough(seq - 1));
    }
    return whole;
  }

  /** How far the server has acknowledged this handset's present chain. */
  public long acknowledged(Rows rows) {
    return chain.head(rows).acknowledged();
  }

  private boolean doubt(WritableRows rows, OutboxEntry entry) {
    if (entry.erased() || !entry.isSafe()) {
      return false;
    }
    table.put(rows, entry.in(OutboxEntry.State.QUEUED, Optional.empty()));
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
        entry -> {
          if (!shows.test(entry.incident(), entry.hash())) {
            missing.add(entry);
          }
        });
    int doubted = 0;
    for (OutboxEntry entry : missing) {
      doubted += doubt(rows, entry) ? 1 : 0;
    }
    return doubted == 0 ? 0 : fork(rows, chain.head(rows).epoch());
  }

  /**
   * Begins a new chain with everything that is not known to be in the server's log: another handset
   * with this one's memory has gone on where this one stood.
   *
   * @param epoch the epoch that the server calls forked
   * @return how many changes were laid anew
   */
  public int fork(WritableRows rows, int epoch) {
    int next = Math.max(epoch, chain.head(rows).epoch()) + 1;
    chain.keep(rows, chain.fresh(rows, next));
    List<OutboxEntry> unsafe = new ArrayList<>();
    each(
        rows,
        entry -> {
          if (!entry.isSafe()) {
            unsafe.add(entry);
          }
        });
    unsafe.forEach(entry -> chain.layNext(rows, entry));
    return unsafe.size();
  }

  /** The content of a change of this handset, exactly as it was hashed. */
  public String content(Rows rows, OutboxEntry entry) {
    return table.content(rows, entry);
  }

  /** Forgets the contents of an incident; positions and hashes stay, so that the chain is whole. */
  public void erase(WritableRows rows, String incident) {
    List<OutboxEntry> changes = of(rows, incident);
    for (OutboxEntry entry : changes) {
      if (!entry.isSafe()) {
        throw new IllegalStateException("an unsent change would be erased");
      }
    }
    for (OutboxEntry entry : changes) {
      rows.delete(Space.OUTBOX_BODY, RowNames.order(entry.order()));
      table.put(rows, entry.withoutContent());
    }
    Drafts.erase(rows, incident);
  }

  /** Changes whose contents were forgotten, in the order they were made, after one of them. */
  public List<OutboxEntry> forgotten(Rows rows, long afterOrder, int most) {
    return table.forgotten(rows, afterOrder, most);
  }

  /** Whether a change of that incident is not known to be in the server's log. */
  public boolean isUnsent(Rows rows, String incident) {
    return index(rows, incident).stream().anyMatch(row -> row.state() == OutboxEntry.State.QUEUED);
  }

  /** The changes of an incident made on this handset, in the order they were made. */
  public List<OutboxEntry> of(Rows rows, String incident) {
    return table.of(rows, incident);
  }

  /** A change of this handset that a row of the index stands for. */
  public OutboxEntry of(Rows rows, OutboxIndexRow row) {
    return table.of(rows, row);
  }

  /** The index of an incident's changes made on this handset, in the order they were made. */
  public List<OutboxIndexRow> index(Rows rows, String incident) {
    return table.index(rows, incident);
  }

  /** One row of that index by its key, or empty when it is not there. */
  public Optional<OutboxIndexRow> index(Rows rows, String incident, String key) {
    return table.index(rows, incident, key);
  }

  /** The change of that hash, when it was made on this handset. */
  public Optional<OutboxEntry> find(Rows rows, Hash hash) {
    return table.find(rows, hash);
  }

  /** The states of all changes, counted. */
  public OutboxCounts counts(Rows rows) {
    return table.counts(rows);
  }

  /** How many changes this handset still has the content of. */
  public long kept(Rows rows) {
    long[] kept = new long[1];
    table.each(rows, entry -> kept[0] += entry.erased() ? 0 : 1);
    return kept[0];
  }

  /** Walks all changes in the order they were made. */
  public void each(Rows rows, Consumer<OutboxEntry> visit) {
    table.each(rows, visit);
  }
}
