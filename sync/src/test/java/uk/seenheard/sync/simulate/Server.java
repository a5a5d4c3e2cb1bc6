package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.review.CaptureRules;
import uk.seenheard.sync.review.DeviceKnown;
import uk.seenheard.sync.review.PassFacts;
import uk.seenheard.sync.review.WhoseHandset;

/** The simulated server: a log on a disk, two processes that write to it, what follows from it. */
final class Server {
  static final String DEVICE = "server";
  static final String LEDGER = "0190a000-0000-7000-8000-00000000feed";

  /** Commits, and writes of one, that a crash may take away of what is derived. */
  private static final int TAIL = 4;

  final World world;

  /** Without contents: these lie beside it. */
  final List<Commit> log = new ArrayList<>();

  private final Segments segments;
  final Map<String, Long> revoked = new LinkedHashMap<>();
  final Map<String, DeviceKnown> known = new LinkedHashMap<>();
  private final Map<String, DeviceKnown.Hand> begun = new LinkedHashMap<>();
  final Map<String, Boolean> taken = new LinkedHashMap<>();
  private final List<Writer> writers;

  // Of its own, so that what happens elsewhere does not hang on how often it is asked.
  private final Random projecting;

  private int synced;
  private Projection projection;
  private int feedEpoch = 1;
  private int putBack;

  /** What handsets named that the log of then lacked: the restore report's. */
  final Set<String> reported = new LinkedHashSet<>();

  /** Who looked at what, up to which commit: on the disk before the content leaves. */
  private final Set<String> looks = new LinkedHashSet<>();

  private List<Commit> backup = List.of();
  private Segments.Copy backupOfSegments = new Segments.Copy(Map.of());
  private long backupAt;

  Server(World world) {
    this.world = world;
    this.segments = new Segments(world);
    this.projecting = new Random(world.seed ^ 0x9a7);
    this.projection = new Projection(world, true);
    this.writers = List.of(new Writer(this), new Writer(this));
    this.backupAt = world.now;
  }

  Projection projection() {
    return projection;
  }

  String feedEpoch() {
    return "life-" + feedEpoch + '.';
  }

  /** Whether a text, which may have been cut off on its way, names a life of the log. */
  static boolean isFeed(String text) {
    return text.startsWith("life-") && text.endsWith(".");
  }

  Writer writer() {
    return world.pick(writers);
  }

  /**
   * Puts a commit behind the last, if nobody else has taken its place: its contents first, in
   * pieces, then what names them.
   */
  boolean insert(Commit commit) {
    if (world.mutation != Mutation.COMMIT_BEFORE_SEGMENTS) {
      segments.write(commit);
      betweenSegmentsAndCommit();
    }
    if (commit.n() != log.size() + 1) {
      return false;
    }
    killAt(Step.COMMIT);
    log.add(segments.bare(commit));
    if (world.mutation == Mutation.COMMIT_BEFORE_SEGMENTS) {
      betweenSegmentsAndCommit();
      segments.write(commit);
    }
    world.log("commit " + commit.n() + ' ' + commit.batches());
    return true;
  }

  private void betweenSegmentsAndCommit() {
    if (segments.oneIn(60)) {
      world.met(Fault.SERVER_KILLED, Step.SEGMENT);
      throw new Killed();
    }
    if (segments.oneIn(4)) {
      // By the other process, which knows no more of this one than what is in the log.
      segments.sweep(log.subList(0, synced));
    }
  }

  /** A commit with its contents. */
  Commit whole(Commit bare) {
    return segments.whole(bare);
  }

  /** The log with its contents, up to a commit. */
  List<Commit> wholeLog(long to) {
    List<Commit> whole = new ArrayList<>();
    log.subList(0, (int) to).forEach(commit -> whole.add(whole(commit)));
    return whole;
  }

  /** Makes everything inserted durable. */
  void sync() {
    killAt(Step.COMMIT);
    synced = log.size();
    killAt(Step.COMMIT);
  }

  private void killAt(Step step) {
    if (world.strikes(Fault.SERVER_KILLED, step, 150)) {
      throw new Killed();
    }
  }

  /** Dies: what was not on the disk is lost, or not, as the disk pleases; then starts again. */
  void die() {
    world.log("server dies");
    int kept = synced + (log.size() > synced ? world.random.nextInt(log.size() - synced + 1) : 0);
    while (log.size() > kept) {
      log.remove(log.size() - 1);
    }
    synced = log.size();
    segments.crash(synced);
    segments.sweep(log);
    writers.forEach(Writer::forget);
    projection.forget();
    if (projection.applied() > log.size()) {
      rebuild();
    } else if (!world.calm && projecting.nextInt(3) == 0) {
      loseTail();
    }
  }

  private void rebuild() {
    projection = new Projection(world, true);
  }

  /**
   * The embedded store does not wait for the disk when it writes what is derived: a crash takes the
   * last of these writes away, from anywhere on, and leaves the log as it was.
   */
  private void loseTail() {
    long lost = projecting.nextInt((int) Math.min(TAIL, projection.applied()) + 1);
    long kept = projection.applied() - lost;
    world.met(Fault.PROJECTION_TAIL_LOST, Step.PROJECT);
    rebuild();
    wholeLog(kept).forEach(projection::apply);
    if (kept < log.size()) {
      AtomicInteger left = new AtomicInteger(projecting.nextInt(TAIL));
      try {
        projection.apply(whole(log.get((int) kept)), () -> end(left));
      } catch (Killed there) {
        projection.forget();
      }
    }
  }

  private static void end(AtomicInteger left) {
    if (left.getAndDecrement() == 0) {
      throw new Killed();
    }
  }

  /** The log after a commit, as a store may show it that has not settled yet. */
  List<Commit> readAfter(long n, Step step) {
    List<Commit> read = new ArrayList<>(log.subList((int) n, synced));
    if (read.size() > 1 && world.strikes(Fault.STALE_READ, step, 6)) {
      read.remove(world.random.nextInt(read.size() - 1));
    }
    return read;
  }

  /** Applies what the log has that the projection has not: up to the first hole in what is read. */
  void project() {
    long next = projection.applied() + 1;
    for (Commit commit : readAfter(projection.applied(), Step.PROJECT)) {
      if (commit.n() != next && world.mutation != Mutation.FILTER_BEFORE_DENSITY) {
        return;
      }
      try {
        projection.apply(whole(commit), this::betweenWrites);
      } catch (Unwritable refused) {
        return;
      }
      next = commit.n() + 1;
      killAt(Step.PROJECT);
    }
  }

  /** Before a write of what is derived: the process dies, or the store refuses it, as when full. */
  private void betweenWrites() {
    if (world.calm) {
      return;
    }
    int drawn = projecting.nextInt(300);
    if (drawn == 0) {
      world.met(Fault.SERVER_KILLED, Step.PROJECT);
      throw new Killed();
    } else if (drawn == 1) {
      world.met(Fault.STORE_REFUSED, Step.PROJECT);
      throw new Unwritable();
    }
  }

  /** Writes down, durably, that somebody is handed content of incidents. */
  void looked(String person, Set<String> incidents, long to) {
    boolean mayDie = world.mutation.meetsMoves();
    if (mayDie) {
      killAt(Step.PAGE);
    }
    incidents.forEach(incident -> looks.add(person + '|' + incident + '|' + to));
    if (mayDie) {
      killAt(Step.PAGE);
    }
  }

  boolean hasLook(String person, String incident, long to) {
    return looks.contains(person + '|' + incident + '|' + to);
  }

  void backUp() {
    backup = List.copyOf(log.subList(0, synced));
    backupOfSegments = segments.copy();
    backupAt = world.now;
  }

  boolean canRestore() {
    return !backup.isEmpty()
        && world.now - backupAt < World.RETENTION / 2
        && backup.size() < log.size();
  }

  /** The folder is put back from a plain copy while handsets go on: nothing here knows of it. */
  void putBack() {
    world.met(Fault.FOLDER_PUT_BACK, Step.COMMIT);
    log.clear();
    log.addAll(backup);
    segments.putBack(backupOfSegments);
    synced = log.size();
    putBack++;
    world.log("folder put back to " + synced);
    writers.forEach(Writer::forget);
    rebuild();
    world.oracle.restored(log, feedEpoch());
    projectAll();
  }

  /** Which of the lives is present, by the count of the records system: it reads each anew. */
  String readAs() {
    return feedEpoch() + putBack;
  }

  /** The place of a commit, as cursors and answers name it. */
  String place(long n) {
    return n == 0 ? "" : n + "." + log.get((int) n - 1).hash().hex();
  }

  /** Whether a place that somebody remembers is one of this log's. */
  boolean holds(String place) {
    if (place.isEmpty() || world.mutation == Mutation.LOG_KNOWN_BY_NUMBER) {
      return true;
    }
    long n = Long.parseLong(place.substring(0, place.indexOf('.')));
    return n <= log.size() && place(n).equals(place);
  }

  /** Takes in what a handset had to forget, and reports what this log lacks of it. */
  void named(List<String> hashes) {
    Set<String> held = new LinkedHashSet<>();
    log.forEach(
        commit ->
            commit.batches().forEach(b -> b.entries().forEach(e -> held.add(e.hash().hex()))));
    hashes.stream().filter(hash -> !held.contains(hash)).forEach(reported::add);
  }

  /** Goes back to the backup, in a new life of the feed, and takes sight away again first. */
  void restore() {
    world.met(Fault.SERVER_RESTORED, Step.COMMIT);
    log.clear();
    log.addAll(backup);
    segments.putBack(backupOfSegments);
    synced = log.size();
    feedEpoch++;
    world.log("server restored to " + synced);
    writers.forEach(Writer::forget);
    rebuild();
    world.oracle.restored(log, feedEpoch());
    projectAll();
    taken.forEach(
        (place, isTaken) -> {
          String[] parts = place.split("\\|", -1);
          Optional.ofNullable(projection.cards().get(parts[0]))
              .filter(card -> isTaken && card.isOpenTo(parts[1], projection.applied()))
              .ifPresent(
                  card ->
                      new Supervisor(world, this, new Deciding(world, this))
                          .unshare(card, parts[1]));
        });
  }

  /** Applies everything, reading until there is nothing left. */
  void projectAll() {
    for (int i = 0; i < 200 && projection.applied() < synced; i++) {
      project();
    }
  }

  /** The projection as it would be if it were built from the log anew. */
  Projection rebuilt() {
    Projection anew = new Projection(world, false);
    for (Commit commit : wholeLog(log.size())) {
      anew.apply(
          world.mutation == Mutation.DECIDE_AGAIN_ON_REPLAY
              ? Writer.ruledAgain(this, commit)
              : commit);
    }
    return anew;
  }

  /** For each change why it goes to quarantine, or empty. */
  List<Optional<String>> rules(
      List<ChangeReading> readings,
      String device,
      int epoch,
      Map<Hash, Tokens.Shown> passes,
      ClockReading sent,
      long at) {
    List<Optional<String>> rulings = new ArrayList<>();
    List<WhoseHandset.Claimed> claimed = new ArrayList<>();
    for (ChangeReading reading : readings) {
      Optional<Tokens.Shown> pass = shown(reading, passes);
      rulings.add(
          CaptureRules.ruling(
              reading,
              device,
              pass.map(shown -> new PassFacts(shown.person(), shown.device(), true))));
      claimed.add(
          new WhoseHandset.Claimed(
              reading.fold(Optional::of, nonsense -> Optional.empty()), hand(pass, device)));
    }
    List<Optional<String>> whose =
        WhoseHandset.rulings(
            claimed,
            epoch,
            known.getOrDefault(device, DeviceKnown.NOTHING),
            sent,
            at,
            person ->
                revoked.containsKey(person)
                    ? OptionalLong.of(revoked.get(person))
                    : OptionalLong.empty());
    for (int i = 0; i < rulings.size(); i++) {
      if (world.mutation == Mutation.HANDSETS_MOVE_WORDS && saysMoved(readings.get(i))) {
        rulings.set(i, Optional.empty());
      }
      if (!rulings.get(i).isPresent() && world.mutation != Mutation.LEFT_PASS_IS_GOOD) {
        rulings.set(i, whose.get(i));
      }
    }
    return rulings;
  }

  private static boolean saysMoved(ChangeReading reading) {
    return reading.fold(change -> change.moved().isPresent(), nonsense -> false);
  }

  /** Takes in what a push that was taken shows of whose the handset is. */
  void heard(PushRequest request, String device, List<Hash> named, Map<Hash, Tokens.Shown> passes) {
    DeviceKnown now = known.getOrDefault(device, DeviceKnown.NOTHING);
    for (Hash pass : named) {
      Optional<DeviceKnown.Hand> hand = hand(Optional.ofNullable(passes.get(pass)), device);
      if (hand.isPresent()) {
        now = now.after(hand.get(), request.epoch());
      }
    }
    if (request.queued() == 0) {
      now = now.emptied(world.now, Optional.ofNullable(begun.get(device)), request.epoch());
    }
    known.put(device, now);
  }

  /** Somebody began a shift on a device. */
  void began(String device, String person) {
    begun.put(device, new DeviceKnown.Hand(person, world.now));
  }

  private static Optional<Tokens.Shown> shown(
      ChangeReading reading, Map<Hash, Tokens.Shown> passes) {
    return reading.fold(
        change -> Optional.ofNullable(passes.get(change.pass())), nonsense -> Optional.empty());
  }

  private static Optional<DeviceKnown.Hand> hand(Optional<Tokens.Shown> pass, String device) {
    return pass.filter(shown -> shown.device().equals(device))
        .map(shown -> new DeviceKnown.Hand(shown.person(), shown.until()));
  }

  /** What the log holds of a device in an epoch, by position. */
  Map<Long, Commit.Entry> positions(String device, int epoch) {
    Map<Long, Commit.Entry> found = new HashMap<>();
    for (Commit commit : log) {
      for (Commit.Batch batch : commit.batches()) {
        if (batch.device().equals(device) && batch.epoch() == epoch) {
          long seq = batch.from();
          for (Commit.Entry entry : batch.entries()) {
            found.put(seq++, entry);
          }
        }
      }
    }
    return found;
  }
}
