package uk.seenheard.sync.simulate;

/** A deliberate mistake in one of the parts, to see that the simulator notices it. */
enum Mutation {
  NONE,
  /** No mistake, in the world in which rare ones are looked for: nobody's noise hides them. */
  NONE_AND_NO_NOISE,
  /** The server answers before its log is on disk. */
  ACKNOWLEDGE_BEFORE_FSYNC,
  /** The handset folds as if nobody named anything in {@code over}. */
  DROP_OVER,
  /** The handset stores the cursor of a page before its frames. */
  CURSOR_BEFORE_DATA,
  /** The handset clears its outbox when its officer signs out. */
  TRIM_ON_SIGN_OUT,
  /** The handset forgets an incident as soon as it is told to. */
  EVICT_BEFORE_DRAIN,
  /** The handset wipes itself as soon as it is told to drain and wipe. */
  WIPE_BEFORE_DRAIN,
  /** The handset lets the latest answer win in one field. */
  LAST_WRITE_WINS,
  /** The server takes positions that do not follow the last it holds. */
  SKIP_A_HOLE,
  /** The server takes a position it holds for the same change, without looking. */
  DEDUPE_BY_POSITION,
  /** The projector filters what concerns somebody before it looks for holes in what it read. */
  FILTER_BEFORE_DENSITY,
  /** The handset's digest goes over changes in the order of their arrival. */
  UNORDERED_DIGEST,
  /** A projection rules on changes anew instead of reading their verdicts. */
  DECIDE_AGAIN_ON_REPLAY,
  /** Every end lets an operation replace what it names in other fields. */
  OVER_ACROSS_FIELDS,
  /** The server knows its log by a name and a number alone. */
  LOG_KNOWN_BY_NUMBER,
  /** The handset says nothing of what it had to forget. */
  FORGOTTEN_UNNAMED,
  /** The server writes a commit before the contents that it names. */
  COMMIT_BEFORE_SEGMENTS,
  /** The server names contents by incident and position: whoever lost a race left others there. */
  SEGMENT_NAMED_BY_PLACE,
  /** The server sweeps contents at positions that have no commit yet. */
  SWEEP_BEFORE_THE_COMMIT,
  /** The server writes who may see an incident behind its card, and not with it. */
  ACCESS_BEHIND_A_CARD,
  /** The server moves the watermark of its projection before the cards. */
  WATERMARK_BEFORE_ITS_CARDS,
  /** The server goes on with the cards in its memory after the store refused to take them. */
  CACHE_KEPT_AFTER_A_FAILED_WRITE,
  /** The server keeps a frontier when a change comes that was made before the last. */
  FRONTIER_KEPT_OVER_A_LATE_CHANGE,
  /** The handset takes every fork for a copy in the log that it knows. */
  FORK_IN_THE_KNOWN_LOG,
  /** The server's cursor names what its pull worked towards, however late sight was judged. */
  CURSOR_OF_ITS_TARGET,
  /** The server lets a supervisor release whatever is in quarantine. */
  RELEASE_WITHOUT_RULES,
  /** The server judges each operation of a decision, and not the whole. */
  JUDGE_PARTS_ALONE,
  /** The server takes a pass that was left on a handset, and a clock that was set back. */
  LEFT_PASS_IS_GOOD,
  /** The server lets whoever writes in an incident see it. */
  WRITING_GIVES_SIGHT,
  /** The server lets somebody come back by themselves whom a supervisor sent away. */
  ATTENDING_GIVES_BACK,
  /** The server brings words to where they belong, and leaves them where they were too. */
  MOVED_WORDS_STAY,
  /** The server takes words away in one commit, and brings them in the next. */
  MOVED_IN_TWO_COMMITS,
  /** The server lets somebody move their own words. */
  MOVES_OWN_WORDS,
  /** The server takes what a handset says was moved for moved. */
  HANDSETS_MOVE_WORDS,
  /** The server lets who was somewhere by mistake go on seeing it. */
  MISTAKE_KEEPS_SIGHT,
  /** The server writes a look down when the last page leaves, and not before the first. */
  LOOK_WITH_THE_LAST_PAGE;

  /** Whether words are moved, and looks are written: what is rare is looked for without that. */
  boolean meetsMoves() {
    return this == NONE || ordinal() >= MOVED_WORDS_STAY.ordinal();
  }

  /** Whether insiders are at work: the other mistakes are looked for without their noise. */
  boolean meetsInsiders() {
    return this == NONE || ordinal() >= RELEASE_WITHOUT_RULES.ordinal();
  }
}
