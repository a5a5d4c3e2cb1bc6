package uk.seenheard.handset.core.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.keys.Login;
import uk.seenheard.handset.core.replica.Repair;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.transport.FrameSink;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.IncidentDigests;

/**
 * Fetches again the incidents in which the replica differs from what the server says, and lets go
 * of those that it should not hold. Where that cannot be done, or too many differ, it leaves it to
 * a rebuild.
 */
final class RepairStep {
  private static final int TRIES = 5;

  /** Beyond this many, everything is fetched in fewer requests than one by one. */
  static final int MOST = 200;

  private final Store store;
  private final Account account;
  private final Repair repair;
  private final Transport transport;
  private final HandsetPorts ports;
  private final Pause pause;

  RepairStep(
      Store store,
      Account account,
      Repair repair,
      Transport transport,
      HandsetPorts ports,
      Pause pause) {
    this.store = store;
    this.account = account;
    this.repair = repair;
    this.transport = transport;
    this.ports = ports;
    this.pause = pause;
  }

  /** How a repair ended. */
  enum Result {
    /** What differed was fetched again. */
    MENDED,
    /** It is not to be had incident by incident: everything has to be fetched. */
    REBUILD,
    /** The server could not be reached, or asks to come back later. */
    LATER,
    /**
     * The server's log is another than the one that this replica came from: the pull sees to it.
     */
    ANOTHER_LOG
  }

  /** Counts anew what is held, a small transaction for each incident. */
  void recount() {
    Optional<String> at = Optional.of("");
    while (at.isPresent()) {
      String after = at.get();
      at = store.write(rows -> repair.recount(rows, after));
    }
  }

  /** Repairs. */
  Result mend(SyncLoop.Run run) {
    Optional<Login> login = store.read(account::login);
    if (!login.isPresent()) {
      return Result.LATER;
    }
    List<String> differing = new ArrayList<>();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      String from = after.get();
      Optional<String> stands = store.read(repair::cursor);
      Reply<IncidentDigests> reply =
          patiently(() -> transport.digests(login.get().token(), stands, from));
      if (!(reply instanceof Reply.Answered<IncidentDigests> answered)) {
        return unanswered(reply);
      }
      IncidentDigests page = answered.value();
      differing.addAll(
          store.write(
              rows -> {
                repair.compared(rows, page);
                return repair.compare(rows, from, page);
              }));
      boolean onward = page.next().filter(next -> next.compareTo(from) > 0).isPresent();
      if (differing.size() > MOST || page.next().isPresent() && !onward) {
        return Result.REBUILD;
      }
      after = page.next();
    }
    for (String incident : differing) {
      Result result = fetch(run, login.get(), incident);
      if (result != Result.MENDED) {
        return result;
      }
    }
    if (!differing.isEmpty()) {
      run.note(
          "This handset and the server did not hold the same in "
              + differing.size()
              + " incident(s); only those were fetched again.");
    }
    return Result.MENDED;
  }

  private Result fetch(SyncLoop.Run run, Login login, String incident) {
    Optional<String> after = Optional.empty();
    boolean more = true;
    while (more) {
      Optional<String> from = after;
      IncidentPage[] page = new IncidentPage[1];
      Reply<Integer> reply =
          patiently(
              () -> {
                page[0] = new IncidentPage();
                Optional<String> stands = store.read(repair::cursor);
                Reply<Integer> read =
                    transport.incident(login.token(), stands, incident, from, page[0]);
                boolean cutOff =
                    read instanceof Reply.Answered<Integer> && !page[0].through.isPresent();
                return cutOff && !page[0].tooLarge
                    ? new Reply.Unreachable<>("the answer was cut off")
                    : read;
              });
      if (reply instanceof Reply.Refused<Integer> refused && refused.refusal().status() == 404) {
        store.change(rows -> repair.gone(rows, incident));
        return Result.MENDED;
      }
      if (!(reply instanceof Reply.Answered<Integer>)) {
        return unanswered(reply);
      }
      if (page[0].tooLarge) {
        return Result.REBUILD;
      }
      Frame.Through through = page[0].through.get();
      boolean stored =
          store.write(
              rows -> {
                boolean still = account.login(rows).filter(login::equals).isPresent();
                if (still) {
                  repair.store(rows, incident, !from.isPresent(), page[0].frames);
                }
                return still;
              });
      if (!stored) {
        return Result.LATER;
      }
      run.received += (int) page[0].frames.stream().filter(Frame.Change.class::isInstance).count();
      more = through.more() && !from.equals(Optional.of(through.cursor()));
      after = Optional.of(through.cursor());
    }
    store.change(rows -> repair.fetched(rows, incident));
    return Result.MENDED;
  }

  /** A page of one incident as it arrives. */
  private static final class IncidentPage implements FrameSink {
    private final List<Frame> frames = new ArrayList<>();
    private Optional<Frame.Through> through = Optional.empty();
    private long chars;
    private boolean tooLarge;

    @Override
    public boolean take(Frame frame) {
      if (frame instanceof Frame.Through end) {
        through = Optional.of(end);
        return false;
      }
      chars += frame instanceof Frame.Change change ? change.content().length() : 100;
      frames.add(frame);
      tooLarge = chars > PullStep.PAGE_CHARS || frames.size() > PullStep.PAGE_LINES;
      return !tooLarge;
    }
  }

  /** Asks the server, and waits for it. */
  @FunctionalInterface
  private interface Asking<T> {
    Reply<T> asked();
  }

  private <T> Reply<T> patiently(Asking<T> asking) {
    Backoff backoff = new Backoff(ports.chance(), TRIES);
    while (true) {
      Reply<T> reply = asking.asked();
      Optional<Long> asked = Optional.empty();
      if (reply instanceof Reply.Answered<T>) {
        return reply;
      }
      if (reply instanceof Reply.Refused<T> refused) {
        if (!refused.refusal().isForLater()) {
          return reply;
        }
        asked = refused.refusal().retryAfterSeconds();
      }
      Optional<Long> wait = backoff.afterFailure(asked);
      if (!wait.isPresent() || !pause.millis(wait.get())) {
        return reply;
      }
    }
  }

  /** A server that has no such request is asked for everything; one that is away, later. */
  private static <T> Result unanswered(Reply<T> reply) {
    if (!(reply instanceof Reply.Refused<T> answer) || answer.refusal().isForLater()) {
      return Result.LATER;
    }
    return answer.refusal().problem().equals("cursor-refused")
        ? Result.ANOTHER_LOG
        : Result.REBUILD;
  }
}
