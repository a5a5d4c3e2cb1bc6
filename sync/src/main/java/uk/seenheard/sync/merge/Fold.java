package uk.seenheard.sync.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;

/**
 * The fold of one incident: takes changes in any order and any number of times, and reads them as
 * one record.
 *
 * <p>The record is a function of the <em>set</em> of changes. Nothing here looks at arrival, and
 * nothing lets a clock decide: {@code hlc} sorts what people look at, and that is all. Adding a
 * change costs what it touches; {@link #record} computes anew only the fields that were touched
 * since it was last called. Not safe for several threads.
 */
public final class Fold {
  private static final Comparator<Answer> DISPLAY =
      Comparator.comparing(Answer::hlc).thenComparing(Answer::id);

  private final String incident;
  private final GrowingSet all;
  private final GrowingSet captured;
  private final Map<FieldPath, List<Standing.Claim>> claims = new TreeMap<>();
  private final Map<FieldPath, List<Answer>> additions = new TreeMap<>();
  private final Map<FieldPath, List<Entry.Strike>> strikes = new TreeMap<>();
  private final List<RecordedAct> deeds = new ArrayList<>();
  private List<RecordedAct> sortedDeeds = List.of();
  private Optional<FormRef> form = Optional.empty();
  private final Lenses lenses = new Lenses();
  private final Departed departed = new Departed();
  private Twins twins = Twins.none();
  private boolean joinsMoved;
  private boolean entriesAnew;
  private final Set<FieldPath> touched = new HashSet<>();
  private PathMap<Field> fields = PathMap.none();

  /** The fields in each entry, and what was said of it elsewhere; only while there are no twins. */
  private final Map<FieldPath, Set<FieldPath>> fieldsOfEntry = new HashMap<>();

  private final Map<FieldPath, Set<OperationId>> saidAbout = new HashMap<>();
  private final Set<FieldPath> touchedEntries = new HashSet<>();
  private PathMap<Entry> entries = PathMap.none();
  private Optional<IncidentRecord> read = Optional.empty();
  private Extent extent = Extent.NOTHING;

  /** Starts with no change. */
  public Fold(String incident, Digests digests) {
    this.incident = incident;
    this.all = new GrowingSet(digests);
    this.captured = new GrowingSet(digests);
  }

  /** The record of these changes. */
  public static IncidentRecord of(String incident, Collection<Change> changes, Digests digests) {
    Fold fold = new Fold(incident, digests);
    changes.forEach(fold::add);
    return fold.record();
  }

  /**
   * Takes one change; a change that is known already, or of another incident, does nothing.
   *
   * @return whether the change was new
   */
  public boolean add(Change change) {
    if (!change.incident().equals(incident) || !all.add(change.hash())) {
      return false;
    }
    read = Optional.empty();
    extent = extent.with(change);
    boolean more = departed.add(change);
    boolean reviewOnly = true;
    boolean looked = false;
    for (int i = 0; i < change.ops().size(); i++) {
      Operation op = change.ops().get(i);
      reviewOnly &= op instanceof Operation.Act act && !Act.isCaptured(act.act());
      looked |= !(op instanceof Operation.Act act) || Act.isRecorded(act.act());
      if (isNew(change, i)) {
        take(change, change.id(i), op);
      }
    }
    if (!reviewOnly) {
      captured.add(change.hash());
    }
    if (looked && !departed.isAway(change.hash())) {
      lenses.add(change);
    }
    if (more) {
      leave();
    }
    if (!form.isPresent() || isNewer(change.form(), form.get())) {
      form = Optional.of(change.form());
    }
    return true;
  }

  /** Whether an operation takes part by this change, and by no other yet. */
  private boolean isNew(Change change, int index) {
    return departed.isEmpty()
        || (!departed.isAway(change.carrier(index))
            && !departed.isCarriedByAnother(
                change.id(index), change.carrier(index), all::contains));
  }

  /** Takes away what belongs elsewhere by now: rare, and looked for everywhere. */
  private void leave() {
    Predicate<OperationId> gone = id -> !departed.takesPart(id, all::contains);
    claims.values().forEach(said -> said.removeIf(claim -> gone.test(claim.answer().id())));
    claims.values().removeIf(List::isEmpty);
    additions.values().forEach(added -> added.removeIf(one -> gone.test(one.id())));
    additions.values().removeIf(List::isEmpty);
    strikes.values().forEach(struck -> struck.removeIf(one -> gone.test(one.by().id())));
    strikes.values().removeIf(List::isEmpty);
    saidAbout.values().forEach(said -> said.removeIf(gone));
    fieldsOfEntry.values().forEach(at -> at.removeIf(field -> !claims.containsKey(field)));
    joinsMoved |= deeds.removeIf(deed -> gone.test(deed.id()));
    sortedDeeds = List.of();
    lenses.leave(departed::isAway);
    fields = PathMap.none();
    touched.clear();
    touched.addAll(claims.keySet());
    entriesAnew = true;
  }

  private static boolean isNewer(FormRef one, FormRef other) {
    return one.version() != other.version()
        ? one.version() > other.version()
        : one.id().compareTo(other.id()) > 0;
  }

  private void take(Change change, OperationId id, Operation op) {
    if (op instanceof Operation.SetField set) {
      claims
          .computeIfAbsent(set.at(), unused -> new ArrayList<>())
          .add(
              new Standing.Claim(
                  Answer.of(change, id, set.value(), set.reason(), set.evidence()), set.over()));
      touched.add(set.at());
      set.at()
          .entry()
          .ifPresent(
              entry -> {
                fieldsOfEntry.computeIfAbsent(entry, unused -> new HashSet<>()).add(set.at());
                touchedEntries.add(entry);
              });
    } else if (op instanceof Operation.AddEntry add) {
      Answer added = Answer.of(change, id, add.value(), Optional.empty(), false);
      additions.computeIfAbsent(add.at(), unused -> new ArrayList<>()).add(added);
      touchedEntries.add(add.at());
      added
          .about()
          .ifPresent(
              subject -> {
                saidAbout.computeIfAbsent(subject, unused -> new HashSet<>()).add(id);
                touchedEntries.add(subject);
              });
    } else if (op instanceof Operation.StrikeEntry strike) {
      touchedEntries.add(strike.at());
      strikes
          .computeIfAbsent(strike.at(), unused -> new ArrayList<>())
          .add(
              new Entry.Strike(
                  Answer.of(change, id, Json.NULL, Optional.of(strike.reason()), false),
                  strike.over()));
    } else if (op instanceof Operation.Act act) {
      deeds.add(RecordedAct.of(change, id, act));
      joinsMoved |= act.act().equals(Twins.JOIN) || act.act().equals(Twins.SEPARATE);
    }
  }

  /** How many changes were taken so far. */
  public int size() {
    return all.size();
  }

  /** How much that was. */
  public Extent extent() {
    return extent;
  }

  /** The hashes of the changes taken so far. */
  public Set<Hash> changes() {
    return all.copy();
  }

  /**
   * Whether reading it costs what there is rather than what was touched: while entries are joined,
   * or joins have moved.
   */
  public boolean isReadAnew() {
    return joinsMoved || entriesAnew || !twins.isEmpty();
  }

  /** What the changes taken so far say. */
  public IncidentRecord record() {
    if (!read.isPresent()) {
      readJoins();
      readFields();
      readEntries();
      sortDeeds();
      read =
          Optional.of(
              new IncidentRecord(
                  incident,
                  all.frontier(),
                  captured.frontier(),
                  extent,
                  fields,
                  entries,
                  sortedDeeds,
                  form,
                  lenses.inOrder()));
    }
    return read.orElseThrow(IllegalStateException::new);
  }

  private void sortDeeds() {
    if (sortedDeeds.size() != deeds.size()) {
      List<RecordedAct> sorted = new ArrayList<>(deeds);
      sorted.sort(Comparator.comparing(RecordedAct::hlc).thenComparing(RecordedAct::id));
      sortedDeeds = List.copyOf(sorted);
    }
  }

  private void readJoins() {
    if (joinsMoved) {
      Twins now = Twins.of(deeds);
      if (!now.sameAs(twins)) {
        twins = now;
        fields = PathMap.none();
        touched.addAll(claims.keySet());
        entriesAnew = true;
      }
      joinsMoved = false;
    }
  }

  private void readFields() {
    Map<FieldPath, List<Standing.Claim>> met = new HashMap<>();
    Set<FieldPath> stale = new HashSet<>();
    for (FieldPath path : touched) {
      stale.add(twins.read(path));
    }
    for (FieldPath at : stale) {
      met.put(at, new ArrayList<>());
    }
    if (stale.size() == touched.size() && twins.sameAs(Twins.none())) {
      stale.forEach(at -> met.put(at, claims.getOrDefault(at, List.of())));
    } else {
      claims.forEach(
          (path, said) -> {
            List<Standing.Claim> together = met.get(twins.read(path));
            if (together != null) {
              together.addAll(said);
            }
          });
    }
    for (Map.Entry<FieldPath, List<Standing.Claim>> one : met.entrySet()) {
      fields = fields.with(one.getKey(), field(one.getKey(), one.getValue()));
    }
    touched.clear();
  }

  private static Field field(FieldPath at, List<Standing.Claim> said) {
    boolean[] stands = Standing.of(said);
    List<Answer> standing = new ArrayList<>();
    List<Answer> replaced = new ArrayList<>();
    for (int i = 0; i < stands.length; i++) {
      (stands[i] ? standing : replaced).add(said.get(i).answer());
    }
    standing.sort(DISPLAY);
    replaced.sort(DISPLAY);
    return new Field(at, standing, replaced);
  }

  /** While nobody said that two entries are one, an entry depends on what touched it alone. */
  private void readEntries() {
    if (entriesAnew || !twins.isEmpty()) {
      entriesAnew = false;
      entries = PathMap.none();
      allEntries().forEach((at, entry) -> entries = entries.with(at, entry));
    } else {
      for (FieldPath at : touchedEntries) {
        Set<OperationId> standing = standingIn(at);
        if (!standing.isEmpty() || strikes.containsKey(at)) {
          entries = entries.with(at, entry(at, Set.of(at), standing));
        }
      }
    }
    touchedEntries.clear();
  }

  private Set<OperationId> standingIn(FieldPath entry) {
    Set<OperationId> standing = new HashSet<>(saidAbout.getOrDefault(entry, Set.of()));
    for (FieldPath at : fieldsOfEntry.getOrDefault(entry, Set.of())) {
      Field field = fields.get(at);
      if (field != null) {
        standing.addAll(field.over());
      }
    }
    additions.getOrDefault(entry, List.of()).forEach(added -> standing.add(added.id()));
    return standing;
  }

  private Map<FieldPath, Entry> allEntries() {
    Map<FieldPath, Set<OperationId>> standing = standingByEntry();
    Set<FieldPath> paths = new TreeSet<>(standing.keySet());
    strikes.keySet().forEach(path -> paths.add(twins.read(path)));
    Map<FieldPath, TreeSet<FieldPath>> groups = groups();
    Map<FieldPath, Entry> entries = new TreeMap<>();
    for (FieldPath path : paths) {
      Set<FieldPath> group = groups.getOrDefault(path, new TreeSet<>(Set.of(path)));
      entries.put(path, entry(path, group, standing.getOrDefault(path, Set.of())));
    }
    return entries;
  }

  /** By the path an entry is read under, every path that is read as it, itself included. */
  private Map<FieldPath, TreeSet<FieldPath>> groups() {
    Map<FieldPath, TreeSet<FieldPath>> groups = new HashMap<>();
    if (twins.isEmpty()) {
      return groups;
    }
    Set<FieldPath> named = new HashSet<>(twins.joined());
    named.addAll(strikes.keySet());
    claims.keySet().forEach(field -> field.entry().ifPresent(named::add));
    additions.forEach(
        (path, added) -> {
          named.add(path);
          added.forEach(one -> one.about().ifPresent(named::add));
        });
    for (FieldPath path : named) {
      FieldPath read = twins.read(path);
      groups.computeIfAbsent(read, at -> new TreeSet<>(Set.of(at))).add(path);
    }
    return groups;
  }

  /**
   * What stands in each entry: its additions, the standing answers of its fields, and the additions
   * that are about it (a child's words stand in an entry of their own).
   */
  private Map<FieldPath, Set<OperationId>> standingByEntry() {
    Map<FieldPath, Set<OperationId>> standing = new TreeMap<>();
    for (Field field : fields.values()) {
      Optional<FieldPath> entry = field.at().entry();
      if (entry.isPresent()) {
        standing.computeIfAbsent(entry.get(), unused -> new HashSet<>()).addAll(field.over());
      }
    }
    additions.forEach(
        (path, added) -> {
          for (Answer one : added) {
            standing.computeIfAbsent(twins.read(path), unused -> new HashSet<>()).add(one.id());
            one.about()
                .ifPresent(
                    subject ->
                        standing
                            .computeIfAbsent(twins.read(subject), unused -> new HashSet<>())
                            .add(one.id()));
          }
        });
    return standing;
  }

  private Entry entry(FieldPath path, Set<FieldPath> group, Set<OperationId> standing) {
    List<Entry.Added> added = new ArrayList<>();
    List<Entry.Strike> struck = new ArrayList<>();
    for (FieldPath twin : group) {
      for (Answer one : additions.getOrDefault(twin, List.of())) {
        added.add(new Entry.Added(one, twin));
      }
      struck.addAll(strikes.getOrDefault(twin, List.of()));
    }
    added.sort(Comparator.comparing(Entry.Added::by, DISPLAY));
    struck.sort(Comparator.comparing(Entry.Strike::by, DISPLAY));
    boolean knewAll =
        struck.stream().anyMatch(strike -> new HashSet<>(strike.over()).containsAll(standing));
    return new Entry(path, List.copyOf(group), added, struck, knewAll);
  }
}
