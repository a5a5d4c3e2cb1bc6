package uk.seenheard.handset.core.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.handset.core.order.OrderBook;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.outbox.OutboxEntry;
import uk.seenheard.handset.core.replica.KnownLog;
import uk.seenheard.handset.core.replica.Repair;
import uk.seenheard.handset.core.replica.Replica;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.handset.core.transport.Transport;

/**
 * Brings the outbox to the server and the feed to the replica.
 *
 * <ol>
 *   <li>Push until nothing is queued. This needs no login: it is the device that vouches.
 *   <li>Ask for orders, where no push has done so; a lock by order ends the run here, a wipe that
 *       nothing stands in the way of is left to whoever runs this.
 *   <li>Before a wipe by order: where the server's log is another, lay all anew that is kept here.
 *   <li>Carry out evicts whose unsent changes are safe by now.
 *   <li>Pull until the server has nothing more; who may not, because the account was withdrawn, and
 *       has met another log, lays all anew that is kept here.
 *   <li>Where the server counts its log anew, lay anew what it no longer shows.
 *   <li>Push what was made meanwhile.
 *   <li>Compare digests; when they differ, fetch again the incidents that differ; when they still
 *       do, fetch everything anew, once.
 * </ol>
 *
 * <p>No answer of the server takes anything out of the outbox. One run at a time; a store is opened
 * by one process at a time, so there is one loop for each store.
 */
public final class SyncLoop {
  private static final int ROUNDS = 3;

  private final Store store;
  private final Outbox outbox;
  private final Replica replica;
  private final AskStep asks;
  private final PushStep push;
  private final PullStep pull;
  private final OrderBook orders;
  private final Account account;
  private final RepairStep repair;
  private boolean recounted;

  /** Of the handset that these parts belong to. */
  public SyncLoop(Memory memory, Transport transport, HandsetPorts ports, Pause pause) {
    this.store = memory.store();
    this.outbox = memory.outbox();
    this.replica = memory.replica();
    this.orders = memory.orders();
    this.account = memory.account();
    this.asks = new AskStep(memory, transport, ports);
    this.push = new PushStep(memory, transport, asks, ports, pause);
    this.pull = new PullStep(store, account, replica, transport, ports, pause);
    this.repair =
        new RepairStep(store, account, new Repair(replica, ports), transport, ports, pause);
  }

  /** Runs once, to an end or to a refusal. */
  public synchronized SyncReport run() {
    noteTime();
    Run run = new Run();
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Outcome> stopped = push.drain(run);
      if (!stopped.equals(Optional.of(Outcome.NO_SIGNAL))) {
        asks.ask(run);
      }
      if (!stopped.isPresent() && store.read(rows -> orders.toBeWiped(rows).isPresent())) {
        // It pulls no more, and cannot see what the log lacks: the server knows by each hash.
        layMissing(run, false);
        stopped = push.drain(run);
      }
      if (store.read(orders::isWipeDue)) {
        return run.ended(Outcome.WIPED);
      }
      if (stopped.isPresent()) {
        return run.ended(stopped.get());
      }
      forget(run);
      if (store.read(account::isLockedByOrder)) {
        return run.ended(Outcome.LOCKED);
      }
      if (!recounted) {
        // What was stored when this handset was last open may have been damaged since; what comes
        // now has just been read. After the push: unsent words do not wait for it.
        repair.recount();
        recounted = true;
      }
      stopped = pull.toTheEnd(run);
      forget(run);
      if (stopped.isPresent()) {
        if (store.read(account::isRevoked) && layMissing(run, false)) {
          // It pulls no more, and perhaps nobody signs in while its words are kept.
          push.drain(run);
        }
        return run.ended(stopped.get());
      }
      layMissing(run, true);
      if (!store.read(rows -> outbox.next(rows, 1)).isPresent()) {
        break;
      }
    }
    Outcome outcome = compare(run);
    if (outcome == Outcome.SYNCED) {
      sayWhatIsOnlyAsked(run);
    }
    return run.ended(outcome);
  }

  /** A device without room cannot note how late it is, and still sends what it has. */
  private void noteTime() {
    try {
      store.change(account::noteTime);
    } catch (StoreFault fault) {
      if (fault.kind() != StoreFault.Kind.FULL) {
        throw fault;
      }
    }
  }

  /**
   * The server has these words and shows nothing of their incidents: saying that one is there has
   * only asked, and its officer must not take silence for an answer.
   */
  private void sayWhatIsOnlyAsked(Run run) {
    Set<String> asked = new TreeSet<>();
    store.read(
        rows -> {
          outbox.each(
              rows,
              entry -> {
                if (entry.state() == OutboxEntry.State.ACKNOWLEDGED
                    && !entry.erased()
                    && !replica.isLeaving(rows, entry.incident())
                    && !replica.holds(rows, entry.incident(), entry.hash())) {
                  asked.add(entry.incident());
                }
              });
          return asked;
        });
    if (!asked.isEmpty()) {
      run.note(
          asked.size()
              + " incident(s) that you wrote in are not shown to you: you have asked to be on them,"
              + " and a supervisor has to let you in. Your words are with the server.");
    }
  }

  /** Says the last words of a handset that was wiped, if the server may not have them yet. */
  public synchronized void lastWords() {
    asks.lastWords();
  }

  private Outcome compare(Run run) {
    if (store.read(replica::agrees)) {
      return Outcome.SYNCED;
    }
    RepairStep.Result mended = repair.mend(run);
    if (mended == RepairStep.Result.LATER) {
      run.note("This handset and the server do not hold the same yet; it is put right later.");
      return Outcome.BUSY;
    }
    Optional<Outcome> stopped = Optional.empty();
    if (mended != RepairStep.Result.REBUILD) {
      stopped = pullAgain(run);
      if (stopped.isPresent()) {
        return stopped.get();
      }
      if (store.read(replica::agrees)) {
        return Outcome.SYNCED;
      }
    }
    run.note(
        "This handset and the server did not hold the same; everything received was fetched anew.");
    store.change(replica::drop);
    stopped = pullAgain(run);
    if (stopped.isPresent()) {
      return stopped.get();
    }
    return store.read(replica::agrees) ? Outcome.SYNCED : Outcome.DIFFERENT;
  }

  /** Pulls, and where that meets another log, lays anew what it lacks, pushes it and pulls on. */
  private Optional<Outcome> pullAgain(Run run) {
    forget(run);
    Optional<Outcome> stopped = pull.toTheEnd(run);
    forget(run);
    if (!stopped.isPresent() && layMissing(run, true)) {
      stopped = push.drain(run);
      if (!stopped.isPresent()) {
        stopped = pull.toTheEnd(run);
        forget(run);
      }
    }
    return stopped;
  }

  /**
   * A server that counts its log anew may have lost the end of the old one: what this handset keeps
   * is laid anew, what it had to forget is named.
   *
   * @param pulled whether the server has shown since what it has
   * @return whether something was laid
   */
  private boolean layMissing(Run run, boolean pulled) {
    if (!store.read(KnownLog::isLayDue)) {
      return false;
    }
    int laid =
        store.write(
            rows -> {
              replica.laid(rows, !pulled);
              orders.nameForgotten(rows);
              return outbox.layMissing(
                  rows, (incident, hash) -> pulled && replica.holds(rows, incident, hash));
            });
    if (laid > 0) {
      run.note("The server no longer shows some of this handset's work; it is sent again.");
    }
    asks.ask(run);
    return laid > 0;
  }

  private void forget(Run run) {
    List<String> forgotten = store.write(replica::carryOutEvicts);
    run.forgotten += forgotten.size();
    if (store.read(replica::isScrubDue)) {
      store.scrub();
      store.change(replica::scrubbed);
    }
  }

  /** The counts and notes of one run. */
  static final class Run {
    int pushed;
    long acknowledged;
    int received;
    int forgotten;
    boolean heard;
    private final List<String> notes = new ArrayList<>();

    void note(String text) {
      if (!notes.contains(text)) {
        notes.add(text);
      }
    }

    SyncReport ended(Outcome outcome) {
      return new SyncReport(outcome, pushed, received, forgotten, notes);
    }
  }
}
