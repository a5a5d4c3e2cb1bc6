package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.review.Reviewer;

/** A supervisor at the server's page: decides online, on the record as it stands, or not at all. */
final class Supervisor {
  private static final String NAME = "PS 303";
  private static final List<String> WRITERS =
      List.of("PC 101", "PC 202", "PC 303", "PC 404", "PS 666", "PC 667");
  private static final List<String> ENTRIES = List.of("child/a", "child/b", "adult/x");
  private final World world;
  private final Server server;
  private final Deciding deciding;
  private final Mover mover;

  Supervisor(World world, Server server, Deciding deciding) {
    this.mover = new Mover(world, server, deciding);
    this.world = world;
    this.server = server;
    this.deciding = deciding;
  }

  /** Does one thing about one incident. */
  void decide(List<String> people) {
    List<Projection.Card> cards = new ArrayList<>(server.projection().cards().values());
    cards.removeIf(card -> card.incident.equals(Server.LEDGER));
    if (cards.isEmpty()) {
      return;
    }
    Projection.Card card = world.pick(cards);
    String person = world.pick(people);
    switch (world.random.nextInt(world.mutation.meetsMoves() ? 10 : 8)) {
      case 0, 7 -> unshare(card, person);
      case 1 -> share(card, person);
      case 2 -> review(card, Review.RETURN);
      case 3, 4 -> review(card, Review.AUTHORISE);
      case 5 -> settle(card);
      case 8 ->
          mover.moveWordsOf(
              world.pick(WRITERS), card, world.pick(cards), new Reviewer(NAME, true, false));
      case 9 ->
          mover.moveEntry(
              world.pick(ENTRIES), card, world.pick(cards), new Reviewer(NAME, true, false));
      default -> release(card);
    }
  }

  void unshare(Projection.Card card, String person) {
    if (card.isOpenTo(person, server.projection().applied())) {
      world.met(Fault.ACCESS_REVOKED, Step.REVIEW);
      if (write(card, Pen.act("unshare", Json.object().put("person", person).build()))) {
        server.taken.put(card.incident + '|' + person, true);
      }
    }
  }

  private void share(Projection.Card card, String person) {
    if (write(card, Pen.act("share", Json.object().put("person", person).build()))) {
      server.taken.put(card.incident + '|' + person, false);
    }
  }

  private void review(Projection.Card card, String act) {
    IncidentRecord record = card.record();
    Review review = Review.of(record);
    if (review.state().waits()) {
      Json.Obj with = Json.object().put("captured", record.captured().hex()).build();
      write(card, Pen.act(act, with, review.over().toArray(new OperationId[0])));
    }
  }

  private void settle(Projection.Card card) {
    Optional<Field> open =
        card.record().fields().values().stream().filter(Field::isContradicted).findFirst();
    if (open.isPresent()) {
      Field field = open.get();
      write(
          card,
          new Operation.SetField(
              field.at(),
              field.standing().get(0).value(),
              field.over(),
              Optional.of("seen on footage"),
              false));
    }
  }

  /** Lets a change out of quarantine that its officer did write. */
  private void release(Projection.Card card) {
    if (server.projection().applied() != server.log.size()) {
      return;
    }
    for (Projection.Filed one : card.filed) {
      Commit.Entry entry = one.entry();
      if (entry.verdict() == Verdict.QUARANTINED
          && world.oracle.wrote(entry.hash())
          && !card.folded.containsKey(entry.hash())) {
        Optional<Commit.Entry> released = deciding.released(card, entry.hash().hex());
        released.ifPresent(entries -> deciding.append(List.of(entries)));
        if (released.isPresent()) {
          return;
        }
      }
    }
  }

  /** Writes if the record is still the one that was looked at. */
  private boolean write(Projection.Card card, Operation op) {
    if (server.projection().applied() != server.log.size()) {
      return false;
    }
    Change change = deciding.written(card.incident, NAME, List.of(op));
    deciding.append(
        List.of(
            new Commit.Entry(
                change.hash(),
                card.incident,
                "",
                Verdict.APPLIED,
                Optional.empty(),
                change.content())));
    world.oracle.acknowledged(change.hash());
    server.projectAll();
    return true;
  }
}
