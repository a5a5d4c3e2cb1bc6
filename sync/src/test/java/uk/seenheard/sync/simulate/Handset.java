package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Judgement;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.feed.WireFault;
import uk.seenheard.sync.merge.IncidentRecord;

/** A simulated handset: captures without a network, drains its outbox, fills its replica. */
final class Handset {
  private static final int BATCH = 4;
  final World world;
  final String name;
  final List<String> people;
  final boolean newer;
  final Disk disk;
  final Replica replica;
  long clockError;
  private boolean full;
  private boolean readOnly;
  private long bootAt;
  private int boots;
  private boolean cloned;
  private final Map<Long, Asked> asked = new LinkedHashMap<>();
  private final Set<Long> pushes = new LinkedHashSet<>();
  private final Map<Long, Integer> sentTo = new LinkedHashMap<>();

  Handset(World world, String name, List<String> people, Disk disk, boolean newer) {
    this.world = world;
    this.name = name;
    this.people = people;
    this.disk = disk;
    this.newer = newer;
    this.replica = new Replica(this);
    this.bootAt = world.now;
  }

  /** What a pull was asked with: an answer to another person's, or from elsewhere, is stale. */
  private record Asked(String login, String cursor) {}

  Handset cloneOf(String otherName) {
    world.met(Fault.HANDSET_CLONED, Step.CAPTURE);
    cloned = true;
    Handset clone = new Handset(world, otherName, people, disk.copy(), newer);
    clone.cloned = true;
    clone.clockError = clockError;
    clone.boots = 1_000 + world.random.nextInt(1_000);
    return clone;
  }

  long wall() {
    return world.now + clockError;
  }

  private ClockReading clock() {
    return new ClockReading(wall(), "boot-" + boots, world.now - bootAt);
  }

  /** Writes to the disk all or nothing, and may die just before or just after. */
  void transact(Step step, Runnable change) {
    Optional<Fault> unwritable = unwritable();
    if (unwritable.isPresent()) {
      world.met(unwritable.get(), step);
      throw new Unwritable();
    }
    int oneIn = step == Step.CAPTURE ? 80 : 30;
    if (world.strikes(Fault.HANDSET_KILLED, step, oneIn)) {
      throw new Killed();
    }
    change.run();
    if (world.strikes(Fault.HANDSET_KILLED, step, oneIn)) {
      throw new Killed();
    }
  }

  private Optional<Fault> unwritable() {
    return readOnly
        ? Optional.of(Fault.DISK_READ_ONLY)
        : full ? Optional.of(Fault.DISK_FULL) : Optional.empty();
  }

  /** The disk takes nothing more until somebody makes room. */
  void fill() {
    full = !world.calm;
  }

  /** The disk is mounted read-only, as it is after an error, until the device starts again. */
  void turnReadOnly() {
    readOnly = !world.calm;
  }

  void makeRoom() {
    full = false;
  }

  /** Starts again with a clock that has forgotten the time. */
  void rebootAt1970() {
    world.met(Fault.CLOCK_AT_1970_AFTER_REBOOT, Step.CAPTURE);
    die();
    clockError = -world.now;
  }

  void die() {
    world.log(name + " dies");
    readOnly = false;
    asked.clear();
    pushes.clear();
    sentTo.clear();
    boots++;
    bootAt = world.now;
  }

  /** Notes the lasting faults that a step is taken under. */
  void under(Step step) {
    if (Math.abs(clockError) > 86_400_000L) {
      world.met(Fault.CLOCK_YEARS_WRONG, step);
    }
    if (cloned) {
      world.met(Fault.HANDSET_CLONED, step);
    }
    if (newer) {
      world.met(Fault.VERSIONS_APART, step);
    }
    if (pushes.size() > 1 || asked.size() > pushes.size() + 1) {
      world.met(Fault.TWO_LOOPS, step);
    }
    if (!disk.evicting.isEmpty()) {
      world.met(Fault.ACCESS_REVOKED, step);
    }
    if (!disk.login.isEmpty()
        && Tokens.read("login", disk.login).orElseThrow().until() < world.now) {
      world.met(Fault.LOGIN_EXPIRED, step);
    }
  }

  // --- signing in and capturing

  void signIn(Server server, String person, long lease) {
    if (disk.wiped) {
      return;
    }
    if (server.revoked.containsKey(person)) {
      transact(
          Step.CAPTURE,
          () -> {
            disk.locked |= disk.person.equals(person);
            disk.inFeed(Optional.of(server.feedEpoch()));
            layWithoutALook();
          });
      return;
    }
    transact(
        Step.CAPTURE,
        () -> {
          if (!disk.person.isEmpty() && !disk.person.equals(person)) {
            world.met(Fault.PERSON_CHANGED, Step.CAPTURE);
            replica.startAgain();
          }
          disk.person = person;
          disk.login = Tokens.login(person, world.now + lease);
          disk.pass = Tokens.pass(disk.device, person, world.now);
          server.began(disk.device, person);
          disk.locked = false;
          disk.synced = false;
        });
  }

  void signOut() {
    transact(
        Step.CAPTURE,
        () -> {
          disk.login = "";
          disk.pass = "";
          if (world.mutation == Mutation.TRIM_ON_SIGN_OUT) {
            disk.outbox.removeIf(one -> !one.acknowledged);
          }
        });
  }

  /** What the handset shows of an incident: the replica and what was written here. */
  IncidentRecord view(String incident) {
    Map<Hash, Change> changes = new LinkedHashMap<>(replica.applied(incident));
    for (Disk.Posted one : disk.outbox) {
      if (one.incident.equals(incident)
          && !one.content.isEmpty()
          && (!one.isKnownToBeInTheLog() || one.applied)) {
        world.read(one.content).fold(c -> changes.put(c.hash(), c), nonsense -> null);
      }
    }
    return Folds.onHandset(world, incident, changes.values());
  }

  void capture(String incident, Scribe scribe) {
    if (disk.locked || disk.draining || disk.pass.isEmpty()) {
      return;
    }
    capture(incident, scribe, disk.person, disk.pass, wall(), "boot-" + boots);
  }

  /**
   * Somebody takes the handset and writes under the pass of whoever had it before the officer who
   * has it now has written there, by a clock of their choice.
   */
  void captureUnderAPassThatWasLeft(String incident, Scribe scribe) {
    for (int i = 0; i < disk.outbox.size(); i++) {
      Disk.Posted left = disk.outbox.get(i);
      Optional<Tokens.Shown> earlier = Tokens.read("pass", left.pass);
      boolean passedOn =
          disk.outbox.stream()
              .skip(i)
              .filter(one -> one.seq > left.seq && left.seq > 0)
              .map(one -> Tokens.read("pass", one.pass))
              .anyMatch(
                  later ->
                      later.isPresent()
                          && earlier.isPresent()
                          && later.get().until() > earlier.get().until()
                          && !later.get().person().equals(earlier.get().person()));
      if (passedOn && !disk.wiped) {
        world.met(Fault.HANDSET_HANDED_OVER, Step.CAPTURE);
        long old = earlier.orElseThrow().until();
        boolean restarted = world.oneIn(2);
        Change change =
            capture(
                incident,
                scribe,
                earlier.get().person(),
                left.pass,
                old + clockError,
                restarted ? "boot-of-before" : "boot-" + boots);
        world.oracle.outOfTurn(change.hash());
        return;
      }
    }
  }

  /** Somebody whose account is withdrawn starts the handset anew and sets its clock back. */
  void captureByAClockSetBack(Server server, String incident, Scribe scribe) {
    Long since = server.revoked.get(disk.person);
    if (since == null || disk.pass.isEmpty() || disk.wiped || disk.draining) {
      return;
    }
    world.met(Fault.CLOCK_SET_BACK, Step.CAPTURE);
    long before = since - 1 - world.random.nextInt(1_000) + clockError;
    Change change = capture(incident, scribe, disk.person, disk.pass, before, "boot-of-before");
    world.oracle.outOfTurn(change.hash());
  }

  private Change capture(
      String incident, Scribe scribe, String person, String pass, long wall, String boot) {
    under(Step.CAPTURE);
    Hlc next = disk.hlc.tick(wall());
    List<Operation> ops = scribe.operations(view(incident), newer);
    if (replica.applied(incident).isEmpty() && world.oneIn(2)) {
      ops.add(Pen.act("attend"));
    }
    Draft draft =
        new Draft(
            incident,
            new FormRef("domestic-abuse", newer ? 2 : 1),
            person,
            disk.device,
            Hash.of(pass, World.DIGESTS),
            wall,
            boot,
            world.now - bootAt,
            next,
            ops,
            world.hex(32));
    Change change = Pen.CODEC.write(draft);
    transact(
        Step.CAPTURE,
        () -> {
          Disk.Posted posted = new Disk.Posted(change.hash(), incident, pass, change.content());
          disk.chain(posted);
          disk.outbox.add(posted);
          world.log(name + " writes " + change.hash() + " in " + incident + " as " + person);
          disk.hlc = next;
          disk.synced = false;
          world.oracle.stored(change, disk.device, false);
        });
    return change;
  }

  // --- push

  void push() {
    List<Disk.Posted> batch = new ArrayList<>();
    for (Disk.Posted one : disk.outbox) {
      if (one.seq > 0 && batch.size() < BATCH && (!one.acknowledged || !batch.isEmpty())) {
        if (one.content.isEmpty()) {
          break;
        }
        batch.add(one);
      }
    }
    if (batch.isEmpty()) {
      return;
    }
    under(Step.PUSH);
    long from = batch.get(0).seq;
    Hash head = batch.get(batch.size() - 1).link;
    long to = from + batch.size() - 1;
    Set<String> passes = new LinkedHashSet<>();
    List<String> contents = new ArrayList<>();
    for (Disk.Posted one : batch) {
      contents.add(one.content);
      passes.add(one.pass);
    }
    String text = Chain.headText(World.FORCE, disk.device, disk.epoch, to, head);
    PushRequest request =
        new PushRequest(
            PushRequest.PROTOCOL,
            Tokens.enrolment(disk.device),
            disk.epoch,
            from,
            previous(from),
            contents,
            Tokens.signature(Tokens.deviceKey(disk.device), text),
            List.copyOf(passes),
            (int) disk.outbox.stream().filter(one -> one.seq > to && !one.acknowledged).count(),
            clock());
    long id = world.network.request(Step.PUSH, this, "", request.json().canonical());
    pushes.add(id);
    sentTo.put(id, disk.lives);
  }

  private Hash previous(long from) {
    return disk.outbox.stream()
        .filter(one -> one.seq == from - 1 && one.seq > 0)
        .map(one -> one.link)
        .findFirst()
        .orElse(disk.base);
  }

  void pushAnswered(Network.Letter letter) {
    pushes.remove(letter.id());
    if (disk.wiped || !Integer.valueOf(disk.lives).equals(sentTo.get(letter.id()))) {
      // A process that died gets no answer, and one from a log that this handset has seen the end
      // of vouches for nothing.
      return;
    }
    under(Step.MARK);
    try {
      Json body = Pen.READER.read(letter.text());
      if (letter.status() == 200) {
        PushAnswer answer = PushAnswer.read(body);
        transact(Step.MARK, () -> mark(answer));
      } else if (letter.status() == 409) {
        refused((Json.Obj) body);
      }
    } catch (UnreadableJson | WireFault cutOff) {
      world.log(name + " got half an answer");
    }
    forgetWhatMayGo();
  }

  /** Acknowledges exactly the changes that were judged, by hash, never "all that was sent". */
  private void mark(PushAnswer answer) {
    disk.inFeed(answer.feed());
    disk.told(answer.n(), answer.commit());
    for (Judgement judgement : answer.verdicts()) {
      world.oracle.told(
          disk.device + answer.feed(),
          judgement,
          answer.commit().map(commit -> answer.n() + "." + commit.hex()).orElse(""));
      for (Disk.Posted one : disk.outbox) {
        if (one.hash.equals(judgement.hash())) {
          one.acknowledged = true;
          world.log(name + " is told of " + one.hash + ' ' + judgement.verdict());
          one.applied = judgement.isApplied();
          one.settledAt = world.now;
          replica.blankIfEvicted(one);
        }
      }
    }
  }

  private void refused(Json.Obj problem) {
    int epoch = (int) (long) problem.whole("epoch").orElse(0L);
    long from = problem.whole("resendFrom").orElse(0L);
    String type = problem.text("type").orElse("");
    if (type.endsWith("resend-from") && epoch == disk.epoch) {
      transact(Step.MARK, () -> resendFrom(from));
    } else if (type.endsWith("forked") && epoch >= disk.epoch) {
      under(Step.NEW_EPOCH);
      transact(
          Step.NEW_EPOCH,
          () -> {
            // Whether a copy went on, or did so in a log that was put back, cannot be told from
            // here.
            disk.layDue |= !disk.laidAll && world.mutation != Mutation.FORK_IN_THE_KNOWN_LOG;
            disk.newEpoch(epoch + 1);
            layWithoutALook();
            world.log(name + " takes " + disk);
          });
    }
  }

  /** What pulls no more, because it is to be wiped or is locked, lays all anew that it keeps. */
  void layWithoutALook() {
    if (disk.layDue && (disk.draining || disk.locked)) {
      disk.layAll();
    }
  }

  /** The log has less of this chain than was acknowledged: it went back to a backup. */
  private void resendFrom(long from) {
    if (disk.outbox.stream().anyMatch(one -> one.seq >= from && one.acknowledged)) {
      // What stood in it before them may be gone too.
      disk.metAnotherLog();
      return;
    }
    boolean whole =
        from > disk.baseSeq
            && disk.outbox.stream().noneMatch(one -> one.seq >= from && one.content.isEmpty());
    for (Disk.Posted one : disk.outbox) {
      if (one.seq >= from || !whole) {
        one.mayBeLost();
      }
    }
    if (!whole) {
      disk.newEpoch(disk.epoch + 1);
    }
  }

  // --- pull

  void pull() {
    if (disk.login.isEmpty() || disk.draining) {
      return;
    }
    under(Step.PULL);
    String where = disk.cursor + '~' + disk.told + '~';
    long id = world.network.request(Step.PULL, this, disk.login, where);
    asked.put(id, new Asked(disk.login, disk.cursor));
  }

  void pullAnswered(Network.Letter letter) {
    Optional<Asked> from = Optional.ofNullable(asked.remove(letter.id()));
    if (from.isEmpty() || disk.draining || disk.wiped) {
      return;
    }
    under(Step.STORE_PAGE);
    if (letter.status() == 200) {
      // While it was on its way somebody else may have signed in: then it is not for them.
      if (from.get().login().equals(disk.login)) {
        replica.store(from.get().cursor(), letter.text());
        trim();
      }
    } else if (letter.status() == 400 && letter.text().equals("cursor-refused")) {
      transact(
          Step.STORE_PAGE,
          () -> {
            replica.startAgain();
            disk.metAnotherLog();
            world.log(name + " starts again with " + disk);
          });
    } else if (letter.status() == 401 || letter.status() == 403) {
      boolean lock = letter.status() == 403 && from.get().login().equals(disk.login);
      transact(
          Step.STORE_PAGE,
          () -> {
            disk.locked |= lock;
            disk.inFeed(Optional.of(letter.text()).filter(Server::isFeed));
            layWithoutALook();
          });
    }
    forgetWhatMayGo();
  }

  /** Carries out evictions whose unsent changes are safe, and trims what is past keeping. */
  void forgetWhatMayGo() {
    if (disk.layDue) {
      // Nobody knows whether the log that is there now has any of it.
      return;
    }
    for (String incident : List.copyOf(disk.evicting)) {
      if (disk.isDrained(incident) || world.mutation == Mutation.EVICT_BEFORE_DRAIN) {
        under(Step.EVICT);
        transact(Step.EVICT, () -> replica.evict(incident));
        Invariants.nothingLeft(this, incident);
      }
    }
    if (disk.locked && disk.isDrained()) {
      transact(
          Step.EVICT,
          () -> {
            List.copyOf(disk.replica.keySet()).forEach(replica::evict);
            replica.startAgain();
          });
    }
  }

  /**
   * Trims what is past keeping, right after a page: only then is it certain that the log has not
   * gone back to a backup since.
   */
  private void trim() {
    // What was forgotten is named by its hash, so that stays until it is.
    while (!disk.outbox.isEmpty() && !disk.naming && !disk.layDue) {
      Disk.Posted first = disk.outbox.get(0);
      boolean settled = first.seen || first.acknowledged && first.content.isEmpty();
      boolean inOrder = first.seq == 0 || first.seq == disk.baseSeq + 1;
      if (!settled || !inOrder || world.now - first.settledAt < World.RETENTION) {
        return;
      }
      transact(
          Step.EVICT,
          () -> {
            disk.outbox.remove(0);
            world.log(name + " trims " + first.hash);
            if (first.seq > 0) {
              disk.baseSeq = first.seq;
              disk.base = first.link;
            }
          });
    }
  }
}
