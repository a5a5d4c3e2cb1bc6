package uk.seenheard.api.ground.core;

import io.vertx.core.Future;
import java.util.List;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.acts.LatestActs;
import uk.seenheard.api.ground.acts.MongoActTable;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.incident.UpToDate;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.api.ground.work.FairWork;

/**
 * What the ground offers a feature. A feature takes from it what it needs, in its {@code
 * XFeature.of}, and hands its parts just that.
 */
public final class Core {
  private static final long SETTLE_MILLIS = 60_000;

  private final Basis basis;
  private final People people;
  private final Writing writing;
  private final Reading reading;
  private final Incidents incidents;
  private final ActWriter acts;
  private final Looks looks;
  private final CardParts parts;

  private Core(Basis basis, People people, Writing writing, Reading reading, CardParts parts) {
    this.basis = basis;
    this.people = people;
    this.writing = writing;
    this.reading = reading;
    this.incidents =
        new Incidents(
            new UpToDate(
                writing.log(),
                reading.projector(),
                // The ledger says who may see what: everybody waits for that.
                incident ->
                    !incident.equals(writing.ledgerId())
                        && FairWork.isHeavy(writing.weights().of(incident))),
            reading.cards(),
            reading.folds(),
            writing.author(),
            writing.serverWriter(),
            basis.work());
    this.acts = new ActWriter(writing.ledger(), reading.projector());
    this.looks = new Looks(writing.ledger(), basis.now());
    basis.vertx().setPeriodic(SETTLE_MILLIS, timer -> looks.settle());
    this.parts = parts;
  }

  /**
   * The ground of one server, once what it stands on is open.
   *
   * @param generation of the projections, the one that serves
   */
  public static Core of(Basis basis, People people, Keys keys, Writing.Opened log, int generation) {
    CardParts parts = new CardParts();
    Writing writing = Writing.of(basis, people, keys, log);
    Reading reading = Reading.of(basis, people, writing, generation, parts);
    return new Core(basis, people, writing, reading, parts);
  }

  /** What every part is made with. */
  public Basis basis() {
    return basis;
  }

  /** The people of the force. */
  public People people() {
    return people;
  }

  /** The log, and what writes into it. */
  public Writing writing() {
    return writing;
  }

  /** What is derived from the log. */
  public Reading reading() {
    return reading;
  }

  /** Incidents as they stand, and the one way to change them. */
  public Incidents incidents() {
    return incidents;
  }

  /** Where it is written down who looked at what. */
  public Looks looks() {
    return looks;
  }

  /** The way to write an act of the ledger that stands. */
  public ActWriter acts() {
    return acts;
  }

  /** Follows the log for these features, each of which has read what was kept of it before. */
  public Future<Void> follow(List<Feature> features) {
    parts.of(features);
    LatestActs latest =
        new LatestActs(
            new MongoActTable(basis.documents(), people.force().id(), basis.reader()),
            features.stream().flatMap(feature -> feature.acts().stream()).toList());
    for (Feature feature : features) {
      feature.readModels().forEach(reading.models()::add);
      feature.followers().forEach(reading.models()::add);
    }
    // After what a feature has to do first: an erasure stands once everything is gone.
    reading.models().add(latest);
    Future<Void> prepared = reading.models().prepare().compose(done -> latest.start());
    for (Feature feature : features) {
      prepared = prepared.compose(done -> feature.prepare());
    }
    return prepared
        .compose(done -> reading.projector().start())
        .compose(done -> writing.begin(basis));
  }
}
