package uk.seenheard.api.desk.chase;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.cards.CardDeadlines;
import uk.seenheard.api.ground.cards.DutySource;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.People;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.core.Writing;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.server.Server;
import uk.seenheard.sync.change.Hash;

/** Puts the parts of the chase together. */
public final class ChaseFeature implements Feature {
  private final Vertx vertx;
  private final ChaseWatch watch;
  private final Chaser chaser;
  private final List<Door> doors;

  private ChaseFeature(Vertx vertx, ChaseWatch watch, Chaser chaser, List<Door> doors) {
    this.vertx = vertx;
    this.watch = watch;
    this.chaser = chaser;
    this.doors = doors;
  }

  /**
   * On the ground, with the duties of incidents. Reads a file: away from the event loop.
   *
   * @param ladders the file of the force's ladders; without it those that ship
   * @param notices of a force whose notices leave by this server
   */
  public static ChaseFeature of(
      Core core, DutySource duties, Optional<Path> ladders, Optional<NoticeConcern> notices)
      throws IOException {
    Basis basis = core.basis();
    People people = core.people();
    Writing writing = core.writing();
    Reading reading = core.reading();
    LongSupplier now = basis.now();
    ChaseWatch watch =
        new ChaseWatch(ChasePolicy.of(ladders, basis.reader()), duties, notices, basis.digests());
    Incidents incidents = core.incidents();
    Incidents.By self =
        new Incidents.By(
            writing.serverWriter().device(),
            Hash.of(writing.enrolment(), basis.digests()),
            Set.of(Grant.WHOLE_FORCE));
    Ranks ranks =
        new Ranks(people.force(), people.moves(), people.revocations(), people.absences());
    AlertService alerts = new AlertService(reading.desk(), incidents, watch, core.looks(), now);
    Handover handover = new Handover(reading.cards(), incidents);
    return new ChaseFeature(
        basis.vertx(),
        watch,
        new Chaser(reading.desk(), incidents, watch, ranks, self, basis.clock()::trusted),
        List.of(
            new AlertDoor(people.tokens(), alerts, people.force(), now),
            new HandoverDoor(people.tokens(), handover, people.force(), people.moves(), now)));
  }

  @Override
  public List<Door> doors() {
    return doors;
  }

  @Override
  public List<CardDeadlines> deadlines() {
    return List.of(watch);
  }

  @Override
  public void begin(Server server) {
    chaser.start(vertx);
  }

  @Override
  public void end() {
    chaser.stop();
  }
}
