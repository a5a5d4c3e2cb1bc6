package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.seenheard.api.ground.follow.Generation;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.follow.Round;
import uk.seenheard.api.ground.writer.ServerAuthor;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.feed.ClockError;
import uk.seenheard.sync.footage.Marked;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Noted;

/**
 * Follows from the log who was at which incident when: an officer's handset writes there, and says
 * by {@code attend} that they are there. Times are true times, as far as the handset's clocks tell.
 */
final class AttendanceModel implements ReadModel {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  /** Soon enough for what has to be held within an hour. */
  private static final long LOOK_AFTER = 20 * MINUTE;

  private final Function<Supplier<String>, Attendances> kept;

  /** With what opens the attendances that are kept under a name. */
  AttendanceModel(Function<Supplier<String>, Attendances> kept) {
    this.kept = kept;
  }

  @Override
  public String name() {
    return "attendances";
  }

  @Override
  public List<String> collections() {
    return List.of("attendances", "spoken");
  }

  @Override
  public Future<Void> prepare() {
    return kept.apply(this::name).prepare();
  }

  @Override
  public Keeper keeper(Generation generation) {
    return new Filing(kept.apply(generation.feed()));
  }

  private record Filing(Attendances attendances) implements Keeper {
    @Override
    public Future<Void> follow(Round round) {
      Map<String, Attendances.Wrote> wrote = new TreeMap<>();
      List<Attendances.Spoken> spoken = new ArrayList<>();
      for (OpenedChange change : round.changes()) {
        boolean counts =
            !change.stored().entry().incident().equals(round.ledger())
                && !change.stored().device().startsWith(ServerAuthor.DEVICE_PREFIX);
        // What was moved here was written elsewhere: it puts nobody at this incident.
        change
            .applied()
            .filter(made -> counts && made.moved().isEmpty())
            .ifPresent(made -> file(change, made, wrote, spoken));
      }
      return wrote.isEmpty()
          ? decided(round)
          : attendances
              .wrote(List.copyOf(wrote.values()))
              .compose(done -> attendances.spoken(spoken))
              .compose(done -> due(round))
              .compose(done -> decided(round));
    }

    private Future<Void> due(Round round) {
      Map<String, Long> wrote = new TreeMap<>();
      for (OpenedChange change : round.changes()) {
        if (!change.stored().device().startsWith(ServerAuthor.DEVICE_PREFIX)) {
          wrote.merge(
              change.stored().entry().incident(), change.stored().at() + LOOK_AFTER, Math::max);
        }
      }
      wrote.remove(round.ledger());
      List<Future<Void>> due = new ArrayList<>();
      wrote.forEach((incident, at) -> due.add(attendances.lookNoLater(incident, at)));
      return Future.all(due).mapEmpty();
    }

    /**
     * What a person put beside an incident, took off it or put right, its system is told at once.
     */
    private Future<Void> decided(Round round) {
      List<Future<Void>> due = new ArrayList<>();
      for (OpenedChange change : round.changes()) {
        for (Operation op : change.applied().map(Change::ops).orElse(List.of())) {
          if (op instanceof Operation.Act act
              && (Act.FOOTAGE_LINKED.is(act.act())
                  || Act.FOOTAGE_UNLINKED.is(act.act())
                  || Act.FOOTAGE_PLACED.is(act.act()))) {
            due.add(
                attendances.lookNoLater(change.stored().entry().incident(), change.stored().at()));
          }
        }
      }
      return Future.all(due).mapEmpty();
    }

    private static void file(
        OpenedChange change,
        Change made,
        Map<String, Attendances.Wrote> wrote,
        List<Attendances.Spoken> spoken) {
      ClockError clock = ClockError.of(made, change.stored().clock(), change.stored().at());
      long entered = clock.trueTime().orElse(made.wall() - clock.millis());
      Optional<Noted> noted = Noted.of(made);
      if (noted.isPresent() && noted.get().before(entered).isEmpty()) {
        // It puts nobody there, and lies in no recording: nobody can have written it then.
        return;
      }
      // What was written on paper was said when it was written, not where it was typed.
      long at = noted.map(Noted::millis).orElse(entered);
      long off = noted.map(Noted::uncertainty).orElseGet(() -> uncertainty(change, clock));
      boolean arrived = false;
      for (Operation op : made.ops()) {
        arrived |= op instanceof Operation.Act act && Act.ATTEND.is(act.act());
        if (op instanceof Operation.AddEntry add
            && (add.at().text().startsWith(Incident.STATEMENT + '/')
                || add.at().text().startsWith(Incident.MARK + '/'))) {
          spoken.add(new Attendances.Spoken(made.incident(), new Marked(add.at(), at, off)));
        }
      }
      Attendances.Wrote one =
          new Attendances.Wrote(
              made.incident(),
              made.author(),
              at,
              at,
              off,
              arrived ? Optional.of(at) : Optional.empty());
      wrote.merge(
          one.incident() + '/' + one.person() + '/' + one.stretch(), one, Attendances.Wrote::and);
    }

    /**
     * How far a time may be off: the way of the push where the handset measured it, what people set
     * clocks by where it was started anew meanwhile, more where the server's clock was doubted.
     */
    private static long uncertainty(OpenedChange change, ClockError clock) {
      if (change.stored().doubtful()) {
        return 10 * MINUTE;
      }
      return clock.trueTime().isPresent() ? 2 * SECOND : 2 * MINUTE;
    }

    @Override
    public Future<Void> erase(String incident, LedgerAct act) {
      return attendances.erase(incident);
    }
  }
}
