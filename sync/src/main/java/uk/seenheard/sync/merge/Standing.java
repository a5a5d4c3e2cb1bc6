package uk.seenheard.sync.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/**
 * Splits the answers of one field into those that stand and those that were replaced.
 *
 * <p>An answer is replaced when another answer of the same field names it in {@code over} and is
 * entitled to: it has the same author, or gives a reason, or replaces a single value that neither
 * side marks as evidence. What names several different values settles a contradiction, and takes a
 * reason. Replaced answers still replace what they named.
 *
 * <p>Hashes cannot name one another in a circle, but if the input does, everything that the circle
 * hides is kept: answers are peeled off from those that nobody names, and what is never reached
 * stands.
 */
final class Standing {
  private static final int NAMED_BY_NOBODY = 0;

  private Standing() {}

  /** An answer together with what its author was looking at. */
  record Claim(Answer answer, List<OperationId> over) {}

  /** The positions of the claims that stand. */
  static boolean[] of(List<Claim> claims) {
    int size = claims.size();
    boolean[] stands = new boolean[size];
    if (size == 1) {
      stands[0] = true;
      return stands;
    }
    List<List<Integer>> replaces = edges(claims);
    int[] namedBy = new int[size];
    for (List<Integer> targets : replaces) {
      for (int target : targets) {
        namedBy[target]++;
      }
    }
    boolean[] reached = new boolean[size];
    ArrayDeque<Integer> peeled = new ArrayDeque<>();
    for (int i = 0; i < size; i++) {
      if (namedBy[i] == NAMED_BY_NOBODY) {
        stands[i] = true;
        peeled.add(i);
      }
    }
    while (!peeled.isEmpty()) {
      int next = peeled.remove();
      reached[next] = true;
      for (int target : replaces.get(next)) {
        if (--namedBy[target] == NAMED_BY_NOBODY) {
          peeled.add(target);
        }
      }
    }
    for (int i = 0; i < size; i++) {
      stands[i] |= !reached[i];
    }
    return stands;
  }

  private static List<List<Integer>> edges(List<Claim> claims) {
    Map<OperationId, Integer> places = new HashMap<>();
    for (int i = 0; i < claims.size(); i++) {
      places.put(claims.get(i).answer().id(), i);
    }
    List<List<Integer>> edges = new ArrayList<>(claims.size());
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      Set<Integer> named = new HashSet<>();
      Set<Json> values = new HashSet<>();
      for (OperationId id : claim.over()) {
        Integer place = places.get(id);
        if (place != null && place != i) {
          named.add(place);
          values.add(claims.get(place).answer().value());
        }
      }
      boolean settles = values.size() > 1;
      List<Integer> targets = new ArrayList<>(named.size());
      for (int place : named) {
        if (entitled(claim.answer(), claims.get(place).answer(), settles)) {
          targets.add(place);
        }
      }
      edges.add(targets);
    }
    return edges;
  }

  private static boolean entitled(Answer by, Answer replaced, boolean settles) {
    boolean protectedAnswer = settles || by.evidence() || replaced.evidence();
    return by.author().equals(replaced.author()) || by.reason().isPresent() || !protectedAnswer;
  }
}
