package uk.seenheard.sync.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * All that a simulated part may not have of its own: chance, true time, the network, and what goes
 * wrong. Everything is drawn from one seed and nothing runs beside it, so that a seed replays
 * exactly.
 */
final class World {
  static final Digests DIGESTS = Pen.DIGESTS;
  private static final boolean SHOWN = Boolean.getBoolean("trace");
  static final String FORCE = "northshire";

  /** How long a handset keeps what was acknowledged and seen; every backup is younger. */
  static final long RETENTION = 40_000;

  final long seed;
  final Random random;
  final Mutation mutation;
  final FaultMatrix matrix;
  final Oracle oracle;
  final Network network;
  private final Map<String, ChangeReading> readings = new HashMap<>();
  private final StringBuilder trace = new StringBuilder();
  private Hash traced = Hash.of("", DIGESTS);

  /** True time, milliseconds since 1970. */
  long now = 1_795_300_000_000L;

  /** No more faults: what is broken is mended and everybody comes to rest. */
  boolean calm;

  World(long seed, Mutation mutation, FaultMatrix matrix) {
    this.seed = seed;
    this.random = new Random(seed);
    this.mutation = mutation;
    this.matrix = matrix;
    this.oracle = new Oracle(this);
    this.network = new Network(this);
  }

  boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Draws whether a fault strikes at a step, and counts it. */
  boolean strikes(Fault fault, Step step, int oneIn) {
    boolean strikes = !calm && oneIn(oneIn);
    if (strikes) {
      met(fault, step);
    }
    return strikes;
  }

  /** Counts a fault that is there while a step happens. */
  void met(Fault fault, Step step) {
    matrix.count(fault, step);
    log(fault + " at " + step);
  }

  /** A line of what happened; two runs of a seed have the same lines. */
  void log(String line) {
    if (SHOWN) {
      System.out.println(now + " " + line);
    }
    trace.append(now).append(' ').append(line).append('\n');
    if (trace.length() > 20_000) {
      traced = Hash.of(traced.hex() + trace, DIGESTS);
      trace.setLength(0);
    }
  }

  /** A digest of everything that happened. */
  Hash traceDigest() {
    return Hash.of(traced.hex() + trace, DIGESTS);
  }

  /** The last lines of what happened. */
  String recent(int chars) {
    return trace.substring(Math.max(0, trace.length() - chars));
  }

  /** Reads a content; reading is pure, so that every end may share the result. */
  ChangeReading read(String content) {
    return readings.computeIfAbsent(content, Pen.CODEC::read);
  }

  String hex(int digits) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      out.append(Character.forDigit(random.nextInt(16), 16));
    }
    return out.toString();
  }
}
