package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;

/** An enrolled handset in the wrong hands: it knows what others wrote and tries what it can. */
final class Hostile {
  private static final String DEVICE = "device-hostile";
  private static final String PERSON = "PC 666";
  private final World world;
  private final Handset letterbox;
  private final String pass;
  private int epoch = 1;
  private long seq;
  private Hash head = Chain.start(DEVICE, 1, World.DIGESTS);

  Hostile(World world) {
    this.world = world;
    this.pass = Tokens.pass(DEVICE, PERSON, world.now);
    this.letterbox = new Handset(world, "hostile", List.of(PERSON), new Disk(DEVICE), false);
  }

  /** Tries one thing. */
  void act(Server server, String incident, List<Handset> victims) {
    world.met(Fault.HOSTILE_HANDSET, Step.PUSH);
    Handset victim = world.pick(victims);
    Projection.Card card = server.projection().cards().get(incident);
    List<OperationId> everything = new ArrayList<>();
    if (card != null) {
      IncidentRecord record = card.record();
      record.fields().values().stream().map(Field::over).forEach(everything::addAll);
    }
    OperationId[] all = everything.toArray(new OperationId[0]);
    String theirs = victim.disk.pass.isEmpty() ? pass : victim.disk.pass;
    Operation answer = Pen.setBecause("mine", "place", "nowhere", all);
    switch (world.random.nextInt(9)) {
      case 0 -> push(signed(forged(incident, victim.people.get(0), DEVICE, pass, answer)), pass);
      case 1 ->
          push(signed(forged(incident, victim.people.get(0), DEVICE, theirs, answer)), theirs);
      case 2 ->
          push(
              signed(forged(incident, victim.people.get(0), victim.disk.device, theirs, answer)),
              theirs);
      case 3 -> push(signed(own(incident, Pen.setBecause("hid it", "weather", "dry", all))), pass);
      case 4 -> push(signed(own(incident, Pen.set("grade", "low", all))), pass);
      case 5 -> push(signed(refusedOwn(incident, Pen.act("authorise", all))), pass);
      case 6 -> push(signed(List.of("", "no JSON", "{\"v\":1}")), pass);
      case 7 -> replay(victim, theirs);
      default -> badSignature(victim, incident, answer);
    }
  }

  /** A change in somebody else's name: nobody wrote it, and it may never take effect. */
  private List<String> forged(
      String incident, String author, String device, String shown, Operation op) {
    return List.of(draft(incident, author, device, shown, op).content());
  }

  private List<String> own(String incident, Operation op) {
    Change change = draft(incident, PERSON, DEVICE, pass, op);
    world.oracle.stored(change, DEVICE, true);
    return List.of(change.content());
  }

  private List<String> refusedOwn(String incident, Operation op) {
    return List.of(draft(incident, PERSON, DEVICE, pass, op).content());
  }

  private Change draft(String incident, String author, String device, String shown, Operation op) {
    Hlc hlc = new Hlc(world.oneIn(2) ? world.now + 1_000 : 9_000_000_000_000L, Integer.MAX_VALUE);
    return Pen.CODEC.write(
        new Draft(
            incident,
            new FormRef("domestic-abuse", 1),
            author,
            device,
            Hash.of(shown, World.DIGESTS),
            world.now,
            "boot",
            1,
            hlc,
            List.of(op),
            world.hex(32)));
  }

  /** Somebody else's changes under this device's own name and signature. */
  private void replay(Handset victim, String theirs) {
    List<String> contents = new ArrayList<>();
    for (Disk.Posted one : victim.disk.outbox) {
      if (!one.content.isEmpty() && contents.size() < 3) {
        contents.add(one.content);
      }
    }
    if (!contents.isEmpty()) {
      push(signed(contents), theirs);
    }
  }

  /** A push in the victim's name that the victim's key has not signed. */
  private void badSignature(Handset victim, String incident, Operation op) {
    List<String> contents =
        forged(incident, victim.people.get(0), victim.disk.device, victim.disk.pass, op);
    Hash start = Chain.start(victim.disk.device, victim.disk.epoch + 1, World.DIGESTS);
    Set<String> tokens = Set.of(victim.disk.pass.isEmpty() ? pass : victim.disk.pass);
    send(
        new PushRequest(
            PushRequest.PROTOCOL,
            Tokens.enrolment(victim.disk.device),
            victim.disk.epoch + 1,
            1,
            start,
            contents,
            Tokens.signature(Tokens.deviceKey(DEVICE), "x"),
            List.copyOf(tokens),
            0,
            new ClockReading(world.now, "boot", 2)));
  }

  private List<String> signed(List<String> contents) {
    if (world.oneIn(8)) {
      epoch++;
      seq = 0;
      head = Chain.start(DEVICE, epoch, World.DIGESTS);
    }
    return contents;
  }

  private void push(List<String> contents, String token) {
    Hash previous = head;
    long from = seq + 1;
    for (String content : contents) {
      seq++;
      head = Chain.link(head, seq, world.read(content).hash(), World.DIGESTS);
    }
    String text = Chain.headText(World.FORCE, DEVICE, epoch, seq, head);
    send(
        new PushRequest(
            PushRequest.PROTOCOL,
            Tokens.enrolment(DEVICE),
            epoch,
            from,
            previous,
            contents,
            Tokens.signature(Tokens.deviceKey(DEVICE), text),
            List.of(token),
            0,
            new ClockReading(world.now, "boot", 2)));
  }

  private void send(PushRequest request) {
    Json.Obj json = request.json();
    world.network.request(Step.PUSH, letterbox, "", json.canonical());
  }
}
