package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.footage.Clip;
import uk.seenheard.sync.footage.FootageNotes;
import uk.seenheard.sync.footage.FootageWishes;

/**
 * Goes round and notes in incidents how their recordings stand. What it writes is written on
 * condition that the incident has not moved, so several servers note it once.
 */
final class FootageWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FootageWatch.class);
  private static final long ROUND_MILLIS = 1_000;
  private static final int MOST = 20;
  private static final int MOST_WISHES = 40;
  private static final long TRY_AGAIN = 10 * 60_000;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private final Incidents incidents;
  private final Gathering gathering;
  private final Catalogue catalogue;
  private final Attendances attendances;
  private final Incidents.By self;
  private final LongSupplier now;
  private boolean running;
  private volatile boolean stopped;

  FootageWatch(
      Incidents incidents,
      Gathering gathering,
      Catalogue catalogue,
      Attendances attendances,
      Incidents.By self,
      LongSupplier now) {
    this.incidents = incidents;
    this.gathering = gathering;
    this.catalogue = catalogue;
    this.attendances = attendances;
    this.self = self;
    this.now = now;
  }

  /** Starts to go round. */
  void start(Vertx vertx) {
    vertx.setPeriodic(
        ROUND_MILLIS,
        timer -> {
          if (stopped) {
            vertx.cancelTimer(timer);
          } else if (!running) {
            running = true;
            round(now.getAsLong())
                .onFailure(failed -> LOG.warn("no footage was looked at, will try again", failed))
                .onComplete(done -> running = false);
          }
        });
  }

  /** Starts no more rounds. */
  void stop() {
    stopped = true;
  }

  /** One round: looks at what is due; the answer is at how many incidents. */
  Future<Integer> round(long at) {
    return attendances
        .toLookAt(at, MOST)
        .compose(due -> catalogue.holdsAnything().compose(any -> each(due, any, at)));
  }

  private Future<Integer> each(List<String> due, boolean configured, long at) {
    Future<Void> each = Future.succeededFuture();
    for (String incident : due) {
      each = each.compose(done -> look(incident, configured, at));
    }
    return each.map(due.size());
  }

  private Future<Void> look(String incident, boolean configured, long at) {
    return incidents
        .change(self, incident, current -> decide(current, configured, at))
        .compose(again -> wish(incident, at, MOST_WISHES).map(again))
        .compose(again -> attendances.lookThen(incident, again))
        .recover(
            failed -> {
              // One incident must not keep the others from being looked at.
              LOG.warn("an incident's footage cannot be looked at, will try again", failed);
              return stopped
                  ? Future.succeededFuture()
                  : attendances.lookThen(incident, at + TRY_AGAIN);
            });
  }

  /** Each wish by itself, since each is answered by itself; the rest waits for the next look. */
  private Future<Void> wish(String incident, long at, int most) {
    return incidents
        .change(self, incident, current -> wished(current, at))
        .compose(
            again ->
                again && most > 1 ? wish(incident, at, most - 1) : Future.<Void>succeededFuture());
  }

  private Future<Decided<Boolean>> wished(IncidentAt current, long at) {
    return gathering
        .of(current, Set.of())
        .map(
            gathered -> {
              if (gathered.erased()) {
                return Decided.nothing(false);
              }
              FootageService.View view = FootageService.view(gathered, at);
              return FootageWishes.next(current.incident(), view.given(), view.footage())
                  .map(wish -> Decided.of(current, List.of(wish), true))
                  .orElseGet(() -> Decided.nothing(false));
            });
  }

  private Future<Decided<Long>> decide(IncidentAt current, boolean configured, long at) {
    return gathering.of(current, Set.of()).map(gathered -> decided(gathered, configured, at));
  }

  private static Decided<Long> decided(Gathering.Gathered gathered, boolean configured, long at) {
    if (gathered.erased()) {
      // What was there then is gone by law: nobody is to answer for it.
      return Decided.nothing(Long.MAX_VALUE);
    }
    FootageService.View view = FootageService.view(gathered, at);
    Map<String, Long> deleted = new HashMap<>();
    for (Clip clip : view.given().clips()) {
      Optional.ofNullable(gathered.said().get(Item.key(Item.Kind.CLIP, clip.source(), clip.id())))
          .flatMap(ClipText::deleteAt)
          .ifPresent(gone -> deleted.put(FootageNotes.key(clip.source(), clip.id()), gone));
    }
    List<Operation> ops =
        FootageNotes.of(gathered.at().record(), view.given(), view.footage(), deleted, configured);
    long again = again(gathered.at(), at);
    return ops.isEmpty() ? Decided.nothing(again) : Decided.of(gathered.at(), ops, again);
  }

  /**
   * Hourly while recordings may still arrive, of whomever: what has to be held is to be asked for
   * within the hour; then daily for a year, then never.
   */
  private static long again(IncidentAt at, long now) {
    long first = at.card().firstAt();
    return now < first + 3 * DAY
        ? now + HOUR
        : now < first + 366 * DAY ? now + DAY : Long.MAX_VALUE;
  }
}
