package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.incident.ReviewState;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.Frontier;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * What the server derives from its log: incidents, who may see them, revisions for the records.
 *
 * <p>It is written card by card, each with who may see it, and the watermark last. A crash between
 * two writes leaves some of a commit there, and the commit is applied once more: a card that has it
 * is left as it is.
 */
final class Projection {
  private final World world;
  private final boolean watched;
  private final TreeMap<String, Card> cards = new TreeMap<>();
  private final List<Revision> revisions = new ArrayList<>();
  private long applied;

  /** How far the cards go that the process has in its memory, which the store may lack. */
  private final Map<String, Long> inMemory = new HashMap<>();

  /**
   * With nothing applied.
   *
   * @param watched whether the invariants of what is shown are checked at every commit
   */
  Projection(World world, boolean watched) {
    this.world = world;
    this.watched = watched;
  }

  /** What happens before a write: a process may die there, or the store refuse it. */
  @FunctionalInterface
  interface Writes {
    /** With nothing that goes wrong. */
    Writes SURE = () -> {};

    void next();
  }

  /** A change where it stands in the log. */
  record Filed(long n, int i, String device, int epoch, long seq, long at, Commit.Entry entry) {}

  /** From which commit to which somebody may see an incident. */
  record Span(String person, long from, long until) {
    boolean isOpen() {
      return until == Long.MAX_VALUE;
    }
  }

  /** An authorised revision, as the records system gets it. */
  record Revision(String incident, Hash captured, Hash frontier, boolean correction) {}

  /** One incident. */
  final class Card {
    final String incident;
    final List<Filed> filed = new ArrayList<>();
    final Map<Hash, Change> folded = new TreeMap<>();
    List<Span> access = List.of();
    private final Set<OperationId> shown = new HashSet<>();

    /** Those who see it by attending, and by nobody's word. */
    private final Set<String> attending = new HashSet<>();

    private Optional<IncidentRecord> record = Optional.empty();
    private Optional<Hash> frontier = Optional.empty();
    private Hlc latest = Hlc.ZERO;
    private long lastN;

    private Card(String incident) {
      this.incident = incident;
    }

    IncidentRecord record() {
      if (record.isEmpty()) {
        record = Optional.of(Folds.everywhere(world, incident, folded.values()));
      }
      return record.orElseThrow();
    }

    boolean isOpenTo(String person, long to) {
      return access.stream()
          .anyMatch(span -> span.isOpen() && span.from() <= to && span.person().equals(person));
    }

    boolean wasOpenTo(String person, long at) {
      return access.stream()
          .anyMatch(span -> span.from() <= at && at < span.until() && span.person().equals(person));
    }

    /** Whether sight was never interrupted between a commit and now. */
    boolean isOpenSince(String person, long at) {
      return access.stream()
          .anyMatch(span -> span.isOpen() && span.from() <= at && span.person().equals(person));
    }

    /** The frontier at a commit: kept, as long as nothing has come since. */
    Hash frontier(long to) {
      if (lastN > to) {
        return Frontier.of(appliedUpTo(to), World.DIGESTS);
      }
      if (frontier.isEmpty()) {
        frontier = Optional.of(Frontier.of(appliedUpTo(to), World.DIGESTS));
      }
      return frontier.get();
    }

    /** One more change: what is kept of those before it goes. */
    private void moved(Hlc hlc) {
      boolean late = hlc.compareTo(latest) < 0;
      record = Optional.empty();
      if (!late || world.mutation != Mutation.FRONTIER_KEPT_OVER_A_LATE_CHANGE) {
        frontier = Optional.empty();
      }
      latest = late ? latest : hlc;
    }

    /** The changes that took effect up to a commit. */
    TreeSet<Hash> appliedUpTo(long to) {
      TreeSet<Hash> hashes = new TreeSet<>();
      for (Filed one : filed) {
        if (one.n() <= to && one.entry().verdict() == Verdict.APPLIED) {
          hashes.add(one.entry().hash());
        }
      }
      return hashes;
    }
  }

  long applied() {
    return applied;
  }

  TreeMap<String, Card> cards() {
    return cards;
  }

  List<Revision> revisions() {
    return revisions;
  }

  /** Whether a commit was begun and is not wholly in it. */
  boolean isHalfWay() {
    return cards.values().stream().anyMatch(card -> card.lastN > applied);
  }

  /** The process is gone, and what it had in its memory. */
  void forget() {
    inMemory.clear();
  }

  /** Applies a commit; one that was applied already does nothing. */
  void apply(Commit commit) {
    apply(commit, Writes.SURE);
  }

  /** The same, write by write. */
  void apply(Commit commit, Writes writes) {
    if (commit.n() <= applied) {
      return;
    }
    if (world.mutation == Mutation.WATERMARK_BEFORE_ITS_CARDS) {
      applied = commit.n();
      writes.next();
    }
    Map<Card, List<Filed>> parts = parts(commit);
    parts.forEach((card, part) -> put(card, part, commit.n(), writes));
    parts.forEach(
        (card, part) -> {
          if (!effective(part).isEmpty()) {
            authorised(card);
          }
        });
    if (watched && moves(commit)) {
      Invariants.eachWordInOneRecord(cards.values());
    }
    writes.next();
    applied = commit.n();
  }

  private Map<Card, List<Filed>> parts(Commit commit) {
    Map<Card, List<Filed>> parts = new LinkedHashMap<>();
    int i = 0;
    for (Commit.Batch batch : commit.batches()) {
      long seq = batch.from();
      for (Commit.Entry entry : batch.entries()) {
        Card card = cards.computeIfAbsent(entry.incident(), Card::new);
        parts
            .computeIfAbsent(card, unused -> new ArrayList<>())
            .add(
                new Filed(
                    commit.n(), i++, batch.device(), batch.epoch(), seq++, commit.at(), entry));
      }
    }
    return parts;
  }

  /** Moves a card by what a commit has of its incident, in memory and then in the store. */
  private void put(Card card, List<Filed> part, long n, Writes writes) {
    if (inMemory.getOrDefault(card.incident, card.lastN) >= n) {
      return;
    }
    inMemory.put(card.incident, n);
    try {
      writes.next();
    } catch (Unwritable refused) {
      if (world.mutation != Mutation.CACHE_KEPT_AFTER_A_FAILED_WRITE) {
        inMemory.clear();
      }
      throw refused;
    }
    List<Filed> effective = effective(part);
    if (watched && !effective.isEmpty()) {
      rules(card.record(), part, card);
    }
    card.filed.addAll(part);
    card.lastN = n;
    effective.forEach(filed -> fold(card, filed));
    if (world.mutation == Mutation.ACCESS_BEHIND_A_CARD) {
      writes.next();
    }
    effective.forEach(filed -> sight(card, filed));
    if (watched && !effective.isEmpty()) {
      watch(card);
    }
  }

  /** I12, of each change that takes effect: on the record before its commit. */
  private void rules(IncidentRecord before, List<Filed> part, Card card) {
    List<Filed> until = new ArrayList<>(card.filed);
    for (Filed filed : part) {
      if (isEffective(filed)) {
        Change change = change(filed);
        Ruled.asOfNow(before, change, filed, Ruled.apart(until, change));
        change.moved().ifPresent(moved -> Ruled.moved(change, filed, world.oracle.written()));
      }
      until.add(filed);
    }
  }

  private static List<Filed> effective(List<Filed> part) {
    return part.stream().filter(Projection::isEffective).collect(Collectors.toList());
  }

  /** What cannot be opened takes no part in the fold; that none is lost is looked at in the log. */
  private static boolean isEffective(Filed filed) {
    return filed.entry().verdict() == Verdict.APPLIED && !filed.entry().content().isEmpty();
  }

  /** Whether words are moved by it. */
  private boolean moves(Commit commit) {
    return commit.batches().stream()
        .flatMap(batch -> batch.entries().stream())
        .filter(entry -> entry.verdict() == Verdict.APPLIED)
        .anyMatch(
            entry -> world.read(entry.content()).fold(Invariants::isOfAMove, nonsense -> false));
  }

  private Change change(Filed filed) {
    return world
        .read(filed.entry().content())
        .fold(
            change -> change,
            nonsense -> {
              throw new IllegalStateException("nonsense was applied");
            });
  }

  private void fold(Card card, Filed filed) {
    Change change = change(filed);
    card.folded.put(change.hash(), change);
    card.moved(change.hlc());
  }

  private void sight(Card card, Filed filed) {
    Change change = change(filed);
    String person = filed.entry().person();
    boolean released = filed.device().equals(Server.DEVICE) && !person.isEmpty();
    boolean pushed = !released && change.moved().isEmpty();
    card.access = accessAfter(card, pushed ? person : "", change, filed.n());
  }

  /**
   * Who attends an incident of their team's sees it; {@code assign} and {@code share} give and
   * {@code unshare} takes sight, and what it took, attending does not bring back.
   */
  private List<Span> accessAfter(Card card, String person, Change change, long n) {
    List<Span> after = new ArrayList<>(card.access);
    if (world.mutation == Mutation.WRITING_GIVES_SIGHT) {
      attend(after, person, n);
    }
    for (Operation op : change.ops()) {
      if (op instanceof Operation.Act act) {
        String other = act.with().text("person").orElse("");
        if (act.act().equals("attend") && Sighted.isOfTheTeam(person)) {
          if (attend(after, person, n)) {
            card.attending.add(person);
          }
        } else if (act.act().equals("share") || act.act().equals("assign")) {
          card.attending.remove(other);
          open(after, other, n);
        } else if (act.act().equals("unshare")) {
          card.attending.remove(other);
          close(after, other, n);
        } else if (act.act().equals("misplaced")
            && card.attending.remove(other)
            && world.mutation != Mutation.MISTAKE_KEEPS_SIGHT) {
          close(after, other, n);
        }
      }
    }
    return List.copyOf(after);
  }

  /** Whether they see it by that. */
  private boolean attend(List<Span> access, String person, long n) {
    boolean known = access.stream().anyMatch(span -> span.person().equals(person));
    boolean may = !known || world.mutation == Mutation.ATTENDING_GIVES_BACK;
    if (may && !person.isEmpty()) {
      open(access, person, n);
    }
    return may && !person.isEmpty();
  }

  private static void close(List<Span> access, String person, long n) {
    // Who never saw it is kept out all the same.
    open(access, person, n);
    access.replaceAll(
        span ->
            span.isOpen() && span.person().equals(person)
                ? new Span(person, span.from(), n)
                : span);
  }

  private static void open(List<Span> access, String person, long n) {
    if (!person.isEmpty()
        && access.stream().noneMatch(span -> span.isOpen() && span.person().equals(person))) {
      access.add(new Span(person, n, Long.MAX_VALUE));
    }
  }

  /** I3 and I11, at every commit. */
  private void watch(Card card) {
    Set<OperationId> named = new HashSet<>();
    for (Change change : card.folded.values()) {
      change.ops().forEach(op -> named.addAll(op.over()));
    }
    Set<OperationId> now = new HashSet<>();
    for (Field field : card.record().fields().values()) {
      now.addAll(field.over());
    }
    for (OperationId id : card.shown) {
      if (!now.contains(id) && !named.contains(id) && !Invariants.isMovedAway(card, id)) {
        throw new Violation("I3", "an answer disappeared from " + card.incident + ": " + id);
      }
    }
    card.shown.addAll(now);
    Invariants.noForeignReplacement(card.record(), card.folded.values());
  }

  private void authorised(Card card) {
    IncidentRecord record = card.record();
    if (Review.of(record).state() == ReviewState.AUTHORISED) {
      boolean known =
          revisions.stream()
              .anyMatch(
                  one ->
                      one.incident().equals(card.incident)
                          && one.captured().equals(record.captured()));
      boolean before = revisions.stream().anyMatch(one -> one.incident().equals(card.incident));
      if (!known) {
        revisions.add(new Revision(card.incident, record.captured(), record.frontier(), before));
      }
    }
  }

  /** Everything derived, as one text, to compare a live projection with one built anew. */
  String text() {
    Json.Builder out = Json.object().put("applied", applied);
    for (Card card : cards.values()) {
      out.put(
          card.incident,
          Json.texts(
              List.of(
                  card.record().canonical().canonical(),
                  card.access.toString(),
                  card.filed.toString())));
    }
    return out.put("revisions", Json.of(revisions.toString())).build().canonical();
  }
}
