package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.act.Member;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.review.Authorising;
import uk.seenheard.sync.review.MisplacedWords;
import uk.seenheard.sync.review.Reviewer;

/**
 * A sergeant or a constable of the force with a valid pass, who tries every act at whatever state
 * through every door: pushed, decided, released, moved.
 */
final class Insider {
  /** What an insider pushes: every act, whichever place it is for. */
  private static final List<Act> ACTS = List.of(Act.values());

  private static final List<String> PATHS = List.of("child/a", "child/b", "adult/a");

  /** An incident that nobody else writes in, so that an authorisation is often within reach. */
  private static final String OWN = "0190a000-0000-7000-8000-0000000000a9";

  private final World world;
  private final Server server;
  private final Deciding deciding;
  private final Mover mover;
  private final Reviewer who;
  private final String device;
  private final String pass;
  private final Handset letterbox;
  private int epoch = 1;
  private long seq;
  private Hash head;

  Insider(World world, Server server, Deciding deciding, Reviewer who) {
    this.world = world;
    this.server = server;
    this.deciding = deciding;
    this.mover = new Mover(world, server, deciding);
    this.who = who;
    this.device = "device-of-" + who.person().replace(' ', '-');
    this.pass = Tokens.pass(device, who.person(), world.now);
    this.letterbox = new Handset(world, "insider", List.of(who.person()), new Disk(device), false);
    this.head = Chain.start(device, 1, World.DIGESTS);
  }

  /** Tries one thing about an incident. */
  void act(String of) {
    String incident = world.oneIn(2) ? OWN : of;
    Projection.Card card = server.projection().cards().get(incident);
    world.met(Fault.HOSTILE_INSIDER, card == null || world.oneIn(3) ? Step.PUSH : Step.REVIEW);
    if (world.oneIn(3)) {
      String login = Tokens.login(who.person(), world.now + 1_000_000);
      world.network.request(Step.PULL, letterbox, login, "");
    }
    if (card == null || world.oneIn(3)) {
      push(incident, card);
    } else if (world.oneIn(3)) {
      release(card);
    } else if (world.mutation.meetsMoves() && world.oneIn(3)) {
      move(card);
    } else if (world.mutation.meetsMoves() && world.oneIn(4)) {
      hide(card);
    } else {
      List<Operation> ops = new ArrayList<>();
      int number = world.random.nextInt(3);
      for (int i = 0; i < number; i++) {
        ops.add(operation(card.record()));
      }
      if (ops.isEmpty() || world.oneIn(2)) {
        ops.add(authorise(card.record()));
      }
      deciding.decide(card, who, ops);
    }
  }

  /** Anything that a change can say, as plausible as can be. */
  private Operation operation(IncidentRecord record) {
    List<Act> acts = ACTS;
    int drawn = world.random.nextInt(acts.size() + 6);
    return switch (drawn - acts.size()) {
      case 0 -> Pen.add(world.pick(PATHS), Json.EMPTY);
      case 1 ->
          Pen.add(
              "statement/" + world.hex(6),
              Json.object().put("about", world.pick(PATHS)).put("words", "all is well").build());
      case 2 -> strike(record);
      case 3 -> settled(record);
      case 4 -> Pen.act("decide-something-newer");
      case 5 -> authorise(record);
      default -> act(acts.get(drawn), record);
    };
  }

  /** Crosses out or joins whom others recorded, accepts that, and lets what is left go out. */
  private void hide(Projection.Card card) {
    boolean joins = world.oneIn(2);
    deciding.decide(
        card, who, List.of(joins ? Pen.join("child/a", "child/b") : strike(card.record())));
    acceptedStrike(card.record()).ifPresent(op -> deciding.decide(card, who, List.of(op)));
    deciding.decide(card, who, List.of(authorise(card.record())));
  }

  /** Crosses out somebody, knowing all that stands there, as who has looked at it does. */
  private Operation strike(IncidentRecord record) {
    String at = world.pick(PATHS);
    List<OperationId> standing = record.standingIn(new FieldPath(at));
    return Pen.strike(at, standing.toArray(new OperationId[0]));
  }

  /** Accepts why somebody was crossed out, whoever did it. */
  private static Optional<Operation> acceptedStrike(IncidentRecord record) {
    for (Entry entry : record.entries().values()) {
      if (entry.struck() && !entry.strikes().isEmpty()) {
        OperationId last = entry.strikes().get(entry.strikes().size() - 1).by().id();
        return Optional.of(
            new Operation.Act(
                "accept-reason",
                Optional.of(entry.at()),
                Json.object().put("prompt", "struck").put("op", last.toString()).build(),
                List.of(),
                record.frontier()));
      }
    }
    return Optional.empty();
  }

  private Operation settled(IncidentRecord record) {
    for (Field field : record.fields().values()) {
      if (field.isContradicted() || world.oneIn(4)) {
        Json value = world.oneIn(2) ? field.standing().get(0).value() : Json.of("mine");
        return new Operation.SetField(
            field.at(), value, field.over(), Optional.of("I know it"), false);
      }
    }
    return Pen.set("place", "nowhere");
  }

  private Operation authorise(IncidentRecord record) {
    List<String> read = new ArrayList<>();
    Authorising.toRead(record).forEach(id -> read.add(id.toString()));
    if (world.oneIn(4) && !read.isEmpty()) {
      read.remove(0);
    }
    Json.Obj with =
        Json.object()
            .put("captured", record.captured().hex())
            .put("read", Json.texts(read))
            .build();
    return Pen.act("authorise", with, steps(record));
  }

  private static OperationId[] steps(IncidentRecord record) {
    return Review.of(record).over().toArray(new OperationId[0]);
  }

  private Operation act(Act act, IncidentRecord record) {
    if (act == Act.AUTHORISE) {
      return authorise(record);
    }
    Optional<Operation> accepted =
        act == Act.ACCEPT_REASON ? acceptedStrike(record) : Optional.empty();
    if (accepted.isPresent()) {
      return accepted.get();
    }
    Json.Builder with = Json.object();
    for (Member member : act.members()) {
      if (member.name().startsWith("with.") && !world.oneIn(5)) {
        String name = member.name().substring("with.".length());
        with.put(name, value(name));
      }
    }
    return new Operation.Act(
        act.word(),
        Optional.of(new FieldPath(world.pick(PATHS))),
        with.build(),
        List.of(steps(record)),
        record.frontier());
  }

  private Json value(String member) {
    return switch (member) {
      case "entry" -> Json.of(world.pick(PATHS));
      case "person", "from" -> Json.of(who.person());
      case "change" -> Json.of(world.hex(64));
      case "read", "notes" -> Json.list(List.of());
      default -> Json.of("because");
    };
  }

  /** Lets whatever is in quarantine out, by oneself. */
  private void release(Projection.Card card) {
    for (Projection.Filed one : card.filed) {
      if (one.entry().verdict() == Verdict.QUARANTINED
          && !card.folded.containsKey(one.entry().hash())) {
        Json.Obj with =
            Json.object().put("change", one.entry().hash().hex()).put("reason", "mine").build();
        if (deciding.decide(card, who, List.of(Pen.act("release", with)))) {
          return;
        }
      }
    }
  }

  /** Moves words, one's own among them, to wherever that suits. */
  private void move(Projection.Card card) {
    List<Projection.Card> cards = new ArrayList<>(server.projection().cards().values());
    cards.removeIf(other -> other.incident.equals(Server.LEDGER));
    Projection.Card to = world.pick(cards);
    if (world.oneIn(2)) {
      mover.moveWordsOf(world.oneIn(2) ? who.person() : "PC 101", card, to, who);
    } else {
      mover.moveEntry(world.pick(PATHS), card, to, who);
    }
  }

  /** A child, what was seen and what it said, handed in: a record that can be authorised. */
  private List<Operation> recorded(IncidentRecord record) {
    Operation said =
        Pen.add(
            "statement/" + world.hex(6),
            Json.object().put("about", "child/a").put("words", "he hit me").build());
    Operation seen = Pen.set("child/a/seen", "yes", over(record, "child/a/seen"));
    return List.of(Pen.add("child/a"), said, seen, Pen.act("submit", steps(record)));
  }

  /** Own words once more, in a change that says of itself that they were moved there. */
  private Optional<Change> saidToBeMoved(String to) {
    for (Projection.Card card : server.projection().cards().values()) {
      for (Change own : card.folded.values()) {
        if (own.device().equals(device) && !card.incident.equals(to)) {
          MisplacedWords words = MisplacedWords.ofAuthor(List.of(own), own.author());
          if (!words.portions().isEmpty()) {
            return MisplacedWords.copy(
                words.portions().get(0), to, world.now, world.hex(32), Pen.READER, Pen.CODEC);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static OperationId[] over(IncidentRecord record, String at) {
    return Folds.field(record, at).map(Field::over).orElse(List.of()).toArray(new OperationId[0]);
  }

  /** Sends something from the handset, under one's own pass or another's name. */
  private void push(String incident, Projection.Card card) {
    IncidentRecord record =
        card == null ? Folds.everywhere(world, incident, List.of()) : card.record();
    String author = world.oneIn(5) ? "PS 303" : who.person();
    List<Operation> ops =
        incident.equals(OWN) && world.oneIn(2) ? recorded(record) : List.of(operation(record));
    Change written =
        Pen.CODEC.write(
            new Draft(
                incident,
                new FormRef("domestic-abuse", 1),
                author,
                device,
                Hash.of(pass, World.DIGESTS),
                world.now,
                "boot",
                1,
                new Hlc(world.now, 0),
                ops,
                world.hex(32)));
    boolean moved = world.mutation.meetsMoves() && world.oneIn(8);
    Change change = moved ? saidToBeMoved(incident).orElse(written) : written;
    world.oracle.stored(change, device, true);
    if (world.oneIn(6)) {
      epoch++;
      seq = 0;
      head = Chain.start(device, epoch, World.DIGESTS);
    }
    Hash previous = head;
    seq++;
    head = Chain.link(head, seq, change.hash(), World.DIGESTS);
    String text = Chain.headText(World.FORCE, device, epoch, seq, head);
    PushRequest request =
        new PushRequest(
            PushRequest.PROTOCOL,
            Tokens.enrolment(device),
            epoch,
            seq,
            previous,
            List.of(change.content()),
            Tokens.signature(Tokens.deviceKey(device), text),
            List.of(pass),
            0,
            new ClockReading(world.now, "boot", 2));
    world.network.request(Step.PUSH, letterbox, "", request.json().canonical());
  }
}
