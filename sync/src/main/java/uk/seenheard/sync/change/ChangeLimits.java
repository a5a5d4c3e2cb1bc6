package uk.seenheard.sync.change;

/** The sizes a change keeps to at capture; every limit further along the way is above these. */
public final class ChangeLimits {
  /** UTF-8 bytes of a change's content. */
  public static final int CONTENT_BYTES = 65_536;

  /** Operations in one change. */
  public static final int OPERATIONS = 256;

  /** Operations that one operation may name in {@code over}. */
  public static final int OVER = 512;

  /** Characters of a reason. */
  public static final int REASON_CHARS = 4_000;

  /** Characters of an id: author, device, boot, form, act. */
  public static final int ID_CHARS = 64;

  private ChangeLimits() {}
}
