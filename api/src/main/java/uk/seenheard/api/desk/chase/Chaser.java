package uk.seenheard.api.desk.chase;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.cards.DeskProjection;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.ReviewState;

/**
 * Goes round and raises what has fallen due. Where it stands is on the cards, so a restart forgets
 * nothing; what it raises is written on condition that the incident has not moved, so several
 * servers raise it once.
 */
public final class Chaser {
  private static final Logger LOG = LoggerFactory.getLogger(Chaser.class);
  private static final long ROUND_MILLIS = 1_000;
  private static final int MOST = 50;

  private final DeskProjection desk;
  private final Incidents incidents;
  private final ChaseWatch watch;
  private final Ranks ranks;
  private final Incidents.By self;
  private final LongSupplier now;
  private boolean running;
  private volatile boolean stopped;

  /**
   * For a force.
   *
   * @param ranks who is told
   * @param self the device that this server process is
   */
  public Chaser(
      DeskProjection desk,
      Incidents incidents,
      ChaseWatch watch,
      Ranks ranks,
      Incidents.By self,
      LongSupplier now) {
    this.desk = desk;
    this.incidents = incidents;
    this.watch = watch;
    this.ranks = ranks;
    this.self = self;
    this.now = now;
  }

  /** Starts to go round. */
  public void start(Vertx vertx) {
    vertx.setPeriodic(
        ROUND_MILLIS,
        timer -> {
          if (stopped) {
            vertx.cancelTimer(timer);
          } else if (!running) {
            running = true;
            round()
                .onFailure(failed -> LOG.warn("the chase stands still, will try again", failed))
                .onComplete(done -> running = false);
          }
        });
  }

  /** Starts no more rounds. */
  public void stop() {
    stopped = true;
  }

  /** One round: raises what is due now; the answer is how many incidents were looked at. */
  public Future<Integer> round() {
    long at = now.getAsLong();
    return desk.due(at, MOST)
        .compose(
            due -> {
              Future<Void> each = Future.succeededFuture();
              for (IncidentCard card : due) {
                each = each.compose(done -> chase(card, at));
              }
              return each.map(due.size());
            });
  }

  private Future<Void> chase(IncidentCard card, long at) {
    return incidents
        .change(self, card.incident(), incidents.pureWhole(current -> decide(current, at)))
        .compose(still -> still.isPresent() ? desk.stand(still.get()) : Future.succeededFuture())
        .recover(
            failed -> {
              // One incident that cannot be chased must not keep the others from being chased.
              LOG.warn("an incident cannot be chased, will try again", failed);
              return stopped
                  ? Future.succeededFuture()
                  : desk.lookAgain(card.incident(), card.lastN(), at + 60_000);
            });
  }

  /** The answer is the card as it stands by now when nothing is to be written about it. */
  private Decided<Optional<IncidentCard>> decide(IncidentAt current, long at) {
    Incident incident = current.incident();
    IncidentCard card = current.card();
    AlertBook book = AlertBook.of(incident.record(), at);
    Plan plan = Plan.of(watch.concerns(incident, card, at), book, watch.policy(), at);
    List<Operation> ops = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      Operation.Act raised = raise(step, incident, card, at);
      ops.add(raised);
      // What was authorised stays so: an alert that comes after it says its time by itself.
      if (!book.raised().containsKey(step.concern().id())
          && card.state() != ReviewState.AUTHORISED
          && !raised.with().items("people").isEmpty()) {
        told(step, incident, at).ifPresent(ops::add);
      }
    }
    return ops.isEmpty()
        ? Decided.nothing(Optional.of(card.watched(watch.watch(incident, card, at)).standing(at)))
        : Decided.of(current, ops, Optional.empty());
  }

  /** When somebody was first alerted, where the ladder names the field and nobody has said it. */
  private Optional<Operation> told(Plan.Step step, Incident incident, long at) {
    Concern concern = step.concern();
    return watch
        .policy()
        .ladder(concern.kind(), concern.duty())
        .tells()
        .flatMap(name -> concern.subject().map(subject -> subject.field(name)))
        .filter(field -> incident.record().field(field).isEmpty())
        .map(
            field ->
                new Operation.SetField(
                    field,
                    Json.of(Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.SECONDS).toString()),
                    List.of(),
                    Optional.empty(),
                    false));
  }

  /** Tells the rank, or the next above it that has anybody. */
  private Operation.Act raise(Plan.Step step, Incident incident, IncidentCard card, long at) {
    Ladder ladder = watch.policy().ladder(step.concern().kind(), step.concern().duty());
    int number = step.number();
    Set<String> told = ranks.holders(step.to(), card, at);
    while (told.isEmpty() && number + 1 < ladder.steps().size()) {
      number++;
      told = ranks.holders(ladder.step(number).to(), card, at);
    }
    Json.Builder with =
        Json.object()
            .put("alert", step.concern().id())
            .put("kind", step.concern().kind())
            .put("duty", step.concern().duty())
            .put("since", step.concern().since())
            .put("step", number)
            .put("to", ladder.step(number).to())
            .put("people", Json.texts(told));
    if (number > step.number()) {
      with.put("nobodyAt", step.to());
    }
    return new Operation.Act(
        AlertBook.RAISED,
        step.concern().subject(),
        with.build(),
        List.of(),
        incident.record().frontier());
  }
}
