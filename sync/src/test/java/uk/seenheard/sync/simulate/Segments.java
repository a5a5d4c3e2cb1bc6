package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.sync.change.Hash;

/**
 * What lies beside the commits of the simulated log: the contents that each has of an incident, in
 * one piece. The pieces are written before the commit that names them; what a lost race or a crash
 * leaves is named by none, and swept once its position is taken.
 */
final class Segments {
  private final World world;
  private final Random random;
  private final Map<String, Piece> pieces = new TreeMap<>();

  Segments(World world) {
    this.world = world;
    // Of its own, so that what happens elsewhere does not hang on how often it is asked.
    this.random = new Random(world.seed ^ 0x5e9);
  }

  /** What a commit has of an incident, by the places of the changes. */
  record Piece(long n, Map<Integer, String> contents) {}

  boolean oneIn(int number) {
    return !world.calm && random.nextInt(number) == 0;
  }

  /** The same commit as the log holds it: without contents, but with the names of its pieces. */
  Commit bare(Commit commit) {
    List<Commit.Batch> batches = new ArrayList<>();
    for (Commit.Batch batch : commit.batches()) {
      List<Commit.Entry> entries = new ArrayList<>();
      batch.entries().forEach(entry -> entries.add(entry.with("")));
      batches.add(batch.with(entries));
    }
    return new Commit(
        commit.n(), commit.previous(), commit.at(), batches, List.copyOf(split(commit).keySet()));
  }

  /** Writes what a commit is to name; what is there by that name stays as it is. */
  void write(Commit commit) {
    split(commit).forEach(pieces::putIfAbsent);
  }

  private Map<String, Piece> split(Commit commit) {
    Map<String, Map<Integer, String>> contents = new LinkedHashMap<>();
    int i = 0;
    for (Commit.Batch batch : commit.batches()) {
      for (Commit.Entry entry : batch.entries()) {
        if (!entry.content().isEmpty()) {
          contents
              .computeIfAbsent(entry.incident(), unused -> new TreeMap<>())
              .put(i, entry.content());
        }
        i++;
      }
    }
    Map<String, Piece> split = new LinkedHashMap<>();
    contents.forEach(
        (incident, held) ->
            split.put(name(incident, commit.n(), held), new Piece(commit.n(), Map.copyOf(held))));
    return split;
  }

  private String name(String incident, long n, Map<Integer, String> contents) {
    String place = incident + '/' + n;
    return world.mutation == Mutation.SEGMENT_NAMED_BY_PLACE
        ? place
        : place + '/' + Hash.of(contents.toString(), World.DIGESTS).hex();
  }

  /** A commit with its contents. What another's content stands for cannot be opened. */
  Commit whole(Commit bare) {
    Map<Integer, String> contents = new TreeMap<>();
    for (String name : bare.segments()) {
      Piece piece = pieces.get(name);
      if (piece != null) {
        contents.putAll(piece.contents());
      }
    }
    List<Commit.Batch> batches = new ArrayList<>();
    int i = 0;
    for (Commit.Batch batch : bare.batches()) {
      List<Commit.Entry> entries = new ArrayList<>();
      for (Commit.Entry entry : batch.entries()) {
        String content = contents.getOrDefault(i++, "");
        boolean own = !content.isEmpty() && world.read(content).hash().equals(entry.hash());
        entries.add(entry.with(own ? content : ""));
      }
      batches.add(batch.with(entries));
    }
    return new Commit(bare.n(), bare.previous(), bare.at(), batches, bare.segments());
  }

  /** Takes away what no commit names, at positions that have one. */
  void sweep(List<Commit> log) {
    Set<String> named = new TreeSet<>();
    log.forEach(commit -> named.addAll(commit.segments()));
    int before = pieces.size();
    pieces
        .entrySet()
        .removeIf(
            one ->
                !named.contains(one.getKey())
                    && (one.getValue().n() <= log.size()
                        || world.mutation == Mutation.SWEEP_BEFORE_THE_COMMIT));
    if (pieces.size() < before) {
      world.met(Fault.SEGMENT_ORPHANED, Step.COMMIT);
    }
  }

  /** A crash: of what stands behind the end of the log, the disk keeps what it pleases. */
  void crash(long kept) {
    pieces.values().removeIf(piece -> piece.n() > kept && random.nextBoolean());
  }

  /** What a copy of the folder holds. */
  Copy copy() {
    return new Copy(Map.copyOf(pieces));
  }

  void putBack(Copy copy) {
    pieces.clear();
    pieces.putAll(copy.pieces());
  }

  /** The pieces as they were at a moment. */
  record Copy(Map<String, Piece> pieces) {}
}
