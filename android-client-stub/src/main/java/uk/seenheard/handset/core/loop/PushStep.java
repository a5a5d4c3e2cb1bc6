package uk.seenheard.handset.core.loop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.handset.core.outbox.Batch;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.replica.KnownLog;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;

/** Pushes the outbox, batch by batch, and does what the protocol says about each refusal. */
final class PushStep {
  private static final int TRIES = 5;

  /** How often a run goes back, forks or halves before it stops and tells. */
  private static final int TURNS = 24;

  private final Store store;
  private final Keyring keys;
  private final Account account;
  private final Outbox outbox;
  private final Transport transport;
  private final AskStep asks;
  private final HandsetPorts ports;
  private final Pause pause;

  /** Names of the enrolments and passes that the server has seen: it is sent no more than them. */
  private final Set<String> seen = new HashSet<>();

  PushStep(Memory memory, Transport transport, AskStep asks, HandsetPorts ports, Pause pause) {
    this.store = memory.store();
    this.keys = memory.keys();
    this.account = memory.account();
    this.outbox = memory.outbox();
    this.transport = transport;
    this.asks = asks;
    this.ports = ports;
    this.pause = pause;
  }

  /** What the loop carries from one batch to the next. */
  private static final class Progress {
    private final Backoff backoff;
    private int size = PushRequest.MAX_CHANGES;
    private int turns;

    Progress(Backoff backoff) {
      this.backoff = backoff;
    }
  }

  /** Pushes until nothing is queued; answers with what stopped it, or empty. */
  Optional<Outcome> drain(SyncLoop.Run run) {
    Progress progress = new Progress(new Backoff(ports.chance(), TRIES));
    while (true) {
      Optional<Batch> batch = store.read(rows -> outbox.next(rows, progress.size));
      if (!batch.isPresent()) {
        return Optional.empty();
      }
      Optional<PushRequest> request = request(batch.get());
      if (!request.isPresent()) {
        run.note("The server has to get to know this device again: sign in. Nothing is lost.");
        return Optional.of(Outcome.SIGN_IN_TO_ENROL);
      }
      Optional<Outcome> stopped =
          transport
              .push(request.get())
              .fold(
                  answer -> {
                    seen(request.get().enrolment());
                    request.get().passes().forEach(this::seen);
                    return judged(run, progress, batch.get(), answer);
                  },
                  refusal -> refused(run, progress, refusal),
                  lost ->
                      later(run, progress, Optional.empty(), Outcome.NO_SIGNAL, "No signal; what"));
      if (stopped.isPresent()) {
        return stopped;
      }
    }
  }

  private Optional<PushRequest> request(Batch batch) {
    return store.read(
        rows -> {
          Optional<String> enrolment = account.enrolment(rows);
          Optional<String> force = account.force(rows);
          Optional<String> device = account.device(rows);
          if (!enrolment.isPresent() || !force.isPresent() || !device.isPresent()) {
            return Optional.empty();
          }
          String head =
              Chain.headText(force.get(), device.get(), batch.epoch(), batch.to(), batch.head());
          return Optional.of(
              new PushRequest(
                  PushRequest.PROTOCOL,
                  shown(enrolment.get()),
                  batch.epoch(),
                  batch.from(),
                  batch.previous(),
                  batch.contents(),
                  keys.device().sign(head),
                  shown(batch.passes()),
                  batch.left(),
                  ports.clock().now()));
        });
  }

  private String shown(String token) {
    String name = PushRequest.name(token, ports.digests());
    return seen.contains(name) ? name : token;
  }

  private List<String> shown(List<String> tokens) {
    List<String> shown = new ArrayList<>(tokens.size());
    tokens.forEach(token -> shown.add(shown(token)));
    return shown;
  }

  private void seen(String taken) {
    seen.add(
        PushRequest.named(taken).isPresent() ? taken : PushRequest.name(taken, ports.digests()));
  }

  private Optional<Outcome> judged(
      SyncLoop.Run run, Progress progress, Batch batch, PushAnswer answer) {
    int advanced =
        store.write(
            rows -> {
              KnownLog.acknowledged(rows, answer.n(), answer.commit());
              KnownLog.heard(rows, answer.at());
              return outbox.judge(rows, batch, answer);
            });
    run.pushed += advanced;
    run.heard = true;
    if (asks.take(run, answer.orders())) {
      return Optional.of(Outcome.WIPED);
    }
    run.acknowledged = Math.max(run.acknowledged, answer.n());
    progress.backoff.succeeded();
    if (advanced == 0) {
      run.note(
          "The server answered without saying what became of what was sent. Nothing is lost; tell"
              + " support.");
      return Optional.of(Outcome.FAULT);
    }
    return Optional.empty();
  }

  private Optional<Outcome> refused(SyncLoop.Run run, Progress progress, Refusal refusal) {
    if (refusal.isForLater()) {
      return later(
          run,
          progress,
          refusal.retryAfterSeconds(),
          Outcome.BUSY,
          refusal
              .sentence()
              .map(said -> "The server says: " + said + " What")
              .orElse("The server is busy; what"));
    }
    if (++progress.turns > TURNS) {
      run.note("The server keeps asking for the same again. Nothing is lost; tell support.");
      return Optional.of(Outcome.FAULT);
    }
    if (refusal.status() == 413 && progress.size > 1) {
      progress.size = progress.size / 2;
      return Optional.empty();
    }
    if (refusal.status() == 409 && refusal.problem().equals("send-whole")) {
      seen.clear();
      return Optional.empty();
    }
    if (refusal.status() == 409 && refusal.problem().equals("resend-from")) {
      return resend(run, refusal);
    }
    if (refusal.status() == 409 && refusal.problem().equals("forked")) {
      return fork(run, refusal);
    }
    if (refusal.status() == 401 && refusal.problem().equals("pass-refused")) {
      run.note("The server does not take this shift's pass. Everything is kept; tell support.");
      return Optional.of(Outcome.FAULT);
    }
    if (refusal.status() == 401) {
      store.change(account::enrolmentRefused);
      run.note("The server does not take this device's key: sign in again. Nothing is lost.");
      return Optional.of(Outcome.SIGN_IN_TO_ENROL);
    }
    run.note(
        "The server found a fault in what this handset sent"
            + refusal.field().map(field -> " (" + field + ")").orElse("")
            + ". Everything is kept; tell support.");
    return Optional.of(Outcome.FAULT);
  }

  private Optional<Outcome> resend(SyncLoop.Run run, Refusal refusal) {
    int epoch = clamped(refusal.epoch());
    long from = refusal.resendFrom().orElse(0L);
    boolean back =
        store.write(
            rows -> {
              if (from <= outbox.acknowledged(rows)) {
                // The log is not the one that had acknowledged them: what stood in it before them
                // may be gone too.
                KnownLog.met(rows);
              }
              return outbox.resendFrom(rows, epoch, from);
            });
    if (back) {
      run.note("The server asked for earlier changes again; they are sent again.");
      return Optional.empty();
    }
    return fork(run, refusal);
  }

  private Optional<Outcome> fork(SyncLoop.Run run, Refusal refusal) {
    store.write(
        rows -> {
          KnownLog.metPerhaps(rows);
          return outbox.fork(rows, clamped(refusal.epoch()));
        });
    run.note(
        "A copy of this handset has been in use, or it was put back to an earlier state. Both"
            + " copies' work is kept. Tell your supervisor.");
    return Optional.empty();
  }

  private static int clamped(Optional<Long> epoch) {
    return (int) Math.max(1, Math.min(PushRequest.MAX_EPOCH - 1L, epoch.orElse(1L)));
  }

  private Optional<Outcome> later(
      SyncLoop.Run run,
      Progress progress,
      Optional<Long> asked,
      Outcome whenGivenUp,
      String becauseWhat) {
    Optional<Long> wait = progress.backoff.afterFailure(asked);
    if (wait.isPresent() && pause.millis(wait.get())) {
      return Optional.empty();
    }
    run.note(becauseWhat + " is queued stays here and goes out later.");
    return Optional.of(whenGivenUp);
  }
}
