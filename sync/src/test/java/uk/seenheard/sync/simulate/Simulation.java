package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.review.Reviewer;

/** One run of a seed: everybody works while everything goes wrong, then all come to rest. */
final class Simulation {
  private static final int STEPS = 320;
  private static final long YEAR = 31_557_600_000L;
  private static final List<String> INCIDENTS =
      List.of(
          "0190a000-0000-7000-8000-0000000000a1",
          "0190a000-0000-7000-8000-0000000000a2",
          "0190a000-0000-7000-8000-0000000000a3");
  private static final List<String> PEOPLE = List.of("PC 101", "PC 202", "PC 303", "PC 404");

  private final World world;
  private final Server server;
  private final PullDesk desk;
  private final Supervisor supervisor;
  private final RecordsSystem records;
  private final Hostile hostile;
  private final List<Insider> insiders;
  private final Scribe scribe;
  private final Orders orders;
  private final List<Handset> handsets = new ArrayList<>();

  private Simulation(long seed, Mutation mutation, FaultMatrix matrix) {
    world = new World(seed, mutation, matrix);
    server = new Server(world);
    desk = new PullDesk(server);
    Deciding deciding = new Deciding(world, server);
    supervisor = new Supervisor(world, server, deciding);
    insiders =
        List.of(
            new Insider(world, server, deciding, new Reviewer("PS 666", true, false)),
            new Insider(world, server, deciding, new Reviewer("PC 667", false, false)));
    records = new RecordsSystem(world);
    hostile = new Hostile(world);
    scribe = new Scribe(world);
    orders = new Orders(world);
    for (int i = 0; i < 3; i++) {
      List<String> people = List.of(PEOPLE.get(i), PEOPLE.get(3));
      handsets.add(
          new Handset(world, "handset-" + i, people, new Disk("device-" + i), world.oneIn(3)));
    }
  }

  /**
   * What became of a run.
   *
   * @param failure which invariant did not hold and what was seen last, or empty
   * @param trace a digest of everything that happened
   */
  record Outcome(long seed, Optional<Violation> failure, String recent, Hash trace) {}

  static Outcome run(long seed, Mutation mutation, FaultMatrix matrix) {
    Simulation simulation = new Simulation(seed, mutation, matrix);
    Optional<Violation> failure = Optional.empty();
    try {
      simulation.work();
      simulation.rest();
    } catch (Violation violation) {
      failure = Optional.of(violation);
    } catch (RuntimeException unexpected) {
      Violation violation = new Violation("none", "the run broke: " + unexpected);
      violation.initCause(unexpected);
      failure = Optional.of(violation);
    }
    matrix.endRun(failure.isPresent());
    return new Outcome(
        seed, failure, simulation.world.recent(2_000), simulation.world.traceDigest());
  }

  private void work() {
    for (Handset handset : handsets) {
      survive(handset, () -> handset.signIn(server, handset.people.get(0), lease()));
      if (world.oneIn(3)) {
        handset.clockError = (world.random.nextInt(100) - 60) * YEAR;
      }
    }
    for (int i = 0; i < STEPS; i++) {
      world.now += world.random.nextInt(500);
      step();
      if (world.mutation.meetsInsiders() && world.oneIn(8)) {
        serve(() -> world.pick(insiders).act(world.pick(INCIDENTS)));
      }
      if (world.oneIn(40)) {
        trouble(world.pick(handsets));
      }
    }
  }

  private long lease() {
    return 5_000L + world.random.nextInt(60_000);
  }

  private void step() {
    Handset handset = world.pick(handsets);
    int drawn = world.random.nextInt(1_000);
    if (drawn < 330) {
      deliver();
    } else if (drawn < 500) {
      survive(handset, () -> handset.capture(world.pick(INCIDENTS), scribe));
    } else if (drawn < 650) {
      survive(handset, handset::push);
    } else if (drawn < 780) {
      survive(handset, handset::pull);
    } else if (drawn < 850) {
      serve(server::project);
    } else if (drawn < 885) {
      serve(() -> server.writer().commit());
    } else if (drawn < 930) {
      serve(() -> supervisor.decide(PEOPLE));
    } else if (drawn < 945) {
      records.pull(server);
    } else {
      disturb(handset, drawn);
    }
  }

  /** What befalls a single device. */
  private void trouble(Handset handset) {
    int drawn = world.random.nextInt(100);
    if (drawn < 25) {
      handset.fill();
    } else if (drawn < 50) {
      handset.makeRoom();
    } else if (drawn < 62) {
      handset.turnReadOnly();
    } else if (drawn < 70) {
      handset.rebootAt1970();
    } else if (drawn < 78) {
      String incident = world.pick(INCIDENTS);
      survive(handset, () -> handset.captureUnderAPassThatWasLeft(incident, scribe));
      survive(handset, () -> handset.captureByAClockSetBack(server, incident, scribe));
    } else if (drawn < 88) {
      survive(handset, () -> orders.ask(handset));
    } else if (drawn < 94) {
      putBack();
    } else if (handsets.size() < 6) {
      orders.give(handset.disk.device, world.oneIn(3) ? Orders.WIPE_NOW : Orders.WIPE);
      String device = "device-" + handsets.size() + "-new";
      handsets.add(new Handset(world, device, handset.people, new Disk(device), handset.newer));
    }
  }

  private void disturb(Handset handset, int drawn) {
    if (drawn < 955) {
      hostile.act(server, world.pick(INCIDENTS), handsets);
    } else if (drawn < 965) {
      survive(handset, () -> handset.signIn(server, world.pick(handset.people), lease()));
    } else if (drawn < 972) {
      survive(handset, handset::signOut);
    } else if (drawn < 979) {
      handset.clockError += (world.random.nextInt(7_200) - 3_600) * 1_000L;
      world.met(Fault.CLOCK_STEPPED, Step.CAPTURE);
    } else if (drawn < 983) {
      world.met(Fault.HANDSET_KILLED, Step.CAPTURE);
      handset.die();
    } else if (drawn < 986 && handsets.size() < 6) {
      Handset clone = handset.cloneOf(handset.name + "-clone-" + handsets.size());
      handsets.add(clone);
      orders.copied(handset, clone);
    } else if (drawn < 991) {
      serve(server::backUp);
    } else if (drawn < 994 && server.canRestore()) {
      serve(server::restore);
      handsets.forEach(one -> one.disk.owes());
    } else if (drawn < 995) {
      world.met(Fault.ACCOUNT_REVOKED, Step.CAPTURE);
      server.revoked.putIfAbsent(world.pick(PEOPLE), world.now);
    } else if (drawn < 998) {
      world.met(Fault.SERVER_KILLED, Step.DECIDE);
      server.die();
    } else {
      putBack();
    }
  }

  private void putBack() {
    if (server.canRestore()) {
      serve(server::putBack);
      handsets.forEach(one -> one.disk.owes());
    }
  }

  private void deliver() {
    Optional<Network.Letter> next = world.network.next();
    if (next.isEmpty()) {
      return;
    }
    Network.Letter letter = next.get();
    if (letter.isRequest()) {
      serve(
          () -> {
            if (letter.step() == Step.PUSH) {
              server.writer().receive(letter);
            } else if (letter.step() == Step.ASK) {
              orders.receive(letter, server);
            } else {
              desk.receive(letter);
            }
          });
    } else {
      Handset handset = letter.handset();
      survive(
          handset,
          () -> {
            if (letter.step() == Step.PUSH_ANSWER) {
              handset.pushAnswered(letter);
              orders.carryOut(handset);
            } else if (letter.step() == Step.ORDER) {
              orders.take(handset, letter.text());
            } else {
              handset.pullAnswered(letter);
            }
          });
    }
  }

  private void survive(Handset handset, Runnable action) {
    try {
      action.run();
    } catch (Killed killed) {
      handset.die();
    } catch (Unwritable refused) {
      world.log(handset.name + " cannot write and says so");
    }
  }

  private void serve(Runnable action) {
    try {
      action.run();
    } catch (Killed killed) {
      server.die();
    }
  }

  /** Nothing goes wrong any longer: in a bounded number of rounds everybody has everything. */
  private void rest() {
    world.calm = true;
    server.die();
    for (Handset handset : handsets) {
      handset.die();
      handset.makeRoom();
    }
    boolean resting = false;
    for (int round = 0; round < 60 && !resting; round++) {
      int before = server.log.size();
      world.now += 1_000;
      for (Handset handset : handsets) {
        comeBack(handset);
        handset.forgetWhatMayGo();
        orders.ask(handset);
        deliverAll();
        sync(handset);
      }
      records.pull(server);
      resting = server.log.size() == before && handsets.stream().allMatch(this::isAtRest);
    }
    for (int i = 0; i <= server.projection().revisions().size(); i++) {
      records.pull(server);
    }
    Invariants.atRest(world, server, handsets);
    records.check(server);
    Set<Hash> inLog = new HashSet<>();
    server.log.forEach(
        commit -> commit.batches().forEach(b -> b.entries().forEach(e -> inLog.add(e.hash()))));
    orders.atRest(handsets, inLog);
    rebuild();
  }

  /**
   * One run of a handset's loop: pushes until nothing is queued, pulls, and where that showed that
   * something has to be laid anew, pushes that too. Otherwise two copies would fork for ever.
   */
  private void sync(Handset handset) {
    for (int turn = 0; turn < 3; turn++) {
      int most = handset.disk.outbox.size() + 2;
      do {
        handset.push();
        deliverAll();
      } while (!handset.disk.isDrained() && most-- > 0);
      server.projectAll();
      int pages = 40;
      do {
        handset.pull();
        deliverAll();
      } while (handset.disk.layDue && pages-- > 0);
      if (handset.disk.isDrained()) {
        return;
      }
    }
  }

  private boolean isAtRest(Handset handset) {
    return handset.disk.isDrained()
        && !handset.disk.layDue
        && (handset.disk.synced || handset.disk.locked || handset.disk.wiped)
        && orders.isSettled(handset);
  }

  private void comeBack(Handset handset) {
    boolean valid =
        Tokens.read("login", handset.disk.login).map(t -> t.until() > world.now).orElse(false)
            && !server.revoked.containsKey(handset.disk.person);
    for (String person : handset.people) {
      if (!valid && !server.revoked.containsKey(person)) {
        handset.signIn(server, person, 1_000_000);
        return;
      }
    }
    if (!valid) {
      handset.signIn(server, handset.disk.person, 0);
    }
  }

  private void deliverAll() {
    while (!world.network.isIdle()) {
      deliver();
    }
  }

  /** I5: a handset whose replica is thrown away and pulled again holds the same. */
  private void rebuild() {
    for (Handset handset : handsets) {
      if (!handset.disk.locked && !handset.disk.wiped) {
        String before = new TreeMap<>(sets(handset)).toString();
        handset.replica.startAgain();
        for (int page = 0; page < 60 && !handset.disk.synced; page++) {
          handset.pull();
          deliverAll();
        }
        String after = sets(handset).toString();
        if (!before.equals(after)) {
          throw new Violation(
              "I5", handset.name + " rebuilt holds something else: " + before + " " + after);
        }
      }
    }
  }

  private static TreeMap<String, String> sets(Handset handset) {
    TreeMap<String, String> sets = new TreeMap<>();
    handset.disk.replica.forEach(
        (incident, held) -> {
          TreeMap<Hash, String> sorted = new TreeMap<>();
          held.forEach((hash, one) -> sorted.put(hash, one.verdict().word()));
          if (!sorted.isEmpty()) {
            sets.put(incident, sorted.toString());
          }
        });
    return sets;
  }
}
