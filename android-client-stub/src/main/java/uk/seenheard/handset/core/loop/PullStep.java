package uk.seenheard.handset.core.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.keys.Login;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.handset.core.replica.KnownLog;
import uk.seenheard.handset.core.replica.Replica;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.transport.FrameSink;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.sync.feed.Frame;

/** Pulls page after page; a page is stored whole, with its cursor, or not at all. */
final class PullStep {
  private static final int TRIES = 5;
  private static final int LAG_TRIES = 10;
  private static final long LAG_MILLIS = 10;

  /** Characters of content held in memory before a page must have ended. */
  static final long PAGE_CHARS = 32L * 1024 * 1024;

  /** Lines held in memory before a page must have ended. */
  static final int PAGE_LINES = 20_000;

  private final Store store;
  private final Account account;
  private final Replica replica;
  private final Transport transport;
  private final HandsetPorts ports;
  private final Pause pause;

  PullStep(
      Store store,
      Account account,
      Replica replica,
      Transport transport,
      HandsetPorts ports,
      Pause pause) {
    this.store = store;
    this.account = account;
    this.replica = replica;
    this.transport = transport;
    this.ports = ports;
    this.pause = pause;
  }

  /** The page that is arriving. */
  private final class Page implements FrameSink {
    private final SyncLoop.Run run;
    private final Login login;
    private final List<Frame> frames = new ArrayList<>();
    private Optional<String> asked;
    private long chars;
    private boolean tooLarge;
    private boolean ended;
    private boolean late;
    private boolean more;

    Page(SyncLoop.Run run, Login login, Optional<String> asked) {
      this.run = run;
      this.login = login;
      this.asked = asked;
    }

    /**
     * Stores the page, if its cursor follows the one that is still held, and it is still this
     * login's: while it was on its way somebody else may have signed in.
     */
    private boolean store(Frame.Through through) {
      return store.write(
          rows -> {
            boolean follows =
                replica.cursor(rows).equals(asked)
                    && account.login(rows).filter(login::equals).isPresent();
            if (follows) {
              replica.store(rows, frames, through, vouched(rows, login, frames, through));
            }
            return follows;
          });
    }

    @Override
    public boolean take(Frame frame) {
      if (frame instanceof Frame.Through through) {
        late = !store(through);
        if (late) {
          return false;
        }
        asked = Optional.of(through.cursor());
        run.received += (int) frames.stream().filter(Frame.Change.class::isInstance).count();
        frames.clear();
        chars = 0;
        ended = true;
        more = through.more();
        return true;
      }
      chars += frame instanceof Frame.Change change ? change.content().length() : 100;
      if (frame instanceof Frame.Unknown unknown) {
        // Nothing of it is kept but that it was there.
        frames.add(
            new Frame.Unknown(unknown.type().substring(0, Math.min(100, unknown.type().length()))));
      } else {
        frames.add(frame);
      }
      tooLarge = chars > PAGE_CHARS || frames.size() > PAGE_LINES;
      return !tooLarge;
    }
  }

  /** Whether the server signed the evictions of this page, for this person and this cursor. */
  private boolean vouched(Rows rows, Login login, List<Frame> frames, Frame.Through through) {
    List<String> evicted = new ArrayList<>();
    for (Frame frame : frames) {
      if (frame instanceof Frame.Evict evict) {
        evicted.add(evict.incident());
      }
    }
    Optional<String> key = account.serverKey(rows);
    if (evicted.isEmpty() || !key.isPresent() || !through.evicts().isPresent()) {
      return false;
    }
    String text =
        Frame.Evict.text(
            account.force(rows).orElse(""),
            login.person(),
            through.cursor(),
            evicted,
            ports.digests());
    return ports.crypto().verifier().signed(key.get(), text, through.evicts().get());
  }

  /** Pulls until the server has nothing more; answers with what stopped it, or empty. */
  Optional<Outcome> toTheEnd(SyncLoop.Run run) {
    Backoff backoff = new Backoff(ports.chance(), TRIES);
    Backoff lag = new Backoff(ports.chance(), LAG_TRIES, LAG_MILLIS);
    boolean startedOver = false;
    if (store.write(replica::fetchWhatWasSkipped)) {
      run.note("This version of the handset can read more; everything is fetched anew.");
    }
    while (true) {
      Optional<Login> login = store.read(account::login);
      if (!login.isPresent()) {
        run.note("Everything is sent. Sign in to receive.");
        return Optional.of(Outcome.SIGN_IN_TO_RECEIVE);
      }
      Optional<String> cursor = store.read(replica::cursor);
      Page page = new Page(run, login.get(), cursor);
      Reply<Integer> reply =
          transport.pull(login.get().token(), cursor, store.read(KnownLog::told), page);
      if (reply instanceof Reply.Refused<Integer> refused) {
        Refusal refusal = refused.refusal();
        if (refusal.status() == 400 && refusal.problem().equals("cursor-refused") && !startedOver) {
          startedOver = true;
          store.change(rows -> replica.dropFor(rows, run.acknowledged));
          run.note("The server has to send everything again.");
          continue;
        }
        Optional<Outcome> stopped = stopped(run, refusal);
        if (stopped.isPresent()) {
          return stopped;
        }
      } else if (reply instanceof Reply.Answered<Integer>) {
        if (page.tooLarge) {
          run.note("The server sent more in one piece than this handset takes. Tell support.");
          return Optional.of(Outcome.FAULT);
        }
        if (page.ended && page.frames.isEmpty() && !page.late) {
          backoff.succeeded();
          boolean moved = !store.read(replica::cursor).equals(cursor);
          if (page.more && moved) {
            continue;
          }
          if (!page.more && store.read(replica::isWhole)) {
            return Optional.empty();
          }
          Optional<Outcome> stopped = catchingUp(run, lag);
          if (stopped.isPresent()) {
            return stopped;
          }
          continue;
        }
        // A stream that ends without its last line was cut off, however tidily it was closed.
      }
      if (page.ended) {
        // Pages that came before it broke off are here.
        backoff.succeeded();
      }
      Optional<Long> wait = backoff.afterFailure(retryAfter(reply));
      if (!wait.isPresent() || !pause.millis(wait.get())) {
        run.note("What the server has for this handset could not be fetched; it will be later.");
        return Optional.of(
            reply instanceof Reply.Refused<Integer> ? Outcome.BUSY : Outcome.NO_SIGNAL);
      }
    }
  }

  /**
   * Waits for a server that has acknowledged more than it shows yet, or whose log moved on while it
   * answered, so that it could not say what this handset holds.
   */
  private Optional<Outcome> catchingUp(SyncLoop.Run run, Backoff lag) {
    Optional<Long> wait = lag.afterFailure(Optional.empty());
    if (wait.isPresent() && pause.millis(wait.get())) {
      return Optional.empty();
    }
    run.note("Everything is sent; the server has not shown all that it has yet.");
    return Optional.of(Outcome.BUSY);
  }

  private static Optional<Long> retryAfter(Reply<Integer> reply) {
    return reply instanceof Reply.Refused<Integer> refused
        ? refused.refusal().retryAfterSeconds()
        : Optional.empty();
  }

  private Optional<Outcome> stopped(SyncLoop.Run run, Refusal refusal) {
    if (refusal.isForLater()) {
      return Optional.empty();
    }
    if (refusal.isRevoked()) {
      store.change(
          rows -> {
            account.revoked(rows);
            replica.handOver(rows);
          });
      run.note(
          "Everything is sent. This account was withdrawn and the handset is locked: speak to your"
              + " inspector.");
      return Optional.of(Outcome.SIGN_IN_TO_RECEIVE);
    }
    if (refusal.status() == 401 || refusal.status() == 403) {
      run.note("Everything is sent. The login has ended: sign in to receive.");
      return Optional.of(Outcome.SIGN_IN_TO_RECEIVE);
    }
    run.note("The server did not understand what this handset asked. Tell support.");
    return Optional.of(Outcome.FAULT);
  }
}
