package uk.seenheard.api.ground.follow;

/** Which generation of the read models serves, for everybody who reads or follows them. */
public final class Serving {
  private final String force;
  private volatile Now now;

  private record Now(int generation, String feed) {}

  /** With the generation that serves at the start. */
  public Serving(String force, int generation) {
    this.force = force;
    this.now = new Now(generation, name(force, generation));
  }

  /** Under which name a generation is kept: the first under the force's own. */
  public static String name(String force, int generation) {
    return generation == Generations.FIRST ? force : force + '~' + generation;
  }

  /** The number of the generation that serves. */
  public int generation() {
    return now.generation();
  }

  /** Under which name it is kept. */
  public String feed() {
    return now.feed();
  }

  /** From now on another generation serves. */
  void serve(int generation) {
    now = new Now(generation, name(force, generation));
  }
}
