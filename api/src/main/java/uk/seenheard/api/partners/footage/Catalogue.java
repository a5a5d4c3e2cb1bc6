package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Window;

/** The port that keeps the newest version of what evidence systems say. */
interface Catalogue {
  /**
   * Recordings and cameras that one question finds at most; what is nearest in time comes first.
   */
  int MOST_FOUND = 500;

  /** Makes its indexes. */
  Future<Void> prepare();

  /** Whether any evidence system ever handed in anything. */
  Future<Boolean> holdsAnything();

  /** Keeps items, each unless it is here as it is or newer; what became of each, in their order. */
  Future<List<Verdict>> keep(List<Item> items);

  /** Who carried a camera, found by one of these names, from a time on that starts in that. */
  Future<List<Json.Obj>> carried(Set<String> by, Window starts);

  /**
   * Recordings that any of several questions finds, and those of these keys ({@link Item#key}):
   * each once, on one way to the store.
   */
  Future<List<Json.Obj>> clips(List<Sought> sought, Collection<String> keys);

  /**
   * A question for recordings.
   *
   * @param names of whom or of what
   * @param starts within what they start
   */
  record Sought(Reach reach, Set<String> names, Window starts) {
    /** Copies. */
    public Sought {
      names = Set.copyOf(names);
    }
  }

  /**
   * The recordings of a system that reached it within a time, as it says of them, with the version
   * of each; and whether there are more.
   */
  Future<Listing> listed(String source, Window uploaded, int most);

  /** Takes it that their system has these no more, until it says something of them again. */
  Future<Void> withdraw(Collection<String> keys);

  /**
   * Destroys all that is kept of what starts in a year, and takes in nothing of it again.
   *
   * @param year as the world counts (UTC)
   */
  Future<Void> eraseYear(int year);

  /** Whether it has, or had before it was erased, a recording of that name. */
  Future<Boolean> knows(String key);

  /** Takes out what is kept of one recording, and takes in nothing of it again. */
  Future<Void> erase(String key);

  /** Whether what starts then was erased with its year. */
  Future<Boolean> isErased(long at);

  /** What of a system is listed, and whether that is all. */
  record Listing(List<Listed> listed, boolean whole) {
    /** Copies. */
    public Listing {
      listed = List.copyOf(listed);
    }
  }

  /** One recording that is there, by its system's name for it. */
  record Listed(String id, long version) {}

  /** How far from where it is looked for a recording may start that shows something there. */
  enum Reach {
    /** An hour or less: nearly all. */
    SHORT,
    /** Longer. */
    LONG,
    /** Its times do not say when it was made, or it is looked for by what it was recorded for. */
    LOOSE;

    /** Under which name it is found among those of its reach. */
    String of(String name) {
      return name().toLowerCase(Locale.ROOT) + '/' + name;
    }

    /** The same of several. */
    Set<String> of(Set<String> names) {
      Set<String> all = new TreeSet<>();
      names.forEach(name -> all.add(of(name)));
      return all;
    }
  }

  /** By which name a person's are found. */
  static String person(String id) {
    return "person/" + id;
  }

  /** By which name a camera's are found. */
  static String device(String source, String serial) {
    return "device/" + source + '/' + serial;
  }

  /** By which name those are found that were recorded for an incident. */
  static String event(String reference) {
    return "event/" + reference;
  }
}
