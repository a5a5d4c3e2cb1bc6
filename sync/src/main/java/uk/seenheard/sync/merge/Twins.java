package uk.seenheard.sync.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Parts;

/**
 * Which entries are read as one: {@code same-as} acts join two entries of one collection, until a
 * {@code separate} act names the join it undoes. Joined entries are read under the smallest path.
 *
 * <p>A path is read from the outside in: what is inside a joined entry is read inside the path that
 * the joined entry is read under. So joins of outer entries are looked at before those of inner
 * ones, which may then find that they are of one collection.
 */
final class Twins {
  static final String JOIN = Act.SAME_AS.word();
  static final String SEPARATE = Act.SEPARATE.word();

  private final Map<String, String> parents;
  private final Set<FieldPath> joined;

  private Twins(Map<String, String> parents, Set<FieldPath> joined) {
    this.parents = parents;
    this.joined = joined;
  }

  static Twins none() {
    return new Twins(new HashMap<>(), new HashSet<>());
  }

  static Twins of(List<RecordedAct> deeds) {
    Set<OperationId> undone = new HashSet<>();
    for (RecordedAct deed : deeds) {
      if (deed.act().equals(SEPARATE)) {
        undone.addAll(deed.over());
      }
    }
    Map<Integer, List<Join>> byDepth = new TreeMap<>();
    for (RecordedAct deed : deeds) {
      if (deed.act().equals(JOIN) && !undone.contains(deed.id())) {
        join(deed)
            .ifPresent(
                join -> byDepth.computeIfAbsent(join.depth(), d -> new ArrayList<>()).add(join));
      }
    }
    Twins twins = none();
    byDepth.values().forEach(joins -> joins.forEach(twins::apply));
    for (String path : List.copyOf(twins.parents.keySet())) {
      twins.parents.put(path, twins.root(path));
    }
    return twins;
  }

  private static Optional<Join> join(RecordedAct deed) {
    Optional<FieldPath> other =
        deed.with()
            .text("entry")
            .filter(text -> !FieldPath.fault(text).isPresent())
            .map(FieldPath::new)
            .filter(FieldPath::isEntry);
    return deed.about()
        .filter(FieldPath::isEntry)
        .flatMap(about -> other.map(named -> new Join(about, named)));
  }

  private void apply(Join join) {
    String one = read(join.one).text();
    String other = read(join.other).text();
    if (collection(one).equals(collection(other))) {
      joined.add(join.one);
      joined.add(join.other);
      parents.putIfAbsent(one, one);
      parents.putIfAbsent(other, other);
      if (one.compareTo(other) < 0) {
        parents.put(other, one);
      } else {
        parents.put(one, other);
      }
    }
  }

  private static String collection(String entry) {
    return entry.substring(0, entry.lastIndexOf('/'));
  }

  private String root(String path) {
    String at = path;
    String up = parents.getOrDefault(at, at);
    while (!up.equals(at)) {
      at = up;
      up = parents.getOrDefault(at, at);
    }
    return at;
  }

  /** The path under which an entry or a field is read. */
  FieldPath read(FieldPath path) {
    if (parents.isEmpty()) {
      return path;
    }
    String text = path.text();
    String read = "";
    int from = 0;
    while (from >= 0 && from < text.length()) {
      int id = text.indexOf('/', from);
      if (id < 0) {
        return new FieldPath(read + text.substring(from));
      }
      int end = text.indexOf('/', id + 1);
      read = root(read + text.substring(from, end < 0 ? text.length() : end));
      if (end < 0) {
        return new FieldPath(read);
      }
      read += '/';
      from = end + 1;
    }
    throw new IllegalStateException("a path does not end in a separator");
  }

  boolean isEmpty() {
    return parents.isEmpty();
  }

  /** The paths that joins in force name. */
  Set<FieldPath> joined() {
    return joined;
  }

  boolean sameAs(Twins other) {
    return parents.equals(other.parents) && joined.equals(other.joined);
  }

  /** Two entries that an act says are one. */
  private record Join(FieldPath one, FieldPath other) {
    int depth() {
      return Math.max(depth(one), depth(other));
    }

    private static int depth(FieldPath path) {
      return Parts.of(path.text(), '/').size();
    }
  }
}
