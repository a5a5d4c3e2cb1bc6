package uk.seenheard.sync.merge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;

/**
 * Which entries are read as one: {@code same-as} acts join two entries of one collection, until a
 * {@code separate} act names the join it undoes. Joined entries are read under the smallest path.
 */
final class Twins {
  static final String JOIN = "same-as";
  static final String SEPARATE = "separate";

  private final Map<String, String> smallest;
  private final Map<String, TreeSet<FieldPath>> groups;

  private Twins(Map<String, String> smallest, Map<String, TreeSet<FieldPath>> groups) {
    this.smallest = smallest;
    this.groups = groups;
  }

  static Twins none() {
    return new Twins(Map.of(), Map.of());
  }

  static Twins of(List<Deed> deeds) {
    Set<OperationId> undone = new HashSet<>();
    for (Deed deed : deeds) {
      if (deed.act().equals(SEPARATE)) {
        undone.addAll(deed.over());
      }
    }
    Map<String, String> parents = new HashMap<>();
    for (Deed deed : deeds) {
      if (deed.act().equals(JOIN) && !undone.contains(deed.id())) {
        deed.about()
            .filter(FieldPath::isEntry)
            .ifPresent(
                about ->
                    other(deed, about)
                        .ifPresent(other -> join(parents, about.text(), other.text())));
      }
    }
    Map<String, String> smallest = new HashMap<>();
    Map<String, TreeSet<FieldPath>> groups = new TreeMap<>();
    for (String path : parents.keySet()) {
      String root = root(parents, path);
      smallest.put(path, root);
      groups.computeIfAbsent(root, unused -> new TreeSet<>()).add(new FieldPath(path));
    }
    return new Twins(smallest, groups);
  }

  /** The entry that a join names beside the one it is about, when both may be joined. */
  private static Optional<FieldPath> other(Deed deed, FieldPath about) {
    return deed.with()
        .text("entry")
        .filter(text -> !FieldPath.fault(text).isPresent())
        .map(FieldPath::new)
        .filter(FieldPath::isEntry)
        .filter(other -> siblings(about, other));
  }

  private static boolean siblings(FieldPath one, FieldPath other) {
    return parent(one).equals(parent(other)) && !one.equals(other);
  }

  private static String parent(FieldPath entry) {
    return entry.text().substring(0, entry.text().lastIndexOf('/'));
  }

  private static void join(Map<String, String> parents, String one, String other) {
    String first = root(parents, one);
    String second = root(parents, other);
    parents.putIfAbsent(first, first);
    parents.putIfAbsent(second, second);
    if (first.compareTo(second) < 0) {
      parents.put(second, first);
    } else {
      parents.put(first, second);
    }
  }

  private static String root(Map<String, String> parents, String path) {
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
    if (smallest.isEmpty()) {
      return path;
    }
    String text = path.text();
    for (int end = text.length(); end > 0; end = text.lastIndexOf('/', end - 1)) {
      String root = smallest.get(text.substring(0, end));
      if (root != null) {
        return new FieldPath(root + text.substring(end));
      }
    }
    return path;
  }

  /** Every path that is read as this entry, itself included. */
  List<FieldPath> group(FieldPath entry) {
    TreeSet<FieldPath> group = groups.get(entry.text());
    return group == null ? List.of(entry) : List.copyOf(group);
  }

  boolean sameAs(Twins other) {
    return smallest.equals(other.smallest);
  }
}
