package uk.seenheard.sync.codec;

/**
 * Every size that two ends must agree on, in one place: what one end takes, every other end takes,
 * and what one end refuses, every other end refuses. {@code sync/PROTOCOL.md}, section 12, states
 * them; {@code sync/vectors/limits.json} tries each from both sides.
 *
 * <p>Characters are UTF-16 code units. A limit is never lowered: what was stored under it would
 * become nonsense at some end.
 */
public final class Limits {
  /** Objects and lists inside one another in a JSON text; its own object counts. */
  public static final int JSON_DEPTH = 24;

  /** Characters of a number as it is written. */
  public static final int NUMBER_CHARS = 100;

  /** Digits of a number, and places before or after its point when it is written out. */
  public static final int NUMBER_DIGITS = 30;

  /** Characters of a member's name. */
  public static final int NAME_CHARS = 4_096;

  /** UTF-8 bytes of a change's content; a text in it has no limit of its own. */
  public static final int CONTENT_BYTES = 65_536;

  /** Operations in one change. */
  public static final int OPERATIONS = 256;

  /** Operations that one operation names in {@code over}. */
  public static final int OVER = 512;

  /** Characters of a reason. */
  public static final int REASON_CHARS = 4_000;

  /** Characters of an id: author, device, boot, form, act. */
  public static final int ID_CHARS = 64;

  /** The last version that a form can have. */
  public static final int FORM_VERSION = 99_999;

  /** Segments of a path. */
  public static final int PATH_SEGMENTS = 7;

  /** Characters of a path's segment. */
  public static final int SEGMENT_CHARS = 64;

  /** Changes in one push. */
  public static final int PUSH_CHANGES = 100;

  /** Shift passes in one push. */
  public static final int PUSH_PASSES = 20;

  /** Bytes of one push. */
  public static final int PUSH_BYTES = 8 * 1024 * 1024;

  /** Receipts in one question for orders. */
  public static final int RECEIPTS = 20;

  /** Forgotten changes named in one question for orders. */
  public static final int FORGOTTEN = 200;

  /** Changes and evictions in one page of a pull. */
  public static final int PAGE_FRAMES = 1_000;

  /** Characters of content in one page of a pull; one change more may stand in it. */
  public static final int PAGE_CHARS = 2_000_000;

  /** Pages in one answer to a pull. */
  public static final int PAGES = 8;

  /** Incidents in one page of digests. */
  public static final int DIGESTS = 1_000;

  private Limits() {}
}
